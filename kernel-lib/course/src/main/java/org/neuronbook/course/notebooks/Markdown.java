package org.neuronbook.course.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells prose from fenced code, line by line, as CommonMark defines fences. */
final class Markdown {
  private static final Pattern FENCE = Pattern.compile("^(\\s*)(`{3,}|~{3,})(.*)$");

  private Markdown() {}

  /**
   * One line of a Markdown text.
   *
   * @param number counted from 1
   * @param fenced whether it belongs to a fenced block, its two fences included
   * @param opening what stands behind the opening fence, such as {@code {code-cell} java}; null on
   *     every other line
   */
  record Line(int number, String text, boolean fenced, String opening) {}

  static List<Line> lines(String markdown) {
    List<Line> lines = new ArrayList<>();
    String fence = null;
    int number = 0;
    for (String text : markdown.split("\n", -1)) {
      number++;
      Matcher matcher = FENCE.matcher(text);
      boolean marked = matcher.matches();
      if (fence == null) {
        // A fence of backticks with a backtick behind it is inline code, not a block.
        boolean opens = marked && !(text.contains("```") && matcher.group(3).contains("`"));
        fence = opens ? matcher.group(2) : null;
        lines.add(new Line(number, text, opens, opens ? matcher.group(3).strip() : null));
      } else {
        lines.add(new Line(number, text, true, null));
        boolean closes = marked && matcher.group(3).isBlank() && matcher.group(2).startsWith(fence);
        fence = closes ? null : fence;
      }
    }
    return lines;
  }

  /** The lines that a reader reads as text. */
  static List<Line> prose(String markdown) {
    return lines(markdown).stream().filter(line -> !line.fenced()).toList();
  }

  /** The text with each heading one level up, except those of the first level. */
  static String raisedHeadings(String markdown) {
    return lines(markdown).stream()
        .map(line -> line.fenced() ? line.text() : line.text().replaceFirst("^##(#*\\s)", "#$1"))
        .collect(Collectors.joining("\n"));
  }

  static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
