package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cells show, on a real kernel. */
class RunningCellsTest {
  private static KernelClient kernel;

  @BeforeAll
  static void start() {
    kernel = KernelClient.start();
  }

  @AfterAll
  static void stop() {
    kernel.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 + 1 | 2
          "a text" | a text
          List.of(1, 2) | [1, 2]
          new double[] {1, 2.5} | [1.0, 2.5]
          new int[] {3, 4} // with a comment | [3, 4]
          IntStream.range(0, 3).boxed().collect(Collectors.toList()) | [0, 1, 2]
          Path.of("a", "b").getNameCount() | 2
          new Object() { public String toString() { return "own"; } } | own
          Stream.of(1, 2).map(x -> { return x * 2; }).toList() | [2, 4]
          """)
  void showsTheLastExpression(String code, String shown) {
    assertThat(kernel.execute(code).text()).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int declared = 3
          int declaredToo = 3;
          declaredLater = 4
          1 + 1;
          new ArrayList<Integer>().add(3);
          for (int i = 0; i < 3; i++) { }
          import java.util.Date
          // only a comment
          ;
          (Object) null
          """)
  void showsNothingForStatementsDeclarationsAndNull(String code) {
    kernel.execute("int declaredLater;");
    var outcome = kernel.execute(code);
    assertThat(outcome.status()).as(outcome.traceback()).isEqualTo("ok");
    assertThat(outcome.results).isEmpty();
  }

  @Test
  void showsRowsOfMatricesUnderEachOther() {
    assertThat(kernel.execute("new double[][] {{1, 2}, {3, 4}}").text())
        .isEqualTo("[[1.0, 2.0],\n [3.0, 4.0]]");
  }

  @Test
  void namesAClassOfACellAsTheLearnerDid() {
    kernel.execute("class Neuron { }");
    assertThat(kernel.execute("new Neuron()").text()).startsWith("Neuron@");
  }

  @Test
  void givesTheClassFileOfACellsClassToWhoReadsLineNumbers() {
    kernel.execute("class Neuron { }");
    assertThat(
            kernel
                .execute(
                    "Neuron.class.getResourceAsStream(\"/\" + Neuron.class.getName().replace('.', '/')"
                        + " + \".class\") != null")
                .text())
        .isEqualTo("true");
  }

  @Test
  void showsDisplayDataAsItIs() {
    var outcome =
        kernel.execute(
            "var data = new org.dflib.jjava.jupyter.kernel.display.DisplayData(\"plain\");\n"
                + "data.putHTML(\"<b>rich</b>\");\n"
                + "data");
    assertThat(outcome.results.get(0).getAsJsonObject("data").get("text/html").getAsString())
        .isEqualTo("<b>rich</b>");
  }

  @Test
  void displaysAndUpdates() {
    var outcome = kernel.execute("var id = display(1);\nupdateDisplay(id, 2);");
    assertThat(outcome.displays).hasSize(2);
    var first = outcome.displays.get(0);
    var second = outcome.displays.get(1);
    assertThat(second.getAsJsonObject("transient")).isEqualTo(first.getAsJsonObject("transient"));
    assertThat(second.getAsJsonObject("data").get("text/plain").getAsString()).isEqualTo("2");
  }

  @Test
  void displaysNullAndDisplayData() {
    var outcome =
        kernel.execute(
            "display(null);\n"
                + "display(new org.dflib.jjava.jupyter.kernel.display.DisplayData(\"ready\"));");
    assertThat(outcome.displays)
        .extracting(d -> d.getAsJsonObject("data").get("text/plain").getAsString())
        .containsExactly("null", "ready");
  }

  @Test
  void saysThatAToStringFailed() {
    kernel.execute(
        "class Broken { public String toString() { throw new IllegalStateException(\"no\"); } }");
    assertThat(kernel.execute("new Broken()").text())
        .isEqualTo("Broken (its toString() failed: IllegalStateException: no)");
  }

  @Test
  void doesNotPrintLargeArraysForDeclarations() {
    // JShell itself would make a text of all ten million numbers.
    assertThat(kernel.execute("double[] large = new double[10_000_000];").status()).isEqualTo("ok");
    assertThat(kernel.execute("large").text()).contains("... 9999990 more ...");
  }

  @Test
  void resolvesKernelClassesOnce() {
    var outcome =
        kernel.execute(
            "org.dflib.jjava.jupyter.kernel.BaseKernel.notebookKernel().getClass()"
                + ".getClassLoader() == ClassLoader.getSystemClassLoader()");
    assertThat(outcome.text()).isEqualTo("true");
  }

  @Test
  void compilesWithTheVectorModule() {
    assertThat(
            kernel
                .execute("jdk.incubator.vector.DoubleVector.SPECIES_PREFERRED.length() > 0")
                .text())
        .isEqualTo("true");
  }

  @Test
  void runsAnExtensionFromTheClassPath() {
    assertThat(kernel.execute("new org.neuronbook.kernel.TestExtension.Shown()").results)
        .first()
        .extracting(r -> r.getAsJsonObject("data").get("text/html").getAsString())
        .isEqualTo("<i>shown</i>");
  }

  @Test
  void survivesAnExtensionThatCannotBeInstalled() {
    assertThat(kernel.execute("FailingExtensionMark.class").status()).isEqualTo("error");
    assertThat(kernel.execute("1").text()).isEqualTo("1");
  }

  @Test
  void runsCellMagicsOfExtensions() {
    var outcome = kernel.execute("%%shout now\nbody text");
    assertThat(outcome.out).hasToString("[now] BODY TEXT\n");
  }

  @Test
  void evaluatesFromWithinACell() {
    kernel.execute("int outer = 20;");
    assertThat(kernel.execute("eval(\"outer + 1\")").text()).isEqualTo("21");
  }

  @Test
  void letsAClassBeDeclaredAgain() {
    kernel.execute("class Again { int v() { return 1; } }");
    assertThat(kernel.execute("class Again { int v() { return 2; } }\nnew Again().v()").text())
        .isEqualTo("2");
  }

  @Test
  void checksAssertions() {
    assertThat(kernel.execute("assert 1 > 2 : \"one is not more\";").errorName())
        .isEqualTo("AssertionError");
  }

  @Test
  void readsALineFromTheFrontEnd() {
    var outcome = kernel.execute("new Scanner(System.in).nextLine()", Map.of("allow_stdin", true));
    assertThat(outcome.text()).isEqualTo("typed");
  }

  @Test
  void saysWhenTheFrontEndCannotBeAsked() {
    assertThat(kernel.execute("System.in.read()").traceback()).contains("cannot ask for input");
  }
}
