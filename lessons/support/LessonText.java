package org.neuronbook.lessons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The code cells of a lesson as its author wrote them, by id. Tests run these and no copy, so that
 * what a learner reads is what is tested.
 */
final class LessonText {
  private static final String FENCE = "```";
  private static final String CELL = FENCE + "{code-cell}";

  private final Path file;
  private final Map<String, String> cells = new LinkedHashMap<>();

  private LessonText(Path file, List<String> lines) {
    this.file = file;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(CELL)) {
        i = readCell(lines, i + 1);
      }
    }
  }

  /** Reads a file of a lesson's folder, for example ("08-mlp-and-xor", "lesson.md"). */
  static LessonText read(String folder, String name) {
    Path file = Path.of(folder, name);
    try {
      return new LessonText(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file.toAbsolutePath(), e);
    }
  }

  /** The code of one cell. */
  String cell(String id) {
    String code = cells.get(id);
    if (code == null) {
      throw new AssertionError(file + " has no code cell \"" + id + "\"; it has " + cells.keySet());
    }
    return code;
  }

  /** Reads options and code up to the closing fence, and gives the number of that line. */
  private int readCell(List<String> lines, int start) {
    StringBuilder code = new StringBuilder();
    String id = null;
    int i = start;
    for (; i < lines.size() && lines.get(i).startsWith(":"); i++) {
      if (lines.get(i).startsWith(":id:")) {
        id = lines.get(i).substring(":id:".length()).strip();
      }
    }
    for (; !lines.get(i).equals(FENCE); i++) {
      code.append(lines.get(i)).append('\n');
    }
    if (cells.put(id, code.toString()) != null) {
      throw new AssertionError(file + ": two code cells have the id \"" + id + "\"");
    }
    return i;
  }
}
