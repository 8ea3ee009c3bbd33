package org.neuronbook.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Test;

/** The README holds only what a command proves: this is the command. */
class ReadmeTest {
  private static final Path ROOT = Project.here().root();

  private final String readme = read(ROOT.resolve("README.md"));

  @Test
  void everyLineOfTheExampleRunsAndPrintsWhatItsCommentSays() {
    String example = first("```java\n(.*?)```");
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      for (String jar :
          System.getProperty("java.class.path").split(Pattern.quote(java.io.File.pathSeparator))) {
        shell.addToClasspath(jar);
      }
      for (String part : List.of("tensor", "nn", "optim", "data", "datasets", "train")) {
        run(shell, "import org.neuronbook." + part + ".*;");
      }
      String last = run(shell, example);
      assertThat(last)
          .as("the value of the last line")
          .isEqualTo(first("w\\.grad\\(\\);\\s+// ([^\n]+)"));
      assertThat(Double.parseDouble(run(shell, "result.accuracy()")))
          .as("accuracy of the README's network after its three epochs")
          .isGreaterThan(0.85);
    }
  }

  private static String run(JShell shell, String source) {
    String rest = source;
    String value = null;
    while (!rest.isBlank()) {
      CompletionInfo piece = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      for (SnippetEvent event : shell.eval(piece.source())) {
        assertThat(event.exception()).as(piece.source()).isNull();
        assertThat(event.status())
            .as(
                () ->
                    piece.source()
                        + shell
                            .diagnostics(event.snippet())
                            .map(d -> d.getMessage(Locale.ROOT))
                            .toList())
            .isIn(Snippet.Status.VALID, Snippet.Status.OVERWRITTEN);
        value = event.value() == null ? value : event.value();
      }
      rest = piece.remaining();
    }
    return value;
  }

  @Test
  void theTableNamesEveryLesson() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT.resolve("lessons"))) {
      List<String> lessons =
          folders.map(p -> p.getFileName().toString()).filter(n -> n.matches("\\d\\d-.*")).toList();
      assertThat(lessons).isNotEmpty();
      assertThat(lessons)
          .allSatisfy(lesson -> assertThat(readme).contains("(notebooks/" + lesson + ".ipynb)"));
    }
  }

  private String first(String pattern) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(readme);
    assertThat(matcher.find()).as("README has " + pattern).isTrue();
    return matcher.group(1);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
