package org.neuronbook.tensor;

/** A gradient was asked for where there is none: the message says why and what to call instead. */
public final class AutogradException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public AutogradException(String message) {
    super(message);
  }
}
