package org.neuronbook.course.notebooks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of a lesson: the cells from one heading of the second level to the next. */
final class Sections {
  static final String EXERCISE = "Exercise";
  static final String EXERCISES = "Exercises";
  static final String PLOT = "Plot: one thing changed";
  static final String RECAP = "Recap in five lines";
  static final String QUIZ = "Quiz";

  /** What every lesson has, in this order; the ninth may be in the plural. */
  static final List<String> ORDER =
      List.of(
          "Goal",
          "You need",
          "The question",
          "Intuition",
          "The maths",
          "From scratch",
          "The library does it",
          PLOT,
          EXERCISE,
          "What went wrong?",
          RECAP,
          QUIZ,
          "Further reading");

  private static final String MARK = "## ";

  private Sections() {}

  /** The heading of a block, without its mark; null if the block begins with something else. */
  static String heading(Cell cell) {
    String first = Markdown.firstLine(cell.source());
    return cell.isMarkdown() && first.startsWith(MARK)
        ? first.substring(MARK.length()).strip()
        : null;
  }

  /** Whether a line of prose is a heading of the second level. */
  static boolean isHeading(String line) {
    return line.startsWith(MARK);
  }

  /** The titles in order, the plural made singular, so that they compare with {@link #ORDER}. */
  static List<String> titles(List<Cell> cells) {
    List<String> titles = new ArrayList<>();
    for (Cell cell : cells) {
      String heading = heading(cell);
      if (heading != null) {
        titles.add(singular(heading));
      }
    }
    return titles;
  }

  /** The cells of each part; the first of them holds the heading. */
  static Map<String, List<Cell>> split(List<Cell> cells) {
    Map<String, List<Cell>> sections = new LinkedHashMap<>();
    List<Cell> current = new ArrayList<>();
    for (Cell cell : cells) {
      String heading = heading(cell);
      if (heading != null) {
        current = sections.computeIfAbsent(singular(heading), title -> new ArrayList<>());
      }
      current.add(cell);
    }
    return sections;
  }

  private static String singular(String heading) {
    return heading.equals(EXERCISES) ? EXERCISE : heading;
  }
}
