package org.neuronbook.course.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GradeCommandTest {
  private static final String RIGHT =
      """
      package handed.in;
      import java.util.Arrays;
      public class Mine implements Ex00_1Centre {
        public double[] centre(double[] x) {
          double mean = Arrays.stream(x).average().orElse(0);
          return Arrays.stream(x).map(v -> v - mean).toArray();
        }
      }
      """;

  @TempDir Path folder;
  private Path submissions;
  private Path out;
  private final StringWriter said = new StringWriter();

  @BeforeEach
  void folders() throws IOException {
    submissions = Files.createDirectories(folder.resolve("handed in"));
    out = folder.resolve("out");
  }

  private void hand(String name, String text) throws IOException {
    Path file = submissions.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String notebook(String... cells) {
    List<String> json =
        java.util.Arrays.stream(cells)
            .map(cell -> cell.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
            .map("{\"cell_type\": \"code\", \"source\": [\"%s\"]}"::formatted)
            .toList();
    return "{\"cells\": [%s]}".formatted(String.join(", ", json));
  }

  private int grade(String... more) {
    var line = new CommandLine(new GradeCommand()).setOut(new PrintWriter(said));
    String[] words = {submissions.toString(), "--out", out.toString(), "--min-isolation", "L1"};
    return line.execute(
        java.util.stream.Stream.of(words, more)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new));
  }

  private List<String> csv() throws IOException {
    return Files.readString(out.resolve("grades.csv")).lines().toList();
  }

  @Test
  void everyFileIsARow() throws IOException {
    hand("ada/right.java", RIGHT);
    hand(
        "bob/lambda.ipynb",
        notebook(
            "double mean(double[] x) {\n  return Arrays.stream(x).average().orElse(0);\n}",
            "check(\"00.1\", (Ex00_1Centre) x -> {double m = mean(x); for (int i = 0; i < x.length; i++) x[i] -= m; return x;})"));
    hand(
        "eve/exit.ipynb",
        notebook(
            RIGHT
                .replace("package handed.in;\n", "")
                .replace("double mean", "if (x.length == 0) System.exit(0);\ndouble mean")));
    hand(
        "kim/stub.ipynb",
        notebook(
            "class C implements Ex00_1Centre { public double[] centre(double[] x) { throw new Todo(\"00.1\"); } }"));
    hand("leo/broken.ipynb", "{\"cells\": 7}");
    hand("max/=HYPERLINK(1).java", "int x = 1;");
    assertThat(grade("--jobs", "2")).as(said.toString()).isZero();
    assertThat(csv())
        .containsExactly(
            "submission,exercise,points,maximum,isolation,problem",
            "ada/right.java,00.1,8,8,L1,",
            "bob/lambda.ipynb,00.1,7,8,L1,",
            "eve/exit.ipynb,00.1,7,8,L1,",
            "kim/stub.ipynb,00.1,0,8,L1,",
            "leo/broken.ipynb,,0,0,,leo/broken.ipynb is no notebook that can be read",
            "max/=HYPERLINK(1).java,,0,0,,there is nothing in it for any exercise");
    assertThat(Files.readString(out.resolve("grades.json")))
        .contains("\"leavesItsInputAlone\"", "\"EXITED\"", "This is a hidden test");
  }

  @Test
  void goesOnWhereItWasAndGivesTheSameBytes() throws IOException {
    hand("ada.java", RIGHT);
    hand("bob.java", RIGHT.replace("v - mean", "v + mean"));
    grade();
    byte[] first = Files.readAllBytes(out.resolve("grades.json"));
    var kept = times();
    assertThat(kept).hasSize(2);
    Files.delete(out.resolve("results").resolve(kept.firstKey()));
    grade();
    assertThat(Files.readAllBytes(out.resolve("grades.json"))).isEqualTo(first);
    assertThat(times().get(kept.lastKey()))
        .as("not graded again")
        .isEqualTo(kept.lastEntry().getValue());
    assertThat(times()).hasSize(2);
  }

  private TreeMap<String, FileTime> times() throws IOException {
    var times = new TreeMap<String, FileTime>();
    try (var files = Files.list(out.resolve("results"))) {
      for (Path file : files.toList()) {
        times.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
      }
    }
    return times;
  }

  @Test
  void noNotebookIsAMessageWhateverItHolds() throws IOException {
    String deep = "[".repeat(100_000);
    List<String> broken =
        List.of("", "null", "[]", "{}", "{\"cells\": [7]}", "{\"cells\": [{}]}", deep, "\0");
    for (int i = 0; i < broken.size(); i++) {
      hand(i + ".ipynb", broken.get(i));
    }
    assertThat(grade()).isZero();
    assertThat(csv()).hasSize(1 + broken.size());
    assertThat(csv().subList(1, csv().size()))
        .allSatisfy(row -> assertThat(row).contains("is no notebook that can be read"));
  }

  @Test
  void textMadeToKeepAPatternBusyDoesNot() throws IOException {
    hand("busy.java", "class A implements check(\"00.1\", ".repeat(25_000));
    assertThat(grade()).isZero();
    assertThat(csv()).hasSize(2);
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("theirs.java"), RIGHT);
    Files.createSymbolicLink(submissions.resolve("mine.java"), elsewhere);
    grade();
    assertThat(csv().get(1)).startsWith("mine.java,,0,0,,").contains("links are not followed");
  }

  @Test
  void aFormulaInANameIsText() throws IOException {
    hand("=1+1.java", RIGHT);
    grade();
    assertThat(csv().get(1)).startsWith("'=1+1.java,00.1,8,8");
  }
}
