package org.neuronbook.course.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One class with a copy, a renamed, a re-ordered, an independent and some hostile submissions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimilarityTest {
  private static final String HEAD =
      "class Net implements Ex10_1Fit {\n  double total = 0;\n  double[] kept = new double[10];\n";

  private static final String FORWARD =
      """
        double forward(double[] x, double[] w) {
          double sum = 0;
          for (int i = 0; i < x.length; i++) { sum += x[i] * w[i]; }
          if (sum > 1) { sum = Math.log(sum); } else { sum = -sum; }
          return 1 / (1 + Math.exp(-sum));
        }
      """;

  private static final String STEP =
      """
        void step(double[] x, double[] w, double y, double rate) {
          double error = forward(x, w) - y;
          for (int i = 0; i < w.length; i++) { w[i] -= rate * error * x[i]; }
          total += error * error;
          while (total > 100) { total /= 2; }
        }
      """;

  private static final String INDEPENDENT =
      """
      record Neuron(double[] weights) {
        double at(double[] x) { return sigmoid(IntStream.range(0, x.length).mapToDouble(k -> x[k] * weights[k]).sum()); }
        static double sigmoid(double z) { return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)); }
        Neuron learnt(double[] x, double target) { var g = at(x) - target; return new Neuron(IntStream.range(0, weights.length).mapToDouble(k -> weights[k] - 0.1 * g * x[k]).toArray()); }
      }
      """;

  private static final String GIVEN =
      """
      double[] handedOut(double[] a, double[] b) {
        double[] c = new double[a.length];
        for (int i = 0; i < a.length; i++) { if (a[i] > b[i]) { c[i] = a[i]; } else { c[i] = b[i]; } }
        while (c[0] > 1) { c[0] /= 2; Math.abs(c[0]); }
        return c;
      }
      """;

  private Path folder;
  private final Map<Set<String>, Double> similarity = new HashMap<>();
  private String overview;
  private String pages = "";

  @BeforeAll
  void compares(@TempDir Path folder) throws IOException {
    this.folder = folder;
    String right = HEAD + FORWARD + STEP + "}";
    hand("ada/right.java", "import java.util.*;\n" + right);
    hand("bob/renamed.java", right.replace("sum", "s").replace("error", "e").replace("Net", "Own"));
    hand("cleo/reordered.java", HEAD + STEP + FORWARD + "}");
    hand("dan/independent.java", INDEPENDENT + GIVEN);
    hand("fay/other.java", "int fay() { return 1; }\n" + GIVEN);
    hand("kim/hostile.java", right.replace("0;", "0; /* </code><script>alert(1)</script> */"));
    hand("<img src=x>.java", right);
    hand(
        "deep.java",
        "class D { int x = %s1%s; }".formatted("(".repeat(60_000), ")".repeat(60_000)));
    hand("giant.java", "int x;".repeat(200_000));
    hand("eve.java", "class X { int f( { }");
    hand("gus.ipynb", "{");
    Path given = Files.createDirectory(folder.resolve("given"));
    Files.writeString(given.resolve("lesson.java"), GIVEN);
    Path out = folder.resolve("out");
    var said = new StringWriter();
    int exit =
        new CommandLine(new GradeCommand())
            .setOut(new PrintWriter(said))
            .execute(
                "similarity", "" + folder.resolve("in"), "--out", "" + out, "--given", "" + given);
    assertThat(exit).as(said.toString()).isZero();
    assertThat(said.toString()).contains("no proof");
    List<String> rows = Files.readAllLines(out.resolve("similarity.csv"));
    for (String row : rows.subList(1, rows.size())) {
      String[] fields = row.split(",");
      similarity.put(Set.of(fields[0], fields[1]), Double.valueOf(fields[2]));
    }
    overview = Files.readString(out.resolve("similarity.html"));
    try (var files = Files.list(out.resolve("pairs"))) {
      for (Path page : files.toList()) {
        pages += Files.readString(page);
      }
    }
    assertThat(out.resolve("jplag.zip")).isNotEmptyFile();
  }

  private void hand(String name, String text) throws IOException {
    Path file = folder.resolve("in").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private double of(String first, String second) {
    return similarity.getOrDefault(Set.of(first, second), 0.0);
  }

  @Test
  void copiesStayAlikeWhenRenamedAndReordered() {
    assertThat(of("ada", "bob")).isGreaterThan(95);
    assertThat(of("ada", "cleo")).isGreaterThan(60);
  }

  @Test
  void independentSolutionsAreFarBelowCopies() {
    assertThat(of("ada", "dan")).isLessThan(30);
  }

  @Test
  void whatTheCourseHandsOutDoesNotCount() {
    assertThat(of("dan", "fay")).isZero();
  }

  @Test
  void passagesStandSideBySideAsText() {
    assertThat(pages)
        .contains("ada, lines ", "bob, lines ", "sum += x[i] * w[i];", "s += x[i] * w[i];")
        .contains("&lt;script&gt;alert(1)")
        .doesNotContain("<script", "<img");
  }

  @Test
  void whatCannotBeComparedIsNamed() {
    assertThat(overview)
        .contains("deep.java: a compiler cannot read it")
        .contains("giant.java has more than a million signs")
        .contains("eve.java: cell 1 is no Java that can be read")
        .contains("gus.ipynb is no notebook that can be read")
        .contains("Similarity is no proof")
        .doesNotContain("<script", "<img");
  }

  @Test
  void cellsBecomeOneClassInWhichDeclarationsAndStatementsMayTakeTurns() {
    var cells =
        new CellsAsClass(
            List.of(
                "import java.util.*;\nint twice(int x) { return 2 * x; }\nfor (int i = 0; i < 3; i++) twice(i);\ntwice(7)",
                "handed(out);",
                "int f( {"),
            Set.of("handed(out);"));
    assertThat(cells.text())
        .contains("int twice(int x)", "{\nfor (int i", "var value = twice(7)")
        .doesNotContain("import", "handed", "int f(");
    assertThat(cells.unread()).containsExactly(3);
  }
}
