package org.neuronbook.kernel;

import java.util.List;

/**
 * A cell that did not run to its end, told as the learner should read it.
 *
 * <p>The cause is what the learner's code threw, if it threw, so that an extension that evaluates
 * code can look at the real exception.
 */
final class CellFailure extends RuntimeException {
  private final transient List<String> lines;
  private final String name;

  /**
   * @param name the kind of failure in one word: a class name such as {@code ArithmeticException}
   * @param message one line
   * @param lines all the text, name and message first
   */
  CellFailure(String name, String message, List<String> lines, Throwable cause) {
    super(message, cause, false, false);
    this.name = name;
    this.lines = List.copyOf(lines);
  }

  String name() {
    return name;
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public String toString() {
    return name + ": " + getMessage();
  }
}
