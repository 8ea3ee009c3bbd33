package org.neuronbook.course.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Program;
import org.neuronbook.course.Project;

/**
 * Makes real environments, from requirements that name no package, so that none must be fetched.
 */
class PythonEnvironmentTest {
  private static final String NOTHING = "# nothing\n";

  /** A project with an environment, made once: making one takes seconds. */
  private static Project whole;

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private Project project;

  @BeforeAll
  static void makeEnvironment(@TempDir Path shared) throws IOException {
    whole = new Project(shared);
    Files.createDirectories(whole.requirements().getParent());
    Files.writeString(whole.requirements(), NOTHING);
    new PythonEnvironment(whole, line -> {}).prepare();
  }

  @BeforeEach
  void makeProject() throws IOException {
    project = new Project(folder.resolve("project"));
    Files.createDirectories(project.requirements().getParent());
    Files.writeString(project.requirements(), NOTHING);
  }

  @Test
  void makesAnEnvironmentWhosePythonRuns() {
    assertThat(new PythonEnvironment(whole, said::add).ready()).isTrue();
    assertThat(Program.of(folder, whole.python("python"), "-c", "print(42)").run().text())
        .isEqualTo("42");
  }

  @Test
  void doesNothingAndSaysNothingWhenAllIsThere() {
    new PythonEnvironment(whole, said::add).prepare();

    assertThat(said).isEmpty();
  }

  @Test
  void isNotReadyBeforeItWasMade() {
    assertThat(environment().ready()).isFalse();
  }

  @Test
  void repairsAnEnvironmentThatWasCutOff() throws IOException {
    Files.createDirectories(project.venv().resolve("bin"));
    Files.writeString(project.venv().resolve("bin/left-over"), "");

    environment().prepare();

    assertThat(environment().ready()).isTrue();
    assertThat(project.venv().resolve("bin/left-over")).doesNotExist();
    assertThat(said.get(0)).contains("again");
  }

  @Test
  void isNotReadyWithoutItsPython() throws IOException {
    Files.createDirectories(project.venv());
    Files.copy(
        whole.venv().resolve("neuronbook.stamp"), project.venv().resolve("neuronbook.stamp"));

    assertThat(environment().ready()).isFalse();
  }

  @Test
  void isNotReadyWhenTheRequirementsHaveChanged() throws IOException {
    Files.writeString(whole.requirements(), "# other\n");
    try {
      assertThat(new PythonEnvironment(whole, said::add).ready()).isFalse();
    } finally {
      Files.writeString(whole.requirements(), NOTHING);
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need rights there")
  void isNotReadyWhenTheProjectHasMoved() throws IOException {
    Files.createSymbolicLink(project.venv(), whole.venv());

    assertThat(environment().ready()).isFalse();
  }

  @Test
  void namesThePackageOfAMissingVenvModule() {
    assertThatThrownBy(() -> onMachine("python 3 11 0 1").prepare())
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("Python 3.11 is here, but its venv module is not")
        .extracting(problem -> ((CourseException) problem).hint())
        .asString()
        .contains("sudo apt install python3.11-venv");
  }

  @Test
  void saysThatThereIsNoPython() {
    assertThatThrownBy(() -> onMachine("nothing of the kind").prepare())
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("There is no Python here");
  }

  @Test
  void saysThatThePythonIsTooOld() {
    assertThatThrownBy(() -> onMachine("python 3 9 1 0").prepare())
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("The only Python here is 3.9");
  }

  @Test
  void explainsThatTheFirstSetUpNeedsTheNetwork() {
    CourseException problem =
        failure(
            "WARNING: Retrying after connection broken by 'NewConnectionError(<...>: Failed to establish a new"
                + " connection: [Errno -2] Name or service not known')'",
            "ERROR: No matching distribution found for jupyterlab==4.6.6");

    assertThat(problem).hasMessageContaining("no network. The first set-up needs it");
    assertThat(problem).hasMessageContaining("No matching distribution found");
  }

  @Test
  void explainsThatUvHasNoNetwork() {
    assertThat(failure("error: Failed to fetch: dns error: failed to lookup address information"))
        .hasMessageContaining("no network");
  }

  @Test
  void explainsAProxyThatSaysNo() {
    assertThat(
            failure(
                "ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407'))"))
        .hasMessageContaining("the proxy did not let it through");
  }

  @Test
  void explainsAFullDisk() {
    assertThat(failure("ERROR: Could not install packages: [Errno 28] No space left on device"))
        .hasMessageContaining("the disk is full");
  }

  private PythonEnvironment environment() {
    return new PythonEnvironment(project, said::add);
  }

  private PythonEnvironment onMachine(String python) {
    return new PythonEnvironment(
        project,
        words ->
            words.get(0).equals("python3")
                ? new Program.Result(0, List.of(python))
                : new Program.Result(127, List.of()),
        said::add);
  }

  private static CourseException failure(String... lines) {
    return PythonEnvironment.failure("It failed", new Program.Result(1, List.of(lines)));
  }
}
