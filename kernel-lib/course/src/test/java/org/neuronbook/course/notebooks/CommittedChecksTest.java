package org.neuronbook.course.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedChecksTest {
  @TempDir Path root;
  private LessonSource source;

  @BeforeEach
  void build() {
    source = Sample.source(root);
    new NotebookBuild(new FakeExecutor(), Executor.Limits.USUAL, 1, line -> {})
        .build(List.of(source), true);
  }

  @Test
  void acceptsWhatTheBuildWrote() {
    for (NotebookKind kind : NotebookKind.values()) {
      assertThat(check(kind)).isEmpty();
    }
  }

  @Test
  void namesTheFirstLineThatDiffersFromItsSource() throws IOException {
    edit(NotebookKind.LESSON, "total += number", "total -= number");
    assertThat(check(NotebookKind.LESSON))
        .singleElement()
        .asString()
        .contains(
            "notebooks/00-sample.ipynb, cell mean-by-hand, line 3",
            "expected \"  total += number;\"",
            "but got  \"  total -= number;\"",
            "change lessons/00-sample/lesson.md and type ./course notebooks build --only 00");
  }

  @Test
  void namesALineThatIsMissing() throws IOException {
    edit(NotebookKind.SOLUTIONS, "numbers = {1, 2, 6};", "numbers = {1, 2, 6};\\nmore();");
    assertThat(check(NotebookKind.SOLUTIONS))
        .singleElement()
        .asString()
        .contains("cell setup-numbers, line 2", "expected no such line", "\"more();\"");
  }

  @Test
  void namesEachCellThatCameOrWent() throws IOException {
    edit(NotebookKind.EXERCISES, "\"id\": \"task-00-1\"", "\"id\": \"renamed\"");
    assertThat(check(NotebookKind.EXERCISES))
        .extracting(Problem::expected)
        .containsExactly("the cell task-00-1", "no cell renamed");
  }

  @Test
  void findsChangedMarksOfNbgrader() throws IOException {
    edit(NotebookKind.EXERCISES, "\"points\": 8", "\"points\": 80");
    assertThat(check(NotebookKind.EXERCISES))
        .singleElement()
        .asString()
        .contains("cell grade-00-1", "\"points\":8,", "\"points\":80,");
  }

  @Test
  void findsANotebookThatIsMissing() throws IOException {
    Files.delete(NotebookKind.LESSON.file(source.lesson()));
    assertThat(check(NotebookKind.LESSON)).singleElement().asString().contains("no such file");
  }

  @Test
  void findsALessonThatWasNotRun() {
    Notebook assembled = Assembler.assemble(source, NotebookKind.LESSON);
    Folders.write(NotebookKind.LESSON.file(source.lesson()), NotebookJson.write(assembled));
    assertThat(check(NotebookKind.LESSON))
        .singleElement()
        .asString()
        .contains("cells that were not run: setup-numbers, mean-by-hand");
  }

  @Test
  void findsALessonWithoutOutputs() {
    Notebook assembled = Assembler.assemble(source, NotebookKind.LESSON);
    List<Cell> cells =
        assembled.cells().stream()
            .map(cell -> cell.isCode() ? cell.withOutputs(1, cell.outputs()) : cell)
            .toList();
    Folders.write(
        NotebookKind.LESSON.file(source.lesson()), NotebookJson.write(assembled.withCells(cells)));
    assertThat(check(NotebookKind.LESSON)).singleElement().asString().contains("no outputs");
  }

  @Test
  void findsAnErrorInACellThatIsNotMeantToFail() {
    FakeExecutor executor =
        new FakeExecutor().answer("mean-by-hand", FakeExecutor.error("Oops", "no mean", ""));
    new NotebookBuild(executor, Executor.Limits.USUAL, 1, line -> {}).build(List.of(source), true);
    assertThat(check(NotebookKind.LESSON))
        .singleElement()
        .asString()
        .contains("cell mean-by-hand", "but got  Oops: no mean");
  }

  @Test
  void findsOutputsEditedByHand() throws IOException {
    edit(NotebookKind.LESSON, "cell mean-by-hand\\n", "cell better mean\\n");
    assertThat(check(NotebookKind.LESSON))
        .singleElement()
        .asString()
        .contains("outputs that were changed since");
  }

  @Test
  void findsOutputsInTheExercises() throws IOException {
    edit(
        NotebookKind.EXERCISES,
        "\"execution_count\": null,\n   \"id\": \"check-00-1\"",
        "\"execution_count\": 4,\n   \"id\": \"check-00-1\"");
    assertThat(check(NotebookKind.EXERCISES))
        .singleElement()
        .asString()
        .contains("expected cells that were not run");
  }

  @Test
  void findsAFileWrittenByAnotherProgram() throws IOException {
    edit(NotebookKind.LESSON, "{\n \"cells\": [", "{\n  \"cells\": [");
    assertThat(check(NotebookKind.LESSON))
        .singleElement()
        .asString()
        .contains("written by another program");
  }

  @Test
  void findsANotebookThatNoLessonMakes() throws IOException {
    Files.writeString(root.resolve("notebooks/99-scratch.ipynb"), "{}");
    assertThat(CommittedChecks.orphans(List.of(source.lesson())))
        .singleElement()
        .asString()
        .contains("notebooks/99-scratch.ipynb", "delete the notebook");
  }

  private List<Problem> check(NotebookKind kind) {
    return CommittedChecks.check(source, kind, Assembler.assemble(source, kind));
  }

  private void edit(NotebookKind kind, String from, String to) throws IOException {
    Path file = kind.file(source.lesson());
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }
}
