package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.ScanResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;

/** A cell writes {@code Shape} or {@code List} without an import and must mean one thing by it. */
class NamesTest {

  /** Packages that JJava or JShell import on their own. */
  private static final List<String> OF_THE_KERNEL =
      List.of(
          "java.lang", "java.net", "java.util.concurrent", "java.util.prefs", "java.util.regex");

  private static List<String> packages() {
    List<String> packages = new ArrayList<>(OF_THE_KERNEL);
    NotebookExtension.IMPORTS.stream()
        .filter(name -> !name.startsWith("static"))
        .forEach(name -> packages.add(name.substring(0, name.length() - 2)));
    return packages;
  }

  @Test
  void noSimpleNameMeansTwoThings() {
    Map<String, List<String>> byName = new TreeMap<>();
    try (ScanResult scan =
        new ClassGraph()
            .enableSystemJarsAndModules()
            .acceptPackagesNonRecursive(packages().toArray(String[]::new))
            .scan()) {
      for (ClassInfo type : scan.getAllClasses()) {
        if (type.isPublic() && !type.isInnerClass()) {
          byName
              .computeIfAbsent(type.getSimpleName(), name -> new ArrayList<>())
              .add(type.getName());
        }
      }
    }
    assertThat(byName)
        .containsKeys(
            "Tensor", "LineChart", "List", "Path", "Function", "Stream", "XYChart", "Table");
    byName.values().removeIf(types -> types.size() == 1);
    assertThat(byName).isEmpty();
  }

  @Test
  void theImportsCompileAndCellsCanUseThem() {
    String imports =
        NotebookExtension.IMPORTS.stream()
            .map(name -> "import " + name + ";")
            .collect(Collectors.joining());
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.addToClasspath(System.getProperty("java.class.path"));
      String rest = imports;
      while (!rest.isEmpty()) {
        var next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
        run(shell, next.source());
        rest = next.remaining();
      }
      run(shell, "List<Path> paths = List.of(Path.of(\".\"));");
      run(shell, "Function<Tensor, Shape> f = Tensor::shape;");
      run(shell, "Object picture = new LineChart(\"t\", \"x\", \"y\").line(\"f\", 1, 2);");
      run(shell, "claim(\"small\", 0.1, isAtMost(0.2));");
      run(shell, "show(Stream.of(1, 2).toList());");
      run(shell, "Table table = Table.create(\"t\", IntColumn.create(\"n\", 1, 2));");
    }
  }

  private static void run(JShell shell, String source) {
    for (SnippetEvent event : shell.eval(source)) {
      String problems =
          shell
              .diagnostics(event.snippet())
              .map(d -> d.getMessage(null))
              .collect(Collectors.joining("\n"));
      assertThat(event.status()).as("%s%n%s", source, problems).isEqualTo(Snippet.Status.VALID);
      assertThat(event.exception()).as(source).isNull();
    }
  }
}
