package org.neuronbook.onnx;

/**
 * A file that is not an ONNX model as the format wants it, or one that uses what is not read here.
 * The message says what was expected, what was found, in which file and at which field.
 */
public final class OnnxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OnnxException(String message) {
    super(message);
  }
}
