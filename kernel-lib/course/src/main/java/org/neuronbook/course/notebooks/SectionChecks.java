package org.neuronbook.course.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The thirteen sections, in order, and what the plot and the recap must hold. */
final class SectionChecks {
  private static final Pattern CLAIM = Pattern.compile("(?m)^(?!\\s*//).*\\bclaim\\s*\\(");
  private static final Pattern ITEM = Pattern.compile("^([0-9]+[.)]|[-*+])\\s+\\S.*");
  private static final int RECAP_LINES = 5;

  private SectionChecks() {}

  static List<Problem> check(LessonSource source) {
    List<Problem> problems = new ArrayList<>();
    problems.addAll(checkTitle(source));
    problems.addAll(checkHeadingsBeginBlocks(source));
    problems.addAll(checkOrder(source));
    Map<String, List<Cell>> sections = Sections.split(source.cells());
    if (sections.containsKey(Sections.PLOT)) {
      problems.addAll(checkClaim(source, sections.get(Sections.PLOT)));
    }
    if (sections.containsKey(Sections.RECAP)) {
      problems.addAll(checkRecap(source, sections.get(Sections.RECAP)));
    }
    return problems;
  }

  private static List<Problem> checkTitle(LessonSource source) {
    String name = source.lessonText().name();
    if (source.cells().isEmpty()) {
      return List.of(
          new Problem(name, "blocks", "an empty file", "begin with the title: # What it teaches"));
    }
    String first = Markdown.firstLine(source.cells().get(0).source());
    if (first.matches("# \\S.*")) {
      return List.of();
    }
    return List.of(
        new Problem(
            source.where(source.cells().get(0)),
            "the title, a line that begins with \"# \"",
            "\"" + first + "\"",
            "the title is the first block of a lesson"));
  }

  private static List<Problem> checkHeadingsBeginBlocks(LessonSource source) {
    List<Problem> problems = new ArrayList<>();
    for (Cell cell : source.cells()) {
      if (!cell.isMarkdown()) {
        continue;
      }
      for (Markdown.Line line : Markdown.prose(cell.source())) {
        if (line.number() > 1 && Sections.isHeading(line.text())) {
          problems.add(
              new Problem(
                  source.where(cell),
                  "\"" + line.text().strip() + "\" on the first line of its block",
                  "line " + line.number() + " of the block",
                  "put a line +++ {\"id\": \"name\"} before the heading"));
        }
      }
    }
    return problems;
  }

  private static List<Problem> checkOrder(LessonSource source) {
    List<String> titles = Sections.titles(source.cells());
    if (titles.equals(Sections.ORDER)) {
      return List.of();
    }
    Set<String> missing = new TreeSet<>(Sections.ORDER);
    missing.removeAll(titles);
    Set<String> unknown = new TreeSet<>(titles);
    unknown.removeAll(Sections.ORDER);
    int at = 0;
    while (at < Math.min(titles.size(), Sections.ORDER.size())
        && titles.get(at).equals(Sections.ORDER.get(at))) {
      at++;
    }
    String expected = at < Sections.ORDER.size() ? "## " + Sections.ORDER.get(at) : "no more";
    String actual = at < titles.size() ? "## " + titles.get(at) : "the end of the lesson";
    String hint = "the sections are " + String.join(" · ", Sections.ORDER);
    if (!missing.isEmpty()) {
      hint += ". Missing: " + String.join(", ", missing);
    }
    if (!unknown.isEmpty()) {
      hint += ". Not a section (use ###): " + String.join(", ", unknown);
    }
    return List.of(
        new Problem(source.lessonText().name() + ", section " + (at + 1), expected, actual, hint));
  }

  private static List<Problem> checkClaim(LessonSource source, List<Cell> cells) {
    if (cells.stream().anyMatch(cell -> cell.isCode() && CLAIM.matcher(cell.source()).find())) {
      return List.of();
    }
    return List.of(
        new Problem(
            source.where(cells.get(0)),
            "a code cell with claim(\"what the plot shows\", condition)",
            "no claim in this section",
            "the sentence under a plot is a test, so that it stays true"));
  }

  private static List<Problem> checkRecap(LessonSource source, List<Cell> cells) {
    long items =
        cells.stream()
            .filter(Cell::isMarkdown)
            .flatMap(cell -> Markdown.prose(cell.source()).stream())
            .filter(line -> ITEM.matcher(line.text()).matches())
            .count();
    if (items == RECAP_LINES) {
      return List.of();
    }
    return List.of(
        new Problem(
            source.where(cells.get(0)),
            "a list of " + RECAP_LINES + " items",
            items + " items",
            "five lines that a learner can say without the notebook"));
  }
}
