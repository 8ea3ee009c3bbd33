package org.neuronbook.course.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbook.course.Project;

/** The notebooks that learners open: what their sources give, and whole from top to bottom. */
class NotebooksOfTheCourseTest {

  @Test
  void theCommittedNotebooksAreWhatTheirSourcesGive() throws Exception {
    course("notebooks", "check");
  }

  @Test
  void everyNotebookRunsFromTopToBottomInItsKernel() throws Exception {
    course("notebooks", "run");
  }

  @Test
  void everyLessonRunsFromTopToBottomInStockJjava() throws Exception {
    course("notebooks", "run", "--kernel", "java");
  }

  private static void course(String... words) throws Exception {
    Path root = Project.here().root();
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    List<String> command = new ArrayList<>();
    command.add(root.resolve(windows ? "course.cmd" : "course").toString());
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor())
        .as("./course %s said:\n%s", String.join(" ", words), said)
        .isZero();
  }
}
