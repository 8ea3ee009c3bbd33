package org.neuronbook.kernel;

/**
 * The source of one cell as it was run.
 *
 * @param name how error messages call it, for example {@code cell 3}
 * @param source what the learner wrote
 */
record Cell(String name, String source) {

  /** The line that holds the character at {@code offset}, counted from 1. */
  int lineAt(int offset) {
    int line = 1;
    for (int i = 0; i < Math.min(offset, source.length()); i++) {
      if (source.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  /** The column of the character at {@code offset} within its line, counted from 0. */
  int columnAt(int offset) {
    int end = Math.min(offset, source.length());
    return end - (source.lastIndexOf('\n', end - 1) + 1);
  }

  /** The text of a line, or an empty text where there is no such line. */
  String line(int number) {
    String[] lines = source.split("\n", -1);
    return number >= 1 && number <= lines.length ? lines[number - 1].stripTrailing() : "";
  }
}
