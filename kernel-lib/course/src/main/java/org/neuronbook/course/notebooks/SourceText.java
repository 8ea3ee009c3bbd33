package org.neuronbook.course.notebooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of one source file: where each block stands. jupytext turns the file into cells; what
 * it forgets on the way, line numbers and the language of each cell, is read here.
 *
 * @param name as messages show it
 * @param header the YAML between the two {@code ---}, empty if there is none
 * @param fences the code cells as they are opened, top to bottom
 */
record SourceText(
    String name, String text, String header, Map<String, Integer> lineOfId, List<Fence> fences) {
  private static final Pattern BREAK_ID =
      Pattern.compile("^\\+\\+\\+\\s*\\{.*\"id\"\\s*:\\s*\"([^\"]*)\".*\\}\\s*$");
  private static final Pattern OPTION_ID =
      Pattern.compile("^\\s*:id:\\s*[\"']?([^\"'\\s]*)[\"']?\\s*$");
  private static final int LONGEST_QUOTE = 50;
  private static final Pattern HEADER = Pattern.compile("\\A---\\n(.*?)\\n---\\n", Pattern.DOTALL);

  /** An opening fence of a code cell: its line, and what stands behind {@code {code-cell}}. */
  record Fence(int line, String text, String language) {}

  static SourceText read(Lesson lesson, Path file) {
    try {
      return of(lesson.show(file), Files.readString(file).replace("\r\n", "\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SourceText of(String name, String text) {
    Map<String, Integer> lineOfId = new HashMap<>();
    List<Fence> fences = new ArrayList<>();
    for (Markdown.Line line : Markdown.lines(text)) {
      String opening = line.opening() == null ? "" : line.opening();
      if (opening.startsWith("{code-cell}")) {
        String language = opening.substring("{code-cell}".length()).strip();
        fences.add(new Fence(line.number(), line.text(), language));
      }
      Matcher matcher = (line.fenced() ? OPTION_ID : BREAK_ID).matcher(line.text());
      if (matcher.matches()) {
        lineOfId.putIfAbsent(matcher.group(1), line.number());
      }
    }
    Matcher header = HEADER.matcher(text);
    return new SourceText(name, text, header.find() ? header.group(1) : "", lineOfId, fences);
  }

  /** Where a block begins, for a message: {@code lessons/10-fit/lesson.md:42, block fit}. */
  String where(Cell cell) {
    if (cell.id() != null) {
      Integer line = lineOfId.get(cell.id());
      return name + (line == null ? "" : ":" + line) + ", block " + cell.id();
    }
    String first = Markdown.firstLine(cell.source());
    int line = text.lines().toList().indexOf(first) + 1;
    return name
        + (line == 0 ? "" : ":" + line)
        + ", the block that begins with \""
        + shortened(first)
        + "\"";
  }

  private static String shortened(String line) {
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
  }

  /**
   * The line of this file that holds a line of a cell's code, 0 if it cannot be found.
   *
   * @param lineOfCell counted from 1
   */
  int lineOf(Cell cell, int lineOfCell) {
    String wanted = cell.source().lines().skip(Math.max(0, lineOfCell - 1)).findFirst().orElse("");
    List<String> lines = text.lines().toList();
    for (int i = lineOfId.getOrDefault(cell.id(), lines.size()); i < lines.size(); i++) {
      if (lines.get(i).equals(wanted)) {
        return i + 1;
      }
    }
    return 0;
  }
}
