package org.neuronbook.lessons;

import java.io.File;
import java.util.Locale;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * A JShell in this JVM, as behind a notebook: runs cells and answers questions about the result.
 */
final class LessonShell implements AutoCloseable {
  private static final String[] IMPORTS = {
    "java.util.*",
    "java.util.function.*",
    "java.util.stream.*",
    "org.neuronbook.tensor.*",
    "org.neuronbook.nn.*",
    "org.neuronbook.optim.*",
    "org.neuronbook.data.*",
    "org.neuronbook.datasets.*",
    "org.neuronbook.train.*"
  };

  private final JShell shell = JShell.builder().executionEngine("local").build();

  LessonShell() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : classPath.split(File.pathSeparator)) {
      shell.addToClasspath(entry);
    }
    for (String name : IMPORTS) {
      run("import " + name + ";");
    }
  }

  /** Runs cells one after the other; what does not compile or throws is an error of the test. */
  LessonShell run(String... cells) {
    for (String cell : cells) {
      evaluate(cell);
    }
    return this;
  }

  /** The value of a numeric expression. */
  double number(String expression) {
    return Double.parseDouble(evaluate(expression));
  }

  /** The value of a boolean expression. */
  boolean truth(String expression) {
    return Boolean.parseBoolean(evaluate(expression));
  }

  private String evaluate(String code) {
    SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
    String value = "";
    String rest = code;
    while (!rest.isBlank()) {
      CompletionInfo next = analysis.analyzeCompletion(rest);
      String source = next.completeness().isComplete() ? next.source() : rest;
      for (SnippetEvent event : shell.eval(source)) {
        requireValid(event, source);
        value = event.causeSnippet() == null ? String.valueOf(event.value()) : value;
      }
      rest = next.completeness().isComplete() ? next.remaining() : "";
    }
    return value;
  }

  private void requireValid(SnippetEvent event, String source) {
    if (event.exception() != null) {
      throw new AssertionError("this snippet of a lesson threw:\n" + source, event.exception());
    }
    if (event.causeSnippet() == null && event.status() == Status.REJECTED) {
      StringBuilder problems = new StringBuilder("this snippet of a lesson does not compile:\n");
      problems.append(source).append('\n');
      shell
          .diagnostics(event.snippet())
          .forEach(d -> problems.append(d.getMessage(Locale.ROOT)).append('\n'));
      throw new AssertionError(problems.toString());
    }
  }

  @Override
  public void close() {
    shell.close();
  }
}
