package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What variables hold outlives the cells that are run again, on every JDK of this machine. Each
 * test has names of its own: they share a kernel.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("org.neuronbook.kernel.Jdks#installed")
class KeptStateTest {
  private static KernelClient kernel;

  KeptStateTest(Path jdk) {}

  @BeforeParameterizedClassInvocation
  static void start(Path jdk) {
    kernel = KernelClient.startOn(jdk);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    kernel.close();
  }

  /** Runs cells, the last of which shows something. */
  private static String run(String... cells) {
    KernelClient.Outcome last = null;
    for (String cell : cells) {
      last = kernel.execute(cell);
      assertThat(last.status()).as(cell + "\n" + last.traceback()).isEqualTo("ok");
    }
    return last.text();
  }

  private static String noteOf(String cell) {
    KernelClient.Outcome outcome = kernel.execute(cell);
    assertThat(outcome.status()).as(outcome.traceback()).isEqualTo("ok");
    return outcome.displays.isEmpty()
        ? ""
        : outcome.displays.get(0).getAsJsonObject("data").get("text/plain").getAsString();
  }

  @Test
  void keepsAModelWhenItsUnchangedClassIsRunAgain() {
    run("class Linear1 { double w = 0; void fit() { w = 7; } }", "var m1 = new Linear1();");
    assertThat(run("m1.fit();", "class Linear1 { double w = 0; void fit() { w = 7; } }", "m1.w"))
        .isEqualTo("7.0");
  }

  @Test
  void takesNoNoticeOfCommentsAndLayout() {
    run("class Linear2 { double w = 3; }", "var m2 = new Linear2();", "import java.text.*;");
    String again =
        "// the weight is learned\nclass Linear2\n{\n  double w = 3; /* starts at three */\n}";
    assertThat(run(again, "m2.w")).isEqualTo("3.0");
  }

  @Test
  void seesAChangeWithinAText() {
    run("String text3() { return \"a  b\"; }");
    assertThat(run("String text3() { return \"a b\"; }", "text3()")).isEqualTo("a b");
  }

  @Test
  void keepsStaticFieldsOfAnUnchangedClass() {
    run("class Count4 { static int n = 0; }", "Count4.n = 5;");
    assertThat(run("class Count4 { static int n = 0; }", "Count4.n")).isEqualTo("5");
  }

  @Test
  void keepsWhatAChangedMethodComputed() {
    run("double train5() { return 0.25; }", "double loss5 = train5();", "var again5 = train5();");
    run("double train5() { System.out.println(); return 0.5; }");
    assertThat(run("loss5 + again5")).isEqualTo("0.5");
  }

  @Test
  void keepsListsWhoseElementsClassChanged() {
    run("class Point6 { int x = 1; }", "List<Point6> all6 = new ArrayList<>();");
    run("all6.add(new Point6());", "var inferred6 = new ArrayList<Point6>();");
    assertThat(noteOf("class Point6 { int x = 1; int y; }")).isEmpty();
    assertThat(run("all6.size() + inferred6.size()")).isEqualTo("1");
  }

  @Test
  void explainsAnObjectOfAnEarlierClassInAList() {
    run("class Point7 { int x; }", "List<Point7> all7 = new ArrayList<>(List.of(new Point7()));");
    run("class Point7 { int x; int y; }");
    assertThat(kernel.execute("int y7 = all7.get(0).y;").traceback())
        .contains("Point7 cannot be cast to Point7")
        .contains("made before the class was changed");
  }

  @Test
  void namesTheVariablesThatHeldAnEarlierClassAndTheCellsThatFillThem() {
    run("class Net8 { int w = 1; }", "\nvar net8 = new Net8();", "Net8 other8 = net8;");
    String note = noteOf("class Net8 { int w = 2; }");
    assertThat(note)
        .contains("2 variables were emptied")
        .contains("class Net8 changed")
        .containsPattern("cell \\d+ \\(line 2\\) for net8 \\(Net8\\)")
        .containsPattern("cell \\d+ \\(line 1\\) for other8 \\(Net8\\)");
    assertThat(run("net8 == null && other8 == null")).isEqualTo("true");
    assertThat(run("net8 = new Net8();", "net8.w")).isEqualTo("2");
  }

  @Test
  void namesTheCellInWhichAVariableStandsNow() {
    run("class Net9 { }", "var net9 = new Net9();");
    run("class Net9 { int a; }", "1", "1");
    int count = kernel.execute("var net9 = new Net9();").count();
    assertThat(noteOf("class Net9 { int b; }")).contains("cell " + count + " (line 1) for net9");
  }

  @Test
  void saysNothingTwice() {
    run("class Net10 { }", "var net10 = new Net10();");
    assertThat(noteOf("class Net10 { int a; }")).contains("net10");
    assertThat(noteOf("class Net10 { int b; }")).isEmpty();
  }

  @Test
  void saysNothingWhereAVariableIsDeclaredWithAnotherTypeOnPurpose() {
    run("int x11 = 3;");
    assertThat(noteOf("String x11 = \"three\";")).isEmpty();
    assertThat(run("x11")).isEqualTo("three");
  }

  @Test
  void keepsVariablesThatWereComputedFromARedeclaredOne() {
    run("int x12 = 3;", "var y12 = x12 * 2;", "int z12() { return y12; }");
    run("String x12 = \"three\";");
    assertThat(run("y12 + z12()")).isEqualTo("12");
  }

  @Test
  void letsMethodsSeeTheValueThatWasKept() {
    run("class Helper13 { }", "int kept13 = 5;", "int see13(Helper13 h) { return kept13; }");
    run("class Helper13 { int a; }", "kept13 = 6;");
    assertThat(run("see13(null)")).isEqualTo("6");
  }

  @Test
  void letsALambdaSeeAVariableThatWasRunAgain() {
    run("double rate14 = 0.1;", "DoubleSupplier now14 = () -> rate14;", "import java.time.*;");
    assertThat(run("double rate14 = 0.2; // twice as fast", "now14.getAsDouble()"))
        .isEqualTo("0.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import java.net.*;",
        "import java.util.*;",
        "import static java.lang.Math.*;",
        "import java.util.concurrent.atomic.AtomicInteger;"
      })
  void keepsEverythingWhenSomethingIsImported(String imported) {
    run("class Net15 { int n() { return new ArrayList<Integer>().size() + 4; } }");
    run("var net15 = new Net15();", "double loss15 = net15.n();", "var kept15 = List.of(net15);");
    for (int i = 0; i < 2; i++) {
      assertThat(noteOf(imported)).isEmpty();
      assertThat(run("net15.n() + loss15 + kept15.size()")).isEqualTo("9.0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "interface Kind16 { int f(); default int g() { return 1; } }",
        "enum Kind16 { A, B }",
        "record Kind16(int a) { }",
        "abstract class Kind16 { }",
        "class Kind16<T> { T t; }"
      })
  void keepsOtherVariablesWhateverIsDeclared(String declaration) {
    run("interface Kind16 { int f(); }", "Kind16 lambda16 = () -> 1;", "int other16 = 4;");
    run("Object hidden16 = new Kind16() { public int f() { return 2; } };");
    assertThat(noteOf(declaration)).contains("lambda16 (Kind16)").doesNotContain("16 (Object)");
    assertThat(run("hidden16 != null && other16 == 4")).isEqualTo("true");
  }

  @Test
  void keepsNoInstanceOfARecordOrEnumThatChanged() {
    run("enum Color17 { RED }", "record P17(int a) { }");
    run("var c17 = Color17.RED;", "var p17 = new P17(1);", "var list17 = List.of(p17);");
    assertThat(noteOf("enum Color17 { RED, GREEN }")).contains("c17 (Color17)");
    assertThat(noteOf("record P17(int a, int b) { }")).contains("p17 (P17)");
    assertThat(run("list17.size()")).isEqualTo("1");
  }

  @Test
  void keepsTheOldValueWhenTheNewOneFails() {
    run("int[] data18 = {1, 2, 3};");
    kernel.execute("import java.util.zip.*;");
    var failed = kernel.execute("int[] data18 = new int[List.of(1).get(7)];");
    assertThat(failed.status()).isEqualTo("error");
    assertThat(run("data18.length")).isEqualTo("3");
  }

  @Test
  void startsAVariableWithoutInitializerAfresh() {
    String cell = "int count19;\nfor (int i = 0; i < 3; i++) count19++;\ncount19";
    assertThat(List.of(run(cell), run(cell))).containsExactly("3", "3");
  }

  @Test
  void keepsInstancesWhoseClassUsesAForwardReference() {
    run("class Net20 { int f() { return helper20(1); } }\nint helper20(int v) { return v + 1; }");
    run("var net20 = new Net20();");
    run("class Net20 { int f() { return helper20(1); } }\nint helper20(int v) { return v + 1; }");
    assertThat(run("net20.f()")).isEqualTo("2");
  }

  @Test
  void tellsOfAVariableWhoseClassUsesAChangedMethod() {
    run("int helper21(int v) { return v; }", "class Net21 { int f() { return helper21(1); } }");
    run("var net21 = new Net21();", "int use21() { return net21.f(); }");
    assertThat(noteOf("int helper21(int v) { return v + 1; }"))
        .contains("method helper21 changed")
        .contains("net21 (Net21)");
    assertThat(run("net21 = new Net21();", "use21()")).isEqualTo("2");
  }

  @Test
  void namesAnUnchangedClassInErrorsWhereItStandsNow() {
    run("class Thrower22 { void go() { throw new IllegalStateException(); } }");
    int count =
        kernel
            .execute("class Thrower22 { void go() { throw new IllegalStateException(); } }")
            .count();
    assertThat(kernel.execute("new Thrower22().go();").traceback()).contains("cell " + count);
  }

  @Test
  void declaresAClassAgainWhenAnImportGivesItsNamesAnotherMeaning() {
    run("import java.util.Date;", "class Day23 { Class<?> type() { return Date.class; } }");
    run("import java.sql.Date;", "class Day23 { Class<?> type() { return Date.class; } }");
    assertThat(run("new Day23().type().getName()")).isEqualTo("java.sql.Date");
  }
}
