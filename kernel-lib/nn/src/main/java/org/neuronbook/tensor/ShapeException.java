package org.neuronbook.tensor;

/** Two shapes, or a shape and an axis, do not fit: the message says which, where and what to do. */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public ShapeException(String message) {
    super(message);
  }
}
