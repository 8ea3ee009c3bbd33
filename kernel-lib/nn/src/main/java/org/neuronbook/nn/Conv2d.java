package org.neuronbook.nn;

import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.tensor.Window;

/**
 * Slides learned kernels over pictures: {@link Tensor#conv2d}. The weight has shape (outputs,
 * inputs / groups, height, width) and the bias (outputs); both start uniform in ±1/sqrt(inputs /
 * groups · height · width), as in PyTorch. LeCun and others, "Gradient-based learning applied to
 * document recognition", 1998.
 *
 * <pre>{@code
 * jshell> new Conv2d(1, 32, 3, Rng.of(1)).forward(Tensor.zeros(64, 1, 28, 28)).shape()
 * (64, 32, 26, 26)
 * jshell> var depthwise = new Conv2d(8, 8, Window.of(3).padding(1), 8, Rng.of(1))
 * jshell> depthwise
 * model  Conv2d 8 -> 8, 3x3, padding 1, 8 groups  weight (8, 1, 3, 3), bias (8)            80
 * 80 parameters, 80 of them trained
 * }</pre>
 */
public final class Conv2d extends Convolution {
  public final Parameter weight;

  /** Null without a bias. */
  public final Parameter bias;

  /** A square kernel with stride 1 and no padding. */
  public Conv2d(int inputs, int outputs, int size, Rng rng) {
    this(inputs, outputs, Window.of(size), rng);
  }

  public Conv2d(int inputs, int outputs, Window window, Rng rng) {
    this(inputs, outputs, window, 1, rng);
  }

  /**
   * @param groups of channels that do not see each other
   */
  public Conv2d(int inputs, int outputs, Window window, int groups, Rng rng) {
    this(inputs, outputs, window, groups, true, rng);
  }

  private Conv2d(int inputs, int outputs, Window window, int groups, boolean biased, Rng rng) {
    super(inputs, outputs, window, groups);
    this.weight = weight(rng, outputs, inputs / groups, window.height(), window.width());
    this.bias = biased ? bias(rng, weight) : null;
  }

  /** Without a bias, as before a {@link BatchNorm2d}, which would take it away. */
  public static Conv2d withoutBias(int inputs, int outputs, Window window, int groups, Rng rng) {
    return new Conv2d(inputs, outputs, window, groups, false, rng);
  }

  /**
   * @param x (batch, inputs, height, width)
   * @return (batch, outputs, places down, places right)
   */
  @Override
  public Tensor forward(Tensor x) {
    Pictures.require(this, x, 4, inputs);
    Pictures.requireFits(this, x, window);
    return x.conv2d(weight, bias == null ? Tensor.zeros(outputs) : bias, window, groups);
  }
}
