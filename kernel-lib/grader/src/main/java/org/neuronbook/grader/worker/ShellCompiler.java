package org.neuronbook.grader.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Compiles the cells of a submission with the JDK's JShell, as a notebook's kernel does. */
final class ShellCompiler implements SnippetCompiler {
  /** Where a snippet stands: cell and line, both counted from 1. */
  private record Place(int cell, int line) {}

  private static final Place HANDED_IN = new Place(0, 1);

  private final String classPath;

  ShellCompiler(String classPath) {
    this.classPath = classPath;
  }

  @Override
  public Program compile(Source source) {
    var recorder = new Recorder();
    try (JShell shell =
        JShell.builder()
            .executionEngine(recorder, Map.of())
            // No annotation processors: a compiler must not run what it compiles.
            .compilerOptions("-proc:none", "-classpath", classPath)
            .build()) {
      source.imports().forEach(name -> shell.eval("import " + name + ";"));
      Map<Snippet, Place> places = new LinkedHashMap<>();
      List<String> problems = new ArrayList<>();
      for (int i = 0; i < source.cells().size(); i++) {
        recorder.in(i + 1);
        cell(shell, source.cells().get(i), i + 1, places, problems);
      }
      recorder.in(HANDED_IN.cell());
      String handover = "%s.take(%s);".formatted(Handover.class.getName(), source.implementation());
      shell.eval(handover).forEach(event -> places.put(event.snippet(), HANDED_IN));
      places.forEach((snippet, place) -> describe(shell, snippet, place, problems));
      return new Program(recorder.steps(), problems);
    }
  }

  private static void cell(
      JShell shell, String cell, int number, Map<Snippet, Place> places, List<String> problems) {
    SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
    String rest = cell;
    while (!rest.isBlank()) {
      int line = 1 + lines(cell) - lines(rest);
      CompletionInfo next = analysis.analyzeCompletion(rest);
      if (!next.completeness().isComplete()) {
        // JShell says what is wrong with an unfinished snippet only when it is made to eat it.
        var events = shell.eval(rest);
        events.forEach(event -> places.putIfAbsent(event.snippet(), new Place(number, line)));
        if (events.isEmpty()) {
          problems.add("cell %d, line %d: something is missing at the end".formatted(number, line));
        }
        return;
      }
      var place = new Place(number, line + leadingLines(next.source()));
      shell.eval(next.source()).forEach(event -> places.putIfAbsent(event.snippet(), place));
      rest = next.remaining();
    }
  }

  private static int lines(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }

  private static int leadingLines(String text) {
    return lines(text) - lines(text.stripLeading());
  }

  private static void describe(JShell shell, Snippet snippet, Place place, List<String> problems) {
    Status status = shell.status(snippet);
    if (status == Status.REJECTED) {
      shell
          .diagnostics(snippet)
          .filter(Diag::isError)
          .limit(1)
          .forEach(diagnostic -> problems.add(text(snippet, place, diagnostic)));
    } else if (snippet instanceof DeclarationSnippet declaration
        && (status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED)) {
      String missing = String.join(", ", shell.unresolvedDependencies(declaration).toList());
      problems.add(
          "cell %d, line %d: %s needs %s, which is not declared"
              .formatted(place.cell(), place.line(), declaration.name(), missing));
    }
  }

  private static String text(Snippet snippet, Place place, Diag diagnostic) {
    int at = (int) Math.max(0, Math.min(diagnostic.getPosition(), snippet.source().length()));
    int line = place.line() + lines(snippet.source().substring(0, at).stripLeading());
    String message = diagnostic.getMessage(Locale.ROOT).strip().replaceAll("\\s*\\n\\s*", "; ");
    return place == HANDED_IN
        ? "what is handed in, %s, does not compile: %s".formatted(snippet.source(), message)
        : "cell %d, line %d: %s".formatted(place.cell(), line, message);
  }
}
