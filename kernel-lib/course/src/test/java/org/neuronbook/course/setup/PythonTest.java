package org.neuronbook.course.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neuronbook.course.Program;

class PythonTest {
  @Test
  void readsWhatARealPythonSaysOfItself() {
    assertThat(Python.find(Python.runner(Path.of("."))))
        .as("the Python of this machine, which the tests need anyway")
        .hasValueSatisfying(python -> assertThat(python.newEnough()).isTrue());
  }

  @Test
  void takesTheFirstThatIsNewEnoughAndWhole() {
    Python.Runner machine =
        machine(
            Map.of(
                "python3", "python 3 9 1 0",
                "python3.12", "python 3 12 0 1",
                "python3.11", "python 3 11 1 0"));

    assertThat(Python.find(machine).orElseThrow().version()).isEqualTo("3.11");
  }

  @Test
  void prefersANewOneWithoutVenvToAnOldOne() {
    Python.Runner machine =
        machine(Map.of("python3", "python 3 8 1 0", "python3.12", "python 3 12 0 1"));

    Python best = Python.find(machine).orElseThrow();

    assertThat(best.version()).isEqualTo("3.12");
    assertThat(best.venvPackage()).isEqualTo("python3.12-venv");
  }

  @Test
  void isNotMisledByOtherWords() {
    Python.Runner chatty =
        words ->
            new Program.Result(
                0, List.of("Python was not found; run without arguments to install"));

    assertThat(Python.find(chatty)).isEmpty();
  }

  private static Python.Runner machine(Map<String, String> answers) {
    return words -> {
      String answer = answers.get(words.get(0));
      return answer == null
          ? new Program.Result(127, List.of())
          : new Program.Result(0, List.of(answer));
    };
  }
}
