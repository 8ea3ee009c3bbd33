package org.neuronbook.nn;

import org.neuronbook.tensor.Tensor;

/** A function from tensor to tensor: layers are, lambdas are, and {@code Tensor::relu} is. */
@FunctionalInterface
public interface Forward {
  Tensor forward(Tensor x);
}
