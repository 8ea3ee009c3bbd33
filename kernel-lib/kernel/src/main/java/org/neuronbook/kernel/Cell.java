package org.neuronbook.kernel;

/**
 * The source of one cell.
 *
 * @param name how error messages call it, for example {@code cell 3}
 * @param source as it is run, line by line: magics that are a part of a statement have become
 *     calls, and names of IJava have become names of JJava
 * @param written as the learner wrote it
 */
record Cell(String name, String source, String written) {

  Cell(String name, String written) {
    this(name, IJava.translated(MagicLine.asCalls(written)), written);
  }

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

  /** The text of a line as written, or an empty text where there is no such line. */
  String line(int number) {
    String[] lines = written.split("\n", -1);
    return number >= 1 && number <= lines.length ? lines[number - 1].stripTrailing() : "";
  }
}
