package org.neuronbook.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every {@code jshell>} example of the Javadoc prints what it says it prints. */
class JavadocExamplesTest {
  private static final Path SOURCES = Path.of("src", "main", "java");

  private static JavadocShell shell;

  @BeforeAll
  static void startOneShell() {
    shell =
        new JavadocShell(
            "tensor", "nn", "optim", "data", "train", "io", "text", "onnx", "pretrained");
  }

  @AfterAll
  static void stopIt() {
    shell.close();
  }

  @TestFactory
  Stream<DynamicTest> everyExamplePrintsWhatItSays() throws IOException {
    return JavadocTranscript.in(SOURCES).stream()
        .map(each -> dynamicTest(each.where(), () -> shell.verify(each)));
  }

  @Test
  void theExamplesOfTheReadmePrintWhatTheySay() throws IOException {
    JavadocTranscript page = JavadocTranscript.ofPage(Path.of("README.md"));
    assertThat(page.inputs()).hasSizeGreaterThan(5);
    shell.verify(page);
  }

  @Test
  void theReadmeNamesEveryPublicTypeAndTestsThatExist() throws IOException {
    Set<String> names = ReadmePage.names();
    Set<String> tests = new TreeSet<>(names);
    tests.removeIf(name -> !name.endsWith("Test"));
    names.removeAll(tests);
    assertThat(names).isEqualTo(ReadmePage.publicTypes(SOURCES));
    assertThat(ReadmePage.tests()).containsAll(tests);
  }

  @Test
  void theMainTypesHaveExamples() throws IOException {
    assertThat(
            JavadocTranscript.in(SOURCES).stream()
                .map(JavadocTranscript::type)
                .collect(Collectors.toSet()))
        .containsAll(List.of("SafeTensors", "Checkpoint"));
  }
}
