package org.neuronbook.nn;

import org.neuronbook.tensor.Tensor;

/**
 * Lays the numbers of each sample in one row: (batch, ...) to (batch, features), as a {@link
 * Linear} wants them after convolutions.
 *
 * <pre>{@code
 * jshell> new Flatten().forward(Tensor.zeros(64, 64, 5, 5)).shape()
 * (64, 1600)
 * }</pre>
 */
public final class Flatten extends Layer {

  @Override
  public Tensor forward(Tensor x) {
    return x.reshape(x.shape().dim(0), -1); // (batch, features)
  }
}
