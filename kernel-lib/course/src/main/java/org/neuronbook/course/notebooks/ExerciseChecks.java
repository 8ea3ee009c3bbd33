package org.neuronbook.course.notebooks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One stub and one check for each exercise, in the place where the lesson shows them. */
final class ExerciseChecks {
  private ExerciseChecks() {}

  static List<Problem> check(LessonSource source) {
    List<Problem> problems = new ArrayList<>(checkInclude(source));
    if (!source.hasExercises()) {
      return problems;
    }
    problems.addAll(checkHeadings(source));
    Map<ExerciseId, Cell> stubs = new LinkedHashMap<>();
    Map<ExerciseId, Cell> checks = new LinkedHashMap<>();
    for (Cell cell : source.exercises()) {
      ExerciseId.ofStub(cell).ifPresent(id -> stubs.put(id, cell));
      ExerciseId.ofCheck(cell).ifPresent(id -> checks.put(id, cell));
      problems.addAll(checkMarks(source, cell));
    }
    if (stubs.isEmpty()) {
      problems.add(
          new Problem(
              source.exerciseText().name(),
              "a code cell with the id exercise-" + source.lesson().number() + "-1",
              "no exercise",
              "the stub of exercise 10.1 is the cell exercise-10-1, its check is check-10-1"));
    }
    stubs.forEach(
        (id, stub) -> {
          problems.addAll(checkNumber(source, id, stub));
          if (!checks.containsKey(id)) {
            problems.add(
                new Problem(
                    source.where(stub),
                    "a code cell " + id.checkCell() + " after it",
                    "none",
                    "it holds one line: check(\"" + id + "\", MyFit::new)"));
          }
        });
    checks.forEach((id, check) -> problems.addAll(checkCheck(source, id, check, stubs)));
    return problems;
  }

  private static List<Problem> checkInclude(LessonSource source) {
    String name = source.lessonText().name();
    List<Problem> problems = new ArrayList<>();
    int includes = 0;
    String section = "";
    for (Cell cell : source.cells()) {
      section = Sections.heading(cell) == null ? section : Sections.heading(cell);
      if (!Include.isIn(cell)) {
        continue;
      }
      includes++;
      if (!section.equals(Sections.EXERCISE) && !section.equals(Sections.EXERCISES)) {
        problems.add(
            new Problem(
                source.where(cell),
                "exercise.md included in the section Exercise",
                "the section " + section,
                "move the block"));
      }
      if (!Include.isLast(cell)) {
        problems.add(
            new Problem(
                source.where(cell),
                "nothing in the block after the included exercises",
                "more text",
                "begin a new block with +++ {\"id\": \"name\"}"));
      }
    }
    if (!source.hasExercises()) {
      problems.add(
          new Problem(
              name,
              "a file exercise.md beside it",
              "no such file",
              "a lesson has one or two exercises"));
    }
    if (includes != 1) {
      problems.add(
          new Problem(
              name,
              "one block that includes exercise.md",
              includes + " such blocks",
              "in the section Exercise:\n" + Include.NOTATION));
    }
    return problems;
  }

  private static List<Problem> checkHeadings(LessonSource source) {
    List<Problem> problems = new ArrayList<>();
    for (Cell cell : source.exercises()) {
      if (!cell.isMarkdown()) {
        continue;
      }
      for (Markdown.Line line : Markdown.prose(cell.source())) {
        if (line.text().matches("##? .*")) {
          problems.add(
              new Problem(
                  source.where(cell),
                  "headings of the third level (###)",
                  line.text(),
                  "the exercises stand inside a section of the lesson"));
        }
      }
    }
    return problems;
  }

  private static List<Problem> checkMarks(LessonSource source, Cell cell) {
    if (!cell.isCode()) {
      return List.of();
    }
    boolean stub = ExerciseId.ofStub(cell).isPresent();
    boolean marked = Solution.isMarked(cell.source());
    if (stub != marked) {
      return List.of(
          new Problem(
              source.where(cell),
              stub
                  ? "a solution between \"" + Solution.BEGIN + "\" and \"" + Solution.END + "\""
                  : "no solution outside a cell named like exercise-10-1",
              stub ? "no such lines" : "a cell with such lines",
              "each mark is a line of its own, inside the body of a method"));
    }
    return Solution.faults(cell.source()).stream()
        .map(
            fault ->
                new Problem(
                    source.where(cell),
                    "a body that ends with its solution",
                    fault,
                    "put both marks around the whole rest of a method's body"))
        .toList();
  }

  private static List<Problem> checkNumber(LessonSource source, ExerciseId id, Cell stub) {
    if (id.lesson().equals(source.lesson().number())) {
      return List.of();
    }
    return List.of(
        new Problem(
            source.where(stub),
            "an exercise of lesson " + source.lesson().number(),
            "exercise " + id,
            "rename the cell"));
  }

  private static List<Problem> checkCheck(
      LessonSource source, ExerciseId id, Cell check, Map<ExerciseId, Cell> stubs) {
    List<Problem> problems = new ArrayList<>();
    String where = source.where(check);
    List<Cell> cells = source.exercises();
    if (!stubs.containsKey(id) || cells.indexOf(stubs.get(id)) > cells.indexOf(check)) {
      problems.add(
          new Problem(
              where,
              "a code cell " + id.stubCell() + " before it",
              "none",
              "it holds the stub that this cell checks"));
    }
    if (!Grading.isCheck(check, id)) {
      problems.add(
          new Problem(
              where,
              "one expression: check(\"" + id + "\", MyFit::new)",
              "\"" + check.source().strip() + "\"",
              "nothing else stands in this cell: its result is what nbgrader reads"));
    }
    if (Grading.points(check) == null) {
      problems.add(
          new Problem(
              where,
              "the points of the exercise: a line such as :points: 10",
              "no number of points",
              "it is the sum of the points of the exercise's tests"));
    }
    return problems;
  }
}
