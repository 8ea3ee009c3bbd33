package org.neuronbook.nn;

import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.tensor.Window;

/**
 * Makes pictures larger with learned kernels: {@link Tensor#convTranspose2d}. The weight has shape
 * (inputs, outputs / groups, height, width) and the bias (outputs); both start uniform in
 * ±1/sqrt(outputs / groups · height · width), as in PyTorch, which counts the outputs here.
 *
 * <pre>{@code
 * jshell> new ConvTranspose2d(8, 4, Window.of(2).stride(2), Rng.of(1)).forward(Tensor.zeros(1, 8, 7, 7)).shape()
 * (1, 4, 14, 14)
 * }</pre>
 */
public final class ConvTranspose2d extends Convolution {
  public final int outputPadding;
  public final Parameter weight;
  public final Parameter bias;

  public ConvTranspose2d(int inputs, int outputs, Window window, Rng rng) {
    this(inputs, outputs, window, 0, 1, rng);
  }

  /**
   * @param outputPadding rows and columns to add below and right
   * @param groups of channels that do not see each other
   */
  public ConvTranspose2d(
      int inputs, int outputs, Window window, int outputPadding, int groups, Rng rng) {
    super(inputs, outputs, window, groups);
    this.outputPadding = outputPadding;
    this.weight = weight(rng, inputs, outputs / groups, window.height(), window.width());
    this.bias = bias(rng, weight);
  }

  /**
   * @param x (batch, inputs, height, width)
   * @return (batch, outputs, larger height, larger width)
   */
  @Override
  public Tensor forward(Tensor x) {
    Pictures.require(this, x, 4, inputs);
    return x.convTranspose2d(weight, bias, window, outputPadding, groups);
  }

  @Override
  public String describe() {
    return super.describe() + (outputPadding == 0 ? "" : ", output padding " + outputPadding);
  }
}
