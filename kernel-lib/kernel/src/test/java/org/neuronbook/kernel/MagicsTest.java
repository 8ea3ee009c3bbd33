package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernel's own magics, on a real kernel. */
class MagicsTest {
  /** A preview of the language in Java 17. */
  private static final String PATTERN_SWITCH =
      """
      String kind(Object o) {
        return switch (o) { case Integer i -> "whole " + i; default -> "other"; };
      }
      kind(kept)""";

  @TempDir static Path folder;
  private static KernelClient kernel;

  @BeforeAll
  static void start() {
    kernel = KernelClient.start();
  }

  @AfterAll
  static void stop() {
    kernel.close();
  }

  private static String printed(String code) {
    var outcome = kernel.execute(code);
    assertThat(outcome.status()).as(outcome.traceback()).isEqualTo("ok");
    return outcome.out.toString();
  }

  // What is a magic -----------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          %mavn a:b:1 | Did you mean %maven?
          %%tme | Did you mean %%time?
          %%who | Did you mean %who?
          %loadFromPom x | Did you mean %loadFromPOM?
          %nothingLikeIt | %help lists all magics.
          """)
  void anUnknownMagicNamesTheOneThatWasMeant(String code, String hint) {
    var outcome = kernel.execute(code);
    assertThat(outcome.errorName()).isEqualTo("MagicError");
    assertThat(outcome.traceback()).contains(hint);
  }

  @Test
  void anUnknownMagicThatJavaCallsNamesTheOneThatWasMeant() {
    assertThat(kernel.execute("Object o = %mavn a:b:1").traceback())
        .contains("Did you mean %maven?");
    assertThat(kernel.execute("lineMagic(\"wo\", List.of());").traceback())
        .contains("Did you mean %who?");
  }

  @Test
  void anErrorInAMagicNamesItsLine() {
    var outcome = kernel.execute("int before = 1;\n\n%mavn a:b:1\nint after = 2;");
    assertThat(outcome.traceback())
        .contains("cell " + outcome.count() + ", line 3:\n  --> %mavn a:b:1");
    assertThat(kernel.execute("before").text()).isEqualTo("1");
    assertThat(kernel.execute("after").status()).isEqualTo("error");
  }

  @Test
  void errorsOfJavaAfterMagicsNameTheirLine() {
    var thrown = kernel.execute("%env PATH\nObject p = %env PATH\nint zero = 0;\n1 / zero");
    assertThat(thrown.traceback()).contains(", line 4:\n  --> 1 / zero");
    var rejected = kernel.execute("%env PATH\nObject q = %env PATH\nint no = \"text\";");
    assertThat(rejected.traceback()).contains(", line 3:\n    int no = \"text\";\n             ^");
  }

  @Test
  void aCellMagicThatIsNotFirstIsRefused() {
    assertThat(kernel.execute("int x = 1;\n%%time\nx").traceback())
        .contains("%%time is not in the cell's first line");
  }

  @Test
  void aMagicBelowAStatementWithoutSemicolonIsExplained() {
    assertThat(kernel.execute("int noSemicolon = 1;\nnoSemicolon\n%who").traceback())
        .contains("%who is read as a remainder: the statement above it has no semicolon.");
  }

  @Test
  void aMagicWithinABlockRuns() {
    assertThat(printed("if (true) {\n  %help who\n}")).contains("%who");
  }

  @Test
  void percentSignsOfJavaAreLeftAlone() {
    var outcome =
        kernel.execute(
            "int whole = 7;\nint part = whole\n  % 4;\nString t = \"\"\"\n%who\n\"\"\";\nt + part");
    assertThat(outcome.text()).isEqualTo("%who\n3");
  }

  @Test
  void aCellThatMixesMagicsAndJavaRunsFromTopToBottom() {
    assertThat(
            printed(
                "System.out.println(\"a\");\n%env NB_NONE_SUCH // it's not there\n"
                        .replace("%env NB_NONE_SUCH", "%help env")
                    + "System.out.println(\"z\");"))
        .startsWith("a\n%env")
        .endsWith("z\n");
  }

  @Test
  void aCellWithMagicsIsComplete() {
    assertThat(
            kernel
                .ask("is_complete_request", Map.of("code", "%env it's\nint x = 1;"))
                .get("status")
                .getAsString())
        .isEqualTo("complete");
  }

  // %help ---------------------------------------------------------------------------------------

  @Test
  void helpListsAllMagics() {
    assertThat(printed("%help"))
        .contains("%maven group:artifact:version...")
        .contains("%%time ")
        .contains("%%shout", "comes with an extension");
  }

  @Test
  void helpTellsAllAboutOne() {
    assertThat(printed("%help %time")).contains("%time statement\n", "%%time\n", "processor");
    assertThat(kernel.execute("%help tim").traceback()).contains("Did you mean %time?");
  }

  // %time ---------------------------------------------------------------------------------------

  @Test
  void timeRunsAStatementAndShowsItsValue() {
    var outcome = kernel.execute("int n = 6;\n%time n * 7");
    assertThat(outcome.text()).isEqualTo("42");
    assertThat(outcome.out.toString())
        .matches("Wall time [\\d.]+ [µm]?s, processor .*, allocated .* \\(compiled in .*\\)\n");
  }

  @Test
  void timeCountsWhatTheCodeUses() {
    var out = printed("%%time\nThread.sleep(1100);\nbyte[] eight = new byte[8_000_000];");
    assertThat(out).containsPattern("Wall time \\d+\\.\\d+ s, processor .*, allocated 8\\.\\d+ MB");
    assertThat(kernel.execute("eight.length").text()).isEqualTo("8000000");
  }

  @Test
  void errorsInTimedCodeNameTheLineOfTheCell() {
    var outcome = kernel.execute("%%time\nint a = 1;\nint b = 1 / 0;");
    assertThat(outcome.traceback())
        .contains("cell " + outcome.count() + ", line 3:\n  --> int b = 1 / 0;");
    assertThat(kernel.execute("int c = 1;\n%time int d = c / 0;").traceback())
        .contains(", line 2:\n  --> int d = c / 0;");
  }

  @Test
  void timedCodeIsInterrupted() {
    var outcome =
        kernel.executeAndWhenPrinted(
            "%%time\nSystem.out.println(\"on\");\nwhile (true) { }", "on", kernel::interrupt);
    assertThat(outcome.errorName()).isEqualTo("Interrupted");
  }

  // %who and %reset -----------------------------------------------------------------------------

  @Test
  void whoListsWhatIsDeclaredWithoutCallingIt() {
    try (KernelClient own = KernelClient.start()) {
      own.execute(
          """
          class Endless { public String toString() { while (true) { } } }
          int count = 3;
          String name = "a long\\nname";
          double[][] grid = new double[3][4];
          List<Integer> some = List.of(1, 2);
          Endless endless = new Endless();
          Object hidden = endless;
          double half(double x) { return x / 2; }
          enum Colour { RED }
          Colour colour = Colour.RED;
          """);
      assertThat(own.execute("%who").out.toString())
          .isEqualTo(
              """
              Variables
                int            count    = 3
                String         name     = "a long\\nname"
                double[][]     grid     (length 3 x 4)
                List<Integer>  some     (2 elements)
                Endless        endless
                Object         hidden   (Endless)
                Colour         colour   = RED
              Methods
                double  half(double)
              Classes
                class  Endless
                enum   Colour
              """);
      assertThat(own.execute("%reset").out.toString())
          .isEqualTo(
              "Forgot 7 variables (count, name, grid, some, endless, hidden, colour), 1 method"
                  + " (half) and 2 classes (Endless, Colour).\n");
      assertThat(own.execute("%who").out.toString()).isEqualTo("Nothing is declared yet.\n");
      assertThat(own.execute("count").status()).isEqualTo("error");
      assertThat(own.execute("List.of(1)").text()).isEqualTo("[1]");
      assertThat(own.execute("shouted").status()).isEqualTo("error");
      assertThat(own.execute("%%shout now\nagain").out.toString()).isEqualTo("[now] AGAIN\n");
      assertThat(own.execute("%reset\nint count = 5;\ncount").text()).isEqualTo("5");
      String again = "record Pair(int a, int b) { }\nint sum(Pair p) { return p.a() + p.b(); }";
      own.execute(again);
      assertThat(own.execute("%reset\n" + again + "\nsum(new Pair(1, 2))").text()).isEqualTo("3");
    }
  }

  // %env ----------------------------------------------------------------------------------------

  @Test
  void envShowsAVariable() {
    assertThat(printed("%env PATH").strip()).isEqualTo(System.getenv("PATH"));
    assertThat(kernel.execute("String p = %env PATH\np.length()").text())
        .isEqualTo(String.valueOf(System.getenv("PATH").length()));
  }

  @ParameterizedTest
  @CsvSource({"%env NAME=value", "%env NAME = value", "%env NAME value"})
  void envSaysThatJavaCannotSetAVariable(String code) {
    assertThat(kernel.execute(code).traceback())
        .contains("Java cannot change the environment of its own process: NAME was not set")
        .contains("System.setProperty(\"NAME\", \"value\")");
  }

  @Test
  void envNamesTheVariableThatWasMeant() {
    assertThat(kernel.execute("%env PATHH").traceback()).contains("Did you mean PATH?");
  }

  // %load ---------------------------------------------------------------------------------------

  @Test
  void loadRunsAFileWithOrWithoutItsEnding() throws IOException {
    Files.writeString(folder.resolve("tools.jshell"), "int tripled(int x) {\n  return 3 * x;\n}");
    Files.writeString(folder.resolve("Points.java"), "import java.util.*;\nclass Points { }\n");
    printed("%load " + folder.resolve("tools") + "\n%load " + folder.resolve("Points.java"));
    assertThat(kernel.execute("tripled(2)").text()).isEqualTo("6");
    assertThat(kernel.execute("new Points()").text()).startsWith("Points@");
  }

  @Test
  void loadRunsTheCodeCellsOfANotebook() throws IOException {
    Files.writeString(
        folder.resolve("imports.ipynb"),
        """
        {"cells": [
          {"cell_type": "markdown", "source": ["not code"]},
          {"cell_type": "code", "source": ["import java.time.*;\\n", "int loaded = 1;"]},
          {"cell_type": "code", "source": "%load tools-of-notebook\\nloaded += 1;"}],
         "nbformat": 4}
        """);
    Files.writeString(folder.resolve("other.jshell"), "");
    var outcome = kernel.execute("%load " + folder.resolve("imports"));
    assertThat(outcome.traceback())
        .contains("there is no file", "tools-of-notebook")
        .contains("imports.ipynb, code cell 2, line 1:");
    assertThat(kernel.execute("loaded").text()).isEqualTo("1");
  }

  @Test
  void errorsInALoadedFileNameItsLine() throws IOException {
    Files.writeString(folder.resolve("wrong.java"), "int fine = 1;\nint wrong = \"x\";\n");
    assertThat(kernel.execute("%load " + folder.resolve("wrong")).traceback())
        .contains("wrong.java, line 2:\n    int wrong = \"x\";");
  }

  @Test
  void loadRefusesWhatCannotBeLoaded() throws IOException {
    Files.writeString(folder.resolve("packed.java"), "package a.b;\nclass Packed { }");
    Files.writeString(folder.resolve("broken.ipynb"), "not a notebook");
    Path circle = folder.resolve("circle.jshell");
    Files.writeString(circle, "%load " + circle);
    for (List<String> each :
        List.of(
            List.of("packed.java", "belongs to a package"),
            List.of("broken.ipynb", "is not a notebook"),
            List.of("circle", "loads itself"),
            List.of("none", "there is no file"))) {
      assertThat(kernel.execute("%load " + folder.resolve(each.get(0))).traceback())
          .contains(each.get(1));
    }
  }

  // %javac --------------------------------------------------------------------------------------

  @Test
  void javacRefusesWhatTheCompilerOrTheJvmDoesNotHave() {
    assertThat(kernel.execute("%javac --nonsense").traceback())
        .contains("the compiler refuses --nonsense: invalid flag: --nonsense");
    assertThat(kernel.execute("%javac --add-modules jdk.httpserver.none").traceback())
        .contains("JDK_JAVA_OPTIONS");
    assertThat(kernel.execute("1 + 1").text()).isEqualTo("2");
  }

  static List<Path> jdks() {
    return Jdks.installed();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void javacAllowsPreviewsAndKeepsValues(Path jdk) {
    try (KernelClient own = KernelClient.startOn(jdk)) {
      own.execute("int kept = 4;");
      assertThat(own.execute("%javac --enable-preview").status()).isEqualTo("ok");
      assertThat(own.execute("%javac").out.toString()).contains("--enable-preview --source");
      assertThat(own.execute(PATTERN_SWITCH).text()).isEqualTo("whole 4");
      assertThat(own.execute("%who").out.toString()).contains("kept  = 4");
    }
  }

  @Test
  void optionsOfTheCompilerHoldFromTheStart() {
    try (KernelClient own =
        KernelClient.startWith(Map.of("JJAVA_COMPILER_OPTS", "--enable-preview -parameters"))) {
      assertThat(own.execute("int kept = 4;\n" + PATTERN_SWITCH).text()).isEqualTo("whole 4");
      assertThat(own.execute("%javac").out.toString()).contains("-parameters");
    }
  }
}
