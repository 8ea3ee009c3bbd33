package org.neuronbook.course.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with an executed notebook, told in terms of the lesson's source. */
final class ExecutionReport {
  private static final Pattern LINE = Pattern.compile("\\bline (\\d+)\\b");

  private final LessonSource source;
  private final NotebookKind kind;
  private final Executor.Job job;

  ExecutionReport(LessonSource source, NotebookKind kind, Executor.Job job) {
    this.source = source;
    this.kind = kind;
    this.job = job;
  }

  List<Problem> problems(Executor.Execution execution) {
    if (execution.failure() != null) {
      return List.of(failure(execution));
    }
    List<Problem> problems = new ArrayList<>();
    for (Cell cell : execution.notebook().cells()) {
      if (cell.isCode()) {
        checkError(cell, problems);
        checkIdentity(cell, problems);
        checkPoints(cell, problems);
      }
    }
    return problems;
  }

  private Problem failure(Executor.Execution execution) {
    Executor.Failure failure = execution.failure();
    Optional<Cell> cell =
        Optional.ofNullable(failure.cell()).flatMap(id -> execution.notebook().cell(id));
    String where =
        cell.map(failed -> job.name() + ", " + place(failed, failingLine(failed)))
            .orElse(job.name());
    Executor.Limits limits = job.limits();
    return switch (failure.reason()) {
      case ERROR ->
          new Problem(
              where,
              "a cell that runs",
              cell.map(Outputs::error).orElse(Outputs.plain(failure.text())),
              "mend it; a cell that is meant to fail has the tag " + Cell.RAISES_EXCEPTION);
      case CELL_TIME ->
          new Problem(
              where,
              "an end within " + limits.cell() + " s",
              "a cell that still runs",
              "fewer epochs or a smaller network; a learner waits too");
      case NOTEBOOK_TIME ->
          new Problem(
              where,
              "the end of the notebook within " + limits.notebook() + " s",
              "a notebook that still runs, in this cell",
              "make the lesson smaller");
      case DEAD ->
          new Problem(
              where,
              "a kernel that lives to the last cell",
              "a kernel that ended in this cell",
              "out of memory, or System.exit?");
      case START ->
          new Problem(
              where,
              "the kernel " + job.kernel() + " to start",
              Outputs.plain(failure.text()),
              "type ./course doctor");
      case CLIENT ->
          new Problem(
              where,
              "an answer of the Python that runs notebooks",
              failure.text().isBlank() ? "none" : Outputs.plain(failure.text()),
              "type ./course setup, then try again");
    };
  }

  /** The line of the cell that the kernel's report names, or 1. */
  private static int failingLine(Cell cell) {
    Matcher line = LINE.matcher(Outputs.traceback(cell));
    return line.find() ? Integer.parseInt(line.group(1)) : 1;
  }

  private String place(Cell cell, int line) {
    SourceText text = source.textOf(cell);
    int lineOfFile = text.lineOf(cell, line);
    String code = cell.source().lines().skip(Math.max(0, line - 1)).findFirst().orElse("").strip();
    return lineOfFile == 0
        ? "cell " + cell.id()
        : text.name() + ":" + lineOfFile + ", block " + cell.id() + ": " + code;
  }

  private void checkError(Cell cell, List<Problem> problems) {
    boolean asked = kind == NotebookKind.LESSON && cell.mayFail();
    if (asked && Outputs.error(cell) == null) {
      problems.add(
          new Problem(
              job.name() + ", " + place(cell, 1),
              "an error, as the tag " + Cell.RAISES_EXCEPTION + " promises",
              "none",
              "remove the tag, or break the cell again"));
    }
  }

  private void checkIdentity(Cell cell, List<Problem> problems) {
    String identity = Outputs.identity(cell);
    if (identity != null) {
      problems.add(
          new Problem(
              job.name() + ", " + place(cell, 1),
              "outputs that are the same at each run",
              "\"" + identity + "\"",
              "end the cell with a semicolon, or give the class a toString"));
    }
  }

  /** A solution earns all points of its exercise, an untouched stub none. */
  private void checkPoints(Cell cell, List<Problem> problems) {
    Double points = Grading.pointsOfGradeCell(cell);
    if (points == null) {
      return;
    }
    double expected = kind == NotebookKind.SOLUTIONS ? points : 0;
    String result = Outputs.result(cell);
    if (result == null || !result.equals(Double.toString(expected))) {
      problems.add(
          new Problem(
              job.name() + ", cell " + cell.id(),
              expected + " points",
              result == null ? "no number" : result,
              kind == NotebookKind.SOLUTIONS
                  ? "the solution must pass every test, and :points: be the sum of their points"
                  : "a stub that nobody touched earns nothing"));
    }
  }
}
