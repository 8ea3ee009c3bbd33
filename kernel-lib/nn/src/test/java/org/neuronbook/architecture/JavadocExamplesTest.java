package org.neuronbook.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.EvalException;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
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
          "ConfusionMatrix",
          "SafeTensors");

  private static JShell jshell;

  @BeforeAll
  static void startOneShell() {
    // In this JVM: starting one a time would take a second each.
    jshell = JShell.builder().executionEngine("local").build();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      jshell.addToClasspath(entry);
    }
    for (String each : List.of("tensor", "nn", "optim", "data", "io", "train")) {
      run("import org.neuronbook." + each + ".*;");
    }
    run("import java.util.*;");
  }

  @AfterAll
  static void stopIt() {
    jshell.close();
  }

  @TestFactory
  Stream<DynamicTest> everyExamplePrintsWhatItSays() throws IOException {
    return JavadocTranscript.in(SOURCES).stream()
        .map(each -> dynamicTest(each.where(), () -> verify(each)));
  }

  @Test
  void theExamplesOfTheReadmePrintWhatTheySay() throws IOException {
    JavadocTranscript page = JavadocTranscript.ofPage(Path.of("README.md"));
    assertThat(page.inputs()).hasSizeGreaterThan(5);
    verify(page);
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
    assertThatThrownBy(() -> verify(wrong))
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
    assertThatThrownBy(() -> verify(wrong)).hasMessageContaining("cannot find symbol");
  }

  private static void verify(JavadocTranscript transcript) {
    List<Snippet> before = jshell.snippets().toList();
    try {
      for (JavadocTranscript.Input input : transcript.inputs()) {
        assertThat(run(input.code()))
            .as(transcript.where() + ": " + input.code())
            .isEqualTo(input.output());
      }
    } finally {
      jshell.snippets().filter(each -> !before.contains(each)).forEach(jshell::drop);
    }
  }

  /** Runs one input and returns what a person would see: printed lines and the value. */
  private static String run(String code) {
    PrintStream standard = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    StringBuilder seen = new StringBuilder();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      String rest = code;
      while (!rest.isBlank()) {
        SourceCodeAnalysis.CompletionInfo info =
            jshell.sourceCodeAnalysis().analyzeCompletion(rest);
        String source = info.source() == null ? rest : info.source();
        rest = info.remaining();
        for (SnippetEvent event : jshell.eval(source)) {
          seen.append(printed.toString(UTF_8));
          printed.reset();
          seen.append(value(event));
        }
      }
    } finally {
      System.setOut(standard);
    }
    return seen.toString().stripTrailing();
  }

  private static String value(SnippetEvent event) {
    if (event.status() == Snippet.Status.REJECTED) {
      throw new AssertionError(
          event.snippet().source()
              + "\ndoes not compile: "
              + jshell
                  .diagnostics(event.snippet())
                  .map(d -> d.getMessage(null))
                  .collect(Collectors.joining("\n")));
    }
    if (event.exception() instanceof EvalException) {
      EvalException exception = (EvalException) event.exception();
      return exception.getExceptionClassName() + ": " + exception.getMessage();
    }
    // A value is shown for expressions only, as the examples leave out what declarations print.
    boolean shown =
        event.snippet().kind() == Snippet.Kind.EXPRESSION
            || event.snippet() instanceof ExpressionSnippet
            || event.snippet().subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    return shown && event.value() != null ? event.value() : "";
  }
}
