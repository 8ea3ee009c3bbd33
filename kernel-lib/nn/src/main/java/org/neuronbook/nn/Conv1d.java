package org.neuronbook.nn;

import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.tensor.Window;

/**
 * Slides learned kernels along sequences: {@link Tensor#conv1d}. The weight has shape (outputs,
 * inputs / groups, size) and the bias (outputs); both start uniform in ±1/sqrt(inputs / groups ·
 * size), as in PyTorch.
 *
 * <pre>{@code
 * jshell> new Conv1d(8, 16, 5, Rng.of(1)).forward(Tensor.zeros(4, 8, 100)).shape()
 * (4, 16, 96)
 * jshell> var window = Window.of(1, 5).stride(1, 2).padding(0, 2)
 * jshell> new Conv1d(8, 16, window, 2, Rng.of(1)).forward(Tensor.zeros(4, 8, 100)).shape()
 * (4, 16, 50)
 * }</pre>
 */
public final class Conv1d extends Convolution {
  public final Parameter weight;
  public final Parameter bias;

  /** A kernel with stride 1 and no padding. */
  public Conv1d(int inputs, int outputs, int size, Rng rng) {
    this(inputs, outputs, Window.of(1, size), 1, rng);
  }

  /**
   * @param window of height 1: {@code Window.of(1, size).stride(1, 2).padding(0, 1)}
   * @param groups of channels that do not see each other
   */
  public Conv1d(int inputs, int outputs, Window window, int groups, Rng rng) {
    super(inputs, outputs, window, groups);
    this.weight = weight(rng, outputs, inputs / groups, window.width());
    this.bias = bias(rng, weight);
  }

  /**
   * @param x (batch, inputs, length)
   * @return (batch, outputs, places)
   */
  @Override
  public Tensor forward(Tensor x) {
    Pictures.require(this, x, 3, inputs);
    Pictures.requireFits(this, x, window);
    return x.conv1d(weight, bias, window, groups);
  }
}
