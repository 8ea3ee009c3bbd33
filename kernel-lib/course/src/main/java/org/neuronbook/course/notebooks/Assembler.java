package org.neuronbook.course.notebooks;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the three notebooks of a lesson from its blocks. None of them is executed yet. */
final class Assembler {
  static final String KERNEL = "neuronbook";
  static final String TITLE = "notebook-title";
  private static final String DISPLAY_NAME = "Java (Neuronbook)";

  private Assembler() {}

  static Notebook assemble(LessonSource source, NotebookKind kind) {
    List<Cell> cells =
        switch (kind) {
          case LESSON -> lesson(source);
          case EXERCISES, SOLUTIONS -> exercises(source, kind);
        };
    return new Notebook(
        metadata(),
        cells.stream()
            .map(
                cell ->
                    cell.isMarkdown()
                        ? cell.withSource(Links.rewrite(cell.source(), source.lesson(), kind))
                        : cell)
            .toList());
  }

  private static List<Cell> lesson(LessonSource source) {
    List<Cell> cells = new ArrayList<>();
    for (Cell cell : source.cells()) {
      if (!Include.isIn(cell)) {
        cells.add(cell);
        continue;
      }
      String before = Include.before(cell);
      if (!before.isBlank()) {
        cells.add(cell.withSource(before));
      }
      for (Cell exercise : source.exercises()) {
        Cell stub =
            ExerciseId.ofStub(exercise)
                .map(id -> exercise.withSource(Solution.stub(exercise.source(), id)))
                .orElse(exercise);
        cells.add(stub.withOptions(new JsonObject()));
      }
    }
    return cells;
  }

  private static List<Cell> exercises(LessonSource source, NotebookKind kind) {
    boolean solved = kind == NotebookKind.SOLUTIONS;
    List<Cell> cells = new ArrayList<>();
    cells.add(title(source, solved));
    source.cells().stream()
        .filter(cell -> cell.isCode() && cell.tags().contains(CellChecks.SETUP))
        .forEach(cells::add);
    for (Cell cell : source.exercises()) {
      Optional<ExerciseId> stub = ExerciseId.ofStub(cell);
      Optional<ExerciseId> check = ExerciseId.ofCheck(cell);
      if (stub.isPresent()) {
        String text = solved ? cell.source() : Solution.stub(cell.source(), stub.get());
        cells.add(Grading.solutionCell(cell.withSource(text)));
      } else if (check.isPresent()) {
        cells.add(cell.withOptions(new JsonObject()));
        cells.add(Grading.gradeCell(cell, check.get()));
      } else {
        // In the lesson the exercises stand under a heading of their own, here under the title.
        cells.add(
            cell.isMarkdown() ? cell.withSource(Markdown.raisedHeadings(cell.source())) : cell);
      }
    }
    return cells;
  }

  private static Cell title(LessonSource source, boolean solved) {
    String text =
        solved
            ? """
            # Solutions: %s

            One right answer to each exercise of [the lesson](lesson.md). There are others; whatever \
            passes the check is right."""
            : """
            # Exercises: %s

            The exercises of [the lesson](lesson.md) by themselves. Put your own code in the place of \
            each `throw new Todo(...)`, run the cell, then run the check below it.""";
    return Cell.markdown(TITLE, text.formatted(source.title()));
  }

  /** The same for every notebook; no version numbers, so that a new JDK changes no file. */
  private static JsonObject metadata() {
    JsonObject kernel = new JsonObject();
    kernel.addProperty("name", KERNEL);
    kernel.addProperty("display_name", DISPLAY_NAME);
    kernel.addProperty("language", "java");
    JsonObject language = new JsonObject();
    language.addProperty("name", "java");
    language.addProperty("file_extension", ".jshell");
    language.addProperty("mimetype", "text/x-java-source");
    language.addProperty("pygments_lexer", "java");
    language.addProperty("codemirror_mode", "text/x-java");
    JsonObject metadata = new JsonObject();
    metadata.add("kernelspec", kernel);
    metadata.add("language_info", language);
    return metadata;
  }
}
