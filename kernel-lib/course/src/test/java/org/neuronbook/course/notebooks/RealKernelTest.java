package org.neuronbook.course.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.Project;
import org.neuronbook.course.setup.Kernelspec;

/**
 * The sample lesson in the kernel that learners have: {@code ./course setup} makes the Python
 * environment and the jars that this needs, and the failure says so where they are missing.
 */
class RealKernelTest {
  /** Its picture stays in the notebook; what moves it has a random name, and does not. */
  private static final String INTERACTIVE =
      """
      claim("The mean of 1, 2 and 6 is 3.", total / numbers.length == 3);
      show(interact(
          new Slider("factor", 0, 1, 0.5),
          factor -> new BarChart("Scaled", "value").bar("first number", factor * numbers[0])));
      """;

  @TempDir Path root;

  @Test
  void buildsTheSampleTwiceWithTheSameBytes() throws IOException {
    Project checkout = Sample.checkout();
    VenvPython python = VenvPython.of(checkout);
    LessonSource source = Sample.withCell(Sample.source(root), "claim-mean", INTERACTIVE);
    new Kernelspec(checkout).write(line -> {});
    NbclientExecutor executor = new NbclientExecutor(python);
    Executor.Limits limits = Executor.Limits.USUAL;

    assertThat(new NotebookBuild(executor, limits, 1, line -> {}).build(List.of(source), false))
        .as("problems of the build")
        .isEmpty();
    for (NotebookKind kind : NotebookKind.values()) {
      assertThat(CommittedChecks.check(source, kind, Assembler.assemble(source, kind))).isEmpty();
    }

    List<NotebookRun.Result> results =
        NotebookRun.executeAll(
            List.of(
                new NotebookRun(source, NotebookKind.LESSON, Assembler.KERNEL, limits),
                new NotebookRun(source, NotebookKind.EXERCISES, Assembler.KERNEL, limits)),
            executor,
            1,
            line -> {});
    for (NotebookRun.Result result : results) {
      assertThat(result.problems()).as("problems of %s", result.run().name()).isEmpty();
    }
    NotebookRun.Result again = results.get(0);
    Notebook second = Outputs.merge(again.run().assembled(), again.execution().notebook());
    assertThat(Files.readString(NotebookKind.LESSON.file(source.lesson())))
        .isEqualTo(NotebookJson.write(second))
        .contains("factor: 0.5 (slider from 0 to 1)")
        .contains("Bar chart: Scaled. value: first number 0.5.")
        .contains("image/png")
        .doesNotContain("widget-view");
    assertThat(Outputs.error(second.cell("broken").orElseThrow()))
        .isEqualTo("ArrayIndexOutOfBoundsException: Index 3 out of bounds for length 3");
  }
}
