package org.neuronbook.nn;

import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

/**
 * A tensor that a layer remembers without learning it, such as the running mean of a {@link
 * BatchNorm2d}. Its shape stays; its value is replaced, never written into.
 */
public final class Buffer {
  private final String name;
  private Tensor value;

  Buffer(String name, Tensor initial) {
    this.name = name;
    this.value = initial.detach();
  }

  public String name() {
    return name;
  }

  public Tensor value() {
    return value;
  }

  /** Replaces the value by another of the same shape, cut off from its graph. */
  public void assign(Tensor replacement) {
    Shape.requireEqual("assign to " + name, replacement.shape(), value.shape());
    value = replacement.detach();
  }

  @Override
  public String toString() {
    return name + " " + value;
  }
}
