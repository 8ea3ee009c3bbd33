package org.neuronbook.course.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.CourseException;

/** How an execution ends, tried on the Python kernel that JupyterLab brings along. */
class NbclientExecutorTest {
  private static final Executor.Limits LONG = new Executor.Limits(120, 240, 120);

  @TempDir static Path folder;
  private static final List<String> cellsOfWhole = new ArrayList<>();
  private static Executor.Execution whole;
  private final List<String> started = new ArrayList<>();

  /** One start of a kernel for all that can be seen in a notebook that runs to its end. */
  @BeforeAll
  static void runAWholeNotebook() {
    Cell failing =
        new Cell(
            Cell.Kind.CODE,
            "failing",
            List.of(Cell.RAISES_EXCEPTION),
            new JsonObject(),
            "1 / 0",
            null,
            new JsonArray());
    whole =
        new NbclientExecutor(Sample.python())
            .execute(
                job(
                    "python3",
                    LONG,
                    Cell.code("product", "print(6 * 7)"),
                    Cell.code("mark", "open('mark', 'w').close()"),
                    Cell.code("noise", "import os; n = os.write(1, b'{\"cell\": 1}\\nnoise\\n')"),
                    failing,
                    Cell.code("last", "1")),
                cellsOfWhole::add);
  }

  @Test
  void bringsBackOutputsTimeAndMemory() {
    Cell product = whole.notebook().cells().get(0);
    assertThat(product.outputs().toString()).contains("42");
    assertThat(product.executionCount()).isEqualTo(1);
    assertThat(whole.seconds()).isPositive();
    assertThat(whole.peakBytes()).isGreaterThan(1 << 20);
  }

  @Test
  void runsTheKernelInTheGivenFolder() {
    assertThat(folder.resolve("mark")).exists();
  }

  @Test
  void goesOnAfterACellThatIsMeantToFailAndAfterNoiseOfTheKernelsProcess() {
    assertThat(whole.failure()).isNull();
    assertThat(cellsOfWhole).containsExactly("product", "mark", "noise", "failing", "last");
  }

  @Test
  void stopsAtTheFirstCellThatFails() {
    Executor.Execution execution =
        execute(LONG, Cell.code("one", "1 / 0"), Cell.code("two", "print('two')"));
    assertThat(execution.failure())
        .isEqualTo(
            new Executor.Failure(
                Executor.Reason.ERROR, "one", "ZeroDivisionError: division by zero"));
    assertThat(started).containsExactly("one");
    assertThat(Outputs.error(execution.notebook().cells().get(0))).contains("ZeroDivisionError");
  }

  @Test
  void stopsACellThatTakesTooLong() {
    Executor.Execution execution =
        execute(new Executor.Limits(2, 240, 120), Cell.code("one", "while True: pass"));
    assertThat(execution.failure().reason()).isEqualTo(Executor.Reason.CELL_TIME);
    assertThat(execution.failure().cell()).isEqualTo("one");
  }

  @Test
  void stopsANotebookThatTakesTooLong() {
    Executor.Execution execution =
        execute(
            new Executor.Limits(120, 6, 120),
            Cell.code("one", "print(1)"),
            Cell.code("two", "while True: pass"));
    assertThat(execution.failure().reason()).isEqualTo(Executor.Reason.NOTEBOOK_TIME);
  }

  @Test
  void seesThatTheKernelDied() {
    Executor.Execution execution = execute(LONG, Cell.code("one", "import os; os._exit(3)"));
    assertThat(execution.failure().reason()).isEqualTo(Executor.Reason.DEAD);
    assertThat(execution.failure().cell()).isEqualTo("one");
  }

  @Test
  void namesAKernelThatIsMissing() {
    Executor.Execution execution = execute("klingon", LONG, Cell.code("one", "1"));
    assertThat(execution.failure().reason()).isEqualTo(Executor.Reason.START);
    assertThat(execution.failure().text()).contains("klingon").doesNotContain("Traceback");
  }

  @Test
  void namesTheCommandThatMakesAMissingEnvironment() {
    VenvPython missing = new VenvPython(folder.resolve("bin/python"), Map.of());
    Executor.Job job = job("python3", LONG, Cell.code("one", "1"));
    assertThatThrownBy(() -> new NbclientExecutor(missing).execute(job, started::add))
        .isInstanceOfSatisfying(
            CourseException.class,
            exception -> assertThat(exception.hint()).contains("./course setup"));
  }

  private Executor.Execution execute(Executor.Limits limits, Cell... cells) {
    return execute("python3", limits, cells);
  }

  private Executor.Execution execute(String kernel, Executor.Limits limits, Cell... cells) {
    return new NbclientExecutor(Sample.python()).execute(job(kernel, limits, cells), started::add);
  }

  private static Executor.Job job(String kernel, Executor.Limits limits, Cell... cells) {
    Notebook notebook = new Notebook(new JsonObject(), List.of(cells));
    return new Executor.Job("a.ipynb", notebook, kernel, folder, limits);
  }
}
