package org.neuronbook.nn;

import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/**
 * x + f(x): a way around some layers, through which gradients reach the layers before undamped. He,
 * Zhang, Ren, Sun, "Deep residual learning for image recognition", CVPR 2016. The layers are called
 * {@code body.0}, {@code body.1} and so on.
 *
 * <pre>{@code
 * jshell> var block = new Residual(new Linear(4, 4, Rng.of(1)), Tensor::relu)
 * jshell> block.forward(Tensor.zeros(2, 4)).shape()
 * (2, 4)
 * }</pre>
 */
public final class Residual extends Layer {
  private final Sequential body;

  /** Layers and functions, one after the other, that together keep the shape. */
  public Residual(Forward... steps) {
    this.body = add("body", new Sequential(steps));
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor change = body.forward(x);
    Refuse.when(!change.shape().equals(x.shape()), ShapeException::new)
        .saying(
            "%s: expected a result of the shape of the input %s, to add the two, got %s. Keep channels and sizes: padding 1 belongs to a 3x3 kernel",
            here, x.shape(), change.shape());
    return x.add(change);
  }
}
