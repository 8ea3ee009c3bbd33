package org.neuronbook.io;

/**
 * A file that is not a safetensors file as the format wants it: cut off, damaged, of another
 * format, or with numbers of a type that is not read here. The message says what was expected, what
 * was found, in which file and at which key.
 */
public final class SafeTensorsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SafeTensorsException(String message) {
    super(message);
  }

  SafeTensorsException(String message, Throwable cause) {
    super(message, cause);
  }
}
