package org.neuronbook.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

  /** The types that a learner meets first; each must show how it is used. */
  private static final List<String> MAIN_TYPES =
      List.of(
          "Tensor",
          "Parameter",
          "Shape",
          "Autograd",
          "GradientCheck",
          "Rng",
          "Layer",
          "Linear",
          "Sequential",
          "Dropout",
          "Losses",
          "Sgd",
          "Adam",
          "Trainer",
          "Metrics",
          "ConfusionMatrix");

  private static JavadocShell shell;

  @BeforeAll
  static void startOneShell() {
    shell = new JavadocShell("tensor", "nn", "optim", "data", "train");
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
    assertThat(page.inputs()).hasSizeGreaterThan(4);
    shell.verify(page);
  }

  @Test
  void theMainTypesHaveExamples() throws IOException {
    assertThat(
            JavadocTranscript.in(SOURCES).stream()
                .map(JavadocTranscript::type)
                .collect(Collectors.toSet()))
        .containsAll(MAIN_TYPES);
  }

  @Test
  void aWrongOutputIsNoticed() {
    String comment =
        """
        /**
         * <pre>{@code
         * jshell> var s = Shape.of(2,
         *    ...>     3)
         * jshell> s.size()
         * 7
         * }</pre>
         */
        """;
    JavadocTranscript wrong = JavadocTranscript.of("Wrong.java", comment).get(0);
    assertThat(wrong.inputs()).hasSize(2);
    assertThatThrownBy(() -> shell.verify(wrong))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("s.size()")
        .hasMessageContaining("\"7\"")
        .hasMessageContaining("\"6\"");
  }

  @Test
  void codeThatDoesNotCompileIsNoticed() {
    JavadocTranscript wrong =
        new JavadocTranscript(
            "Wrong.java:1", "Wrong", List.of(new JavadocTranscript.Input("Shape.off(2)", "")));
    assertThatThrownBy(() -> shell.verify(wrong)).hasMessageContaining("cannot find symbol");
  }
}
