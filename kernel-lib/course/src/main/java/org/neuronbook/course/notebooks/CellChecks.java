package org.neuronbook.course.notebooks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Every block has a stable name, every code cell is Java, every tag and option means something. */
final class CellChecks {
  static final String SETUP = "setup";
  static final String POINTS = "points";
  static final String HEADER_HINT =
      """
      copy these lines to the top of the file:
      ---
      jupytext:
        text_representation:
          extension: .md
          format_name: myst
      kernelspec:
        display_name: Java (Neuronbook)
        language: java
        name: neuronbook
      ---""";

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST_ID = 64; // nbformat's limit
  private static final Set<String> TAGS =
      Set.of(Cell.RAISES_EXCEPTION, SETUP, "hide-input", "hide-output");

  private CellChecks() {}

  static List<Problem> check(LessonSource source) {
    List<Problem> problems = new ArrayList<>();
    Map<String, String> seen = new HashMap<>();
    problems.addAll(checkText(source.lessonText()));
    for (Cell cell : source.cells()) {
      problems.addAll(checkCell(cell, source.lessonText(), seen));
    }
    if (source.hasExercises()) {
      problems.addAll(checkText(source.exerciseText()));
      for (Cell cell : source.exercises()) {
        problems.addAll(checkCell(cell, source.exerciseText(), seen));
      }
    }
    return problems;
  }

  private static List<Problem> checkText(SourceText text) {
    List<Problem> problems = new ArrayList<>();
    if (!text.header().contains("format_name: myst")
        || !text.header().contains("name: neuronbook")) {
      problems.add(
          new Problem(
              text.name() + ":1",
              "a header that names the format myst and the kernel neuronbook",
              text.header().isBlank() ? "no header" : "another header",
              HEADER_HINT));
    }
    for (SourceText.Fence fence : text.fences()) {
      if (!fence.language().equals("java")) {
        problems.add(
            new Problem(
                text.name() + ":" + fence.line(),
                "{code-cell} java",
                "{code-cell} " + fence.language(),
                "every code cell is Java; a listing in another language is a plain fenced block"));
      }
      if (Character.isWhitespace(fence.text().charAt(0))) {
        problems.add(
            new Problem(
                text.name() + ":" + fence.line(),
                "a code cell that begins in the first column",
                "an indented one, which jupytext takes for prose",
                "remove the spaces in front of it; a list cannot contain a cell"));
      }
    }
    for (Markdown.Line line : Markdown.prose(text.text())) {
      if (line.text().contains("{code-cell}") && !line.text().contains("`")) {
        problems.add(
            new Problem(
                text.name() + ":" + line.number(),
                "```{code-cell} java",
                line.text().strip(),
                "jupytext reads code cells between backticks only"));
      }
    }
    return problems;
  }

  private static List<Problem> checkCell(Cell cell, SourceText text, Map<String, String> seen) {
    List<Problem> problems = new ArrayList<>();
    String where = text.where(cell);
    problems.addAll(checkId(cell, where, seen));
    for (String tag : cell.tags()) {
      if (!TAGS.contains(tag)) {
        problems.add(
            new Problem(
                where,
                "a tag of " + String.join(", ", TAGS.stream().sorted().toList()),
                tag,
                "correct the spelling, or remove the tag"));
      }
    }
    for (String option : cell.options().keySet()) {
      if (!option.equals(POINTS) || !cell.isCode()) {
        problems.add(
            new Problem(
                where,
                cell.isCode() ? "the options id, tags and points" : "the options id and tags",
                option,
                "correct the spelling, or remove the option"));
      }
    }
    return problems;
  }

  private static List<Problem> checkId(Cell cell, String where, Map<String, String> seen) {
    if (cell.id() == null) {
      String notation = cell.isCode() ? "the line :id: name in the cell" : "+++ {\"id\": \"name\"}";
      return List.of(
          new Problem(
              where,
              notation,
              "a block without a name",
              "a name lets a learner's notebook, a translation and a message find the block again;"
                  + " prose after a code cell begins with its own +++ line"));
    }
    if (!ID.matcher(cell.id()).matches() || cell.id().length() > LONGEST_ID) {
      return List.of(
          new Problem(
              where,
              "a name of small letters and digits with hyphens, a letter first, at most "
                  + LONGEST_ID
                  + " characters",
              "\"" + cell.id() + "\"",
              "rename it, for example plot-learning-rate"));
    }
    if (cell.id().equals(Assembler.TITLE) || cell.id().startsWith(ExerciseId.GRADE)) {
      return List.of(
          new Problem(
              where,
              "a name that the build does not give to a cell of its own",
              "\"" + cell.id() + "\"",
              "rename it"));
    }
    String first = seen.putIfAbsent(cell.id(), where);
    if (first != null) {
      return List.of(
          new Problem(
              where,
              "a name that no other block of this lesson has",
              "\"" + cell.id() + "\", also at " + first,
              "rename the newer of the two, since others may refer to the older"));
    }
    return List.of();
  }
}
