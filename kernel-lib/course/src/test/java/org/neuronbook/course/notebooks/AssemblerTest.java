package org.neuronbook.course.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssemblerTest {
  @TempDir Path root;
  private LessonSource source;

  @BeforeEach
  void convert() {
    source = Sample.source(root);
  }

  @Test
  void namesEveryCellAfterItsBlock() {
    assertThat(ids(NotebookKind.LESSON))
        .containsExactly(
            "title",
            "goal",
            "you-need",
            "the-question",
            "intuition",
            "the-maths",
            "from-scratch",
            "setup-numbers",
            "mean-by-hand",
            "the-library-does-it",
            "mean-by-library",
            "plot",
            "claim-mean",
            "exercise",
            "task-00-1",
            "exercise-00-1",
            "check-00-1",
            "what-went-wrong",
            "broken",
            "recap",
            "quiz",
            "further-reading");
  }

  @Test
  void putsTheExercisesInThePlaceOfTheDirective() {
    Notebook lesson = Assembler.assemble(source, NotebookKind.LESSON);
    assertThat(lesson.cell("exercise").orElseThrow().source()).isEqualTo("## Exercise");
  }

  @Test
  void raisesTheHeadingsOfExercisesThatStandByThemselves() {
    assertThat(cell(NotebookKind.LESSON, "task-00-1").source()).startsWith("### Exercise 00.1");
    assertThat(cell(NotebookKind.EXERCISES, "task-00-1").source()).startsWith("## Exercise 00.1");
    assertThat(cell(NotebookKind.SOLUTIONS, "task-00-1").source()).startsWith("## Exercise 00.1");
  }

  @Test
  void showsStubsInTheLesson() {
    Cell stub = cell(NotebookKind.LESSON, "exercise-00-1");
    assertThat(stub.source())
        .contains("    throw new Todo(\"00.1\");\n  }\n}")
        .doesNotContain("SOLUTION", "mean");
    assertThat(stub.options().size()).as("metadata of nbgrader").isZero();
  }

  @Test
  void putsSetUpCellsAndGradeCellsIntoTheExercises() {
    assertThat(ids(NotebookKind.EXERCISES))
        .containsExactly(
            "notebook-title",
            "setup-numbers",
            "task-00-1",
            "exercise-00-1",
            "check-00-1",
            "grade-00-1");
  }

  @Test
  void keepsTheSolutionInTheSolutionsOnly() {
    assertThat(cell(NotebookKind.EXERCISES, "exercise-00-1").source()).doesNotContain("orElse");
    assertThat(cell(NotebookKind.SOLUTIONS, "exercise-00-1").source()).contains("orElse");
  }

  @Test
  void marksTheStubForNbgrader() {
    JsonObject mark = nbgrader("exercise-00-1");
    assertThat(mark.get("schema_version").getAsInt()).isEqualTo(3);
    assertThat(mark.get("grade_id").getAsString()).isEqualTo("exercise-00-1");
    assertThat(mark.get("solution").getAsBoolean()).isTrue();
    assertThat(mark.get("locked").getAsBoolean()).isFalse();
    assertThat(mark.get("grade").getAsBoolean()).isFalse();
    assertThat(mark.has("points")).isFalse();
  }

  @Test
  void makesALockedCellWhoseValueIsTheMark() {
    JsonObject mark = nbgrader("grade-00-1");
    assertThat(mark.get("grade").getAsBoolean()).isTrue();
    assertThat(mark.get("locked").getAsBoolean()).isTrue();
    assertThat(mark.get("solution").getAsBoolean()).isFalse();
    assertThat(mark.get("points").getAsDouble()).isEqualTo(8);
    assertThat(cell(NotebookKind.EXERCISES, "grade-00-1").source())
        .isEqualTo("check(\"00.1\", MyCentre::new).points()");
  }

  @Test
  void pointsLinksToWhatTheyMeanFromEachFolder() {
    assertThat(cell(NotebookKind.LESSON, "intuition").source())
        .contains("(../lessons/00-sample/picture.svg)");
    assertThat(cell(NotebookKind.LESSON, "further-reading").source())
        .contains("(../exercises/00-sample.ipynb)");
    assertThat(cell(NotebookKind.EXERCISES, "notebook-title").source())
        .contains("# Exercises: Centring numbers", "(../notebooks/00-sample.ipynb)");
  }

  @Test
  void leadsFromLessonToLesson() {
    assertThat(
            Links.rewrite(
                "[a](../08-mlp-and-xor/lesson.md#quiz) [b](https://example.org/x.md) [c](#goal)",
                source.lesson(),
                NotebookKind.LESSON))
        .isEqualTo("[a](08-mlp-and-xor.ipynb#quiz) [b](https://example.org/x.md) [c](#goal)");
  }

  @Test
  void namesTheKernel() {
    JsonObject metadata = Assembler.assemble(source, NotebookKind.LESSON).metadata();
    assertThat(metadata.getAsJsonObject("kernelspec").get("name").getAsString())
        .isEqualTo("neuronbook");
  }

  private JsonObject nbgrader(String id) {
    return cell(NotebookKind.EXERCISES, id).options().getAsJsonObject("nbgrader");
  }

  private Cell cell(NotebookKind kind, String id) {
    return Assembler.assemble(source, kind).cell(id).orElseThrow();
  }

  private List<String> ids(NotebookKind kind) {
    return Assembler.assemble(source, kind).cells().stream().map(Cell::id).toList();
  }
}
