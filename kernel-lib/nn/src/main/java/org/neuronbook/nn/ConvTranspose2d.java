package org.neuronbook.nn;

import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
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
public final class ConvTranspose2d extends Layer {
  private final int inputs;
  private final int outputs;
  public final Window window;
  public final int outputPadding;
  public final int groups;
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
    Shape.requireGroups("ConvTranspose2d", inputs, outputs, groups);
    this.inputs = inputs;
    this.outputs = outputs;
    this.window = window;
    this.outputPadding = outputPadding;
    this.groups = groups;
    int[] sizes = {inputs, outputs / groups, window.height(), window.width()};
    int fan = sizes[1] * sizes[2] * sizes[3];
    this.weight = parameter("weight", Init.fanInUniform(rng, fan, sizes));
    this.bias = parameter("bias", Init.fanInUniform(rng, fan, outputs));
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
    return "ConvTranspose2d "
        + Conv2d.describe(inputs, outputs, window.toString(), groups)
        + (outputPadding == 0 ? "" : ", output padding " + outputPadding);
  }
}
