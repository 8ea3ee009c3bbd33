package org.neuronbook.course.notebooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares the notebook that lies in the checkout with the one that its sources give. */
final class CommittedChecks {
  private CommittedChecks() {}

  /**
   * Every difference, in words.
   *
   * @param assembled the notebook made from the sources now, without outputs
   */
  static List<Problem> check(LessonSource source, NotebookKind kind, Notebook assembled) {
    Lesson lesson = source.lesson();
    Path file = kind.file(lesson);
    String name = lesson.show(file);
    String rebuild = "./course notebooks build --only " + lesson.number();
    if (!Files.exists(file)) {
      return List.of(new Problem(name, "the notebook", "no such file", "type " + rebuild));
    }
    Notebook committed = NotebookJson.read(file);
    List<Problem> problems = new ArrayList<>();
    String hint =
        "nobody edits a notebook: change " + source.lessonText().name() + " and type " + rebuild;
    problems.addAll(compareCells(name, assembled, committed, hint));
    problems.addAll(ReadingChecks.check(name, committed));
    problems.addAll(OutputChecks.check(name, committed));
    if (kind.executed()) {
      problems.addAll(checkOutputs(name, committed, rebuild));
    } else if (committed.cells().stream().anyMatch(CommittedChecks::wasRun)) {
      problems.add(new Problem(name, "cells that were not run", "outputs", "type " + rebuild));
    }
    Notebook expected = kind.executed() ? Outputs.merge(assembled, committed) : assembled;
    if (problems.isEmpty() && !read(file).equals(NotebookJson.write(expected))) {
      problems.add(
          new Problem(
              name,
              "the file as the build writes it",
              "the same cells, but other metadata, or written by another program",
              hint));
    }
    return problems;
  }

  /** Files in the three folders that no lesson makes. */
  static List<Problem> orphans(List<Lesson> all) {
    List<Problem> problems = new ArrayList<>();
    if (all.isEmpty()) {
      return problems;
    }
    for (NotebookKind kind : NotebookKind.values()) {
      Path folder = kind.directory(all.get(0).project());
      List<Path> made = all.stream().map(kind::file).toList();
      for (Path file : Folders.notebooks(folder)) {
        if (!made.contains(file)) {
          problems.add(
              new Problem(
                  all.get(0).show(file),
                  "a lesson of this name in lessons/",
                  "none",
                  "delete the notebook, or write its lesson.md"));
        }
      }
    }
    return problems;
  }

  private static List<Problem> compareCells(
      String name, Notebook expected, Notebook actual, String hint) {
    List<String> expectedIds = expected.cells().stream().map(Cell::id).toList();
    List<String> actualIds = actual.cells().stream().map(Cell::id).toList();
    List<Problem> problems = new ArrayList<>();
    for (String id : expectedIds) {
      if (!actualIds.contains(id)) {
        problems.add(new Problem(name, "the cell " + id, "no such cell", hint));
      }
    }
    for (String id : actualIds) {
      if (!expectedIds.contains(id)) {
        problems.add(new Problem(name, "no cell " + id, "such a cell", hint));
      }
    }
    if (problems.isEmpty() && !expectedIds.equals(actualIds)) {
      problems.add(
          new Problem(
              name,
              "the cells in the order " + String.join(", ", expectedIds),
              String.join(", ", actualIds),
              hint));
    }
    for (Cell cell : expected.cells()) {
      actual.cell(cell.id()).ifPresent(other -> compare(name, cell, other, hint, problems));
    }
    return problems;
  }

  private static void compare(
      String name, Cell expected, Cell actual, String hint, List<Problem> problems) {
    String where = name + ", cell " + expected.id();
    if (expected.kind() != actual.kind()) {
      problems.add(new Problem(where, "" + expected.kind(), "" + actual.kind(), hint));
    }
    String[] expectedLines = expected.source().split("\n", -1);
    String[] actualLines = actual.source().split("\n", -1);
    for (int i = 0; i < Math.max(expectedLines.length, actualLines.length); i++) {
      String expectedLine = i < expectedLines.length ? quoted(expectedLines[i]) : "no such line";
      String actualLine = i < actualLines.length ? quoted(actualLines[i]) : "no such line";
      if (!expectedLine.equals(actualLine)) {
        problems.add(new Problem(where + ", line " + (i + 1), expectedLine, actualLine, hint));
        break;
      }
    }
    String expectedMetadata = NotebookJson.line(NotebookJson.metadata(expected));
    String actualMetadata = NotebookJson.line(NotebookJson.metadata(actual));
    if (!expectedMetadata.equals(actualMetadata)) {
      problems.add(new Problem(where, "the metadata " + expectedMetadata, actualMetadata, hint));
    }
  }

  private static List<Problem> checkOutputs(String name, Notebook committed, String rebuild) {
    List<Problem> problems = new ArrayList<>();
    List<Cell> code = committed.cells().stream().filter(Cell::isCode).toList();
    List<String> notRun =
        code.stream().filter(cell -> cell.executionCount() == null).map(Cell::id).toList();
    if (!notRun.isEmpty() || code.stream().allMatch(cell -> cell.outputs().isEmpty())) {
      problems.add(
          new Problem(
              name,
              "an executed notebook with outputs",
              notRun.isEmpty()
                  ? "no outputs"
                  : "cells that were not run: " + String.join(", ", notRun),
              "type " + rebuild));
      return problems;
    }
    for (Cell cell : code) {
      String error = Outputs.error(cell);
      if (error != null && !cell.mayFail()) {
        problems.add(
            new Problem(
                name + ", cell " + cell.id(),
                "no error",
                error,
                "mend the cell and type "
                    + rebuild
                    + "; a cell that is meant to fail has the tag "
                    + Cell.RAISES_EXCEPTION));
      }
    }
    if (!Outputs.areAsBuilt(committed)) {
      problems.add(
          new Problem(
              name,
              "the outputs that the build wrote",
              "outputs that were changed since",
              "type " + rebuild));
    }
    return problems;
  }

  private static boolean wasRun(Cell cell) {
    return cell.executionCount() != null || !cell.outputs().isEmpty();
  }

  private static String quoted(String line) {
    return "\"" + line + "\"";
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
