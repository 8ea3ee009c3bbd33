package org.neuronbook.course.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.course.Project;

/** Every notebook of the checkout, lessons, exercises and solutions. */
class AccessibleNotebooksTest {

  @TestFactory
  List<DynamicTest> everyNotebookCanBeReadByEar() {
    Project project = Sample.checkout();
    List<DynamicTest> tests =
        List.of(NotebookKind.values()).stream()
            .flatMap(kind -> Folders.notebooks(kind.directory(project)).stream())
            .map(file -> DynamicTest.dynamicTest(nameOf(file), () -> check(file)))
            .toList();
    assertThat(tests).as("notebooks found").hasSizeGreaterThanOrEqualTo(9);
    return tests;
  }

  private static void check(Path file) {
    Notebook notebook = NotebookJson.read(file);
    assertThat(ReadingChecks.check(nameOf(file), notebook)).isEmpty();
    assertThat(OutputChecks.check(nameOf(file), notebook)).isEmpty();
  }

  private static String nameOf(Path file) {
    return file.getParent().getFileName() + "/" + file.getFileName();
  }
}
