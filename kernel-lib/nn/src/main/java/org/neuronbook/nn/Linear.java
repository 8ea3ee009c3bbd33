package org.neuronbook.nn;

import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/**
 * y = x W + b, the layer that joins every input to every output. W has shape (inputs, outputs) and
 * b (outputs); both start uniform in ±1/sqrt(inputs), as in PyTorch (which stores W transposed).
 *
 * <pre>{@code
 * jshell> new Linear(784, 10, Rng.of(1)).forward(Tensor.zeros(32, 784)).shape()
 * (32, 10)
 * }</pre>
 */
public final class Linear extends Layer {
  private final int inputs;
  private final int outputs;
  public final Parameter weight;
  public final Parameter bias;

  public Linear(int inputs, int outputs, Rng rng) {
    Refuse.when(inputs < 1 || outputs < 1, ShapeException::new)
        .saying(
            "Linear: expected at least 1 input and 1 output, got %s -> %s. They are the last sizes of the tensors that go in and come out",
            inputs, outputs);
    this.inputs = inputs;
    this.outputs = outputs;
    this.weight = parameter("weight", Init.fanInUniform(rng, inputs, inputs, outputs));
    this.bias = parameter("bias", Init.fanInUniform(rng, inputs, outputs));
  }

  /**
   * @param x (batch, ..., inputs)
   * @return (batch, ..., outputs)
   */
  @Override
  public Tensor forward(Tensor x) {
    requireLast(x, inputs);
    return x.linear(weight, bias);
  }

  @Override
  public String describe() {
    return "Linear " + inputs + " -> " + outputs;
  }
}
