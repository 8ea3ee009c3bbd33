package org.neuronbook.data;

/**
 * Data that is not what it should be: a file of another format, cut off or damaged, rows and labels
 * that do not belong together. The message says what was expected, what was found, where, and what
 * to do.
 */
public final class DataException extends RuntimeException {
  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
