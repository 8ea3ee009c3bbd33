package org.neuronbook.course.notebooks;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The directive in lesson.md in whose place the blocks of exercise.md stand. */
final class Include {
  static final String NOTATION = "```{include} exercise.md\n```";
  private static final Pattern DIRECTIVE =
      Pattern.compile("(?m)^```\\{include\\} exercise\\.md[ \\t]*\\n```[ \\t]*$");

  private Include() {}

  static boolean isIn(Cell cell) {
    return cell.isMarkdown() && DIRECTIVE.matcher(cell.source()).find();
  }

  static boolean isLast(Cell cell) {
    Matcher matcher = DIRECTIVE.matcher(cell.source());
    return matcher.find() && cell.source().substring(matcher.end()).isBlank();
  }

  /** The text in front of the directive. */
  static String before(Cell cell) {
    return DIRECTIVE.matcher(cell.source()).replaceAll("").stripTrailing();
  }
}
