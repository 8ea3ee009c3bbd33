package org.neuronbook.course.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookBuildTest {
  @TempDir Path root;
  private final FakeExecutor executor = new FakeExecutor();
  private final List<String> said = new ArrayList<>();
  private LessonSource source;

  @BeforeEach
  void convert() {
    source = Sample.source(root);
  }

  @Test
  void writesTheThreeNotebooks() {
    assertThat(build(false)).isEmpty();
    for (NotebookKind kind : NotebookKind.values()) {
      Notebook written = NotebookJson.read(kind.file(source.lesson()));
      assertThat(CommittedChecks.check(source, kind, Assembler.assemble(source, kind))).isEmpty();
      assertThat(written.cells().stream().anyMatch(c -> !c.outputs().isEmpty()))
          .as("outputs in %s", kind)
          .isEqualTo(kind != NotebookKind.EXERCISES);
    }
  }

  @Test
  void writesTheSameBytesAgain() throws IOException {
    build(true);
    List<byte[]> first = files();
    build(true);
    List<byte[]> second = files();
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i)).isEqualTo(first.get(i));
    }
    assertThat(executor.executed).hasSize(4);
  }

  @Test
  void runsNothingThatIsUpToDate() {
    build(false);
    executor.executed.clear();
    assertThat(build(false)).isEmpty();
    assertThat(executor.executed).isEmpty();
    assertThat(said).contains("notebooks/00-sample.ipynb: up to date");
  }

  @Test
  void runsOnlyTheNotebookWhoseSourceChanged() {
    build(false);
    executor.executed.clear();
    source = Sample.withCell(source, "mean-by-hand", "3.0");
    assertThat(build(false)).isEmpty();
    assertThat(executor.executed).containsExactly("notebooks/00-sample.ipynb");
  }

  @Test
  void writesNothingFromABrokenSource() {
    source = Sample.withCell(source, "claim-mean", "1 + 1");
    assertThat(build(false)).hasSize(1);
    assertThat(executor.executed).isEmpty();
    assertThat(root.resolve("exercises")).doesNotExist();
  }

  @Test
  void tellsWhereACellFailedAndKeepsTheOldNotebook() throws IOException {
    build(false);
    List<byte[]> before = files();
    executor.answer(
        "mean-by-hand",
        FakeExecutor.error("ArithmeticException", "/ by \u001b[31mzero", "at line 3 of the cell"));
    executor.failWith(
        new Executor.Failure(
            Executor.Reason.ERROR, "mean-by-hand", "ArithmeticException: / by zero"));
    List<Problem> problems = build(true);
    assertThat(problems.get(0).where())
        .isEqualTo(
            "notebooks/00-sample.ipynb, lessons/00-sample/lesson.md:67, block mean-by-hand: total"
                + " += number;");
    assertThat(problems.get(0).actual()).isEqualTo("ArithmeticException: / by zero");
    assertThat(files().get(0)).isEqualTo(before.get(0));
  }

  @Test
  void complainsAboutACellThatShouldFailAndDoesNot() {
    executor.answer("broken", FakeExecutor.stream("all is well"));
    assertThat(build(false))
        .singleElement()
        .asString()
        .contains("block broken", "as the tag raises-exception promises");
  }

  @Test
  void complainsAboutAnOutputThatWillDifferNextTime() {
    executor.answer("mean-by-hand", FakeExecutor.result("[D@1b2c3d4", 2));
    assertThat(build(false)).singleElement().asString().contains("\"[D@1b2c3d4\"", "semicolon");
  }

  @Test
  void complainsAboutASolutionThatDoesNotEarnAllPoints() {
    executor.answer("grade-00-1", FakeExecutor.result("7.0", 4));
    assertThat(build(false))
        .singleElement()
        .asString()
        .contains("solutions/00-sample.ipynb, cell grade-00-1", "8.0 points", "7.0");
  }

  @Test
  void complainsAboutAStubThatEarnsPoints() {
    executor.answer("grade-00-1", FakeExecutor.result("8.0", 4));
    NotebookRun run =
        new NotebookRun(source, NotebookKind.EXERCISES, "neuronbook", Executor.Limits.USUAL);
    assertThat(NotebookRun.executeAll(List.of(run), executor, 1, said::add).get(0).problems())
        .singleElement()
        .asString()
        .contains("expected 0.0 points", "but got  8.0");
  }

  @Test
  void tabulatesTimeAndMemory() {
    NotebookRun run = new NotebookRun(source, NotebookKind.LESSON, "java", Executor.Limits.USUAL);
    assertThat(RunTable.of(NotebookRun.executeAll(List.of(run), executor, 1, said::add)))
        .containsPattern("notebooks/00-sample\\.ipynb +1\\.5 +100  passed");
  }

  private List<Problem> build(boolean all) {
    return new NotebookBuild(executor, Executor.Limits.USUAL, 2, line -> say(line))
        .build(List.of(source), all);
  }

  private synchronized void say(String line) {
    said.add(line);
  }

  private List<byte[]> files() throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (NotebookKind kind : NotebookKind.values()) {
      files.add(Files.readAllBytes(kind.file(source.lesson())));
    }
    return files;
  }
}
