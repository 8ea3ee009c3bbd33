package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors say what, where, and what to try. */
class ErrorMessagesTest {
  private static KernelClient kernel;

  @BeforeAll
  static void start() {
    kernel = KernelClient.start();
    kernel.execute("int learningRate = 1;");
    kernel.execute("int f(int n) {\n\n  return 10 / n;\n}");
    kernel.execute("class Net {\n  int forward() {\n    return f(0);\n  }\n}");
  }

  @AfterAll
  static void stop() {
    kernel.close();
  }

  @Test
  void showTheLineOfTheCellAndHowItGotThere() {
    var outcome = kernel.execute("int before = 1;\n\n// a comment\nnew Net().forward();");
    assertThat(outcome.errorName()).isEqualTo("ArithmeticException");
    assertThat(outcome.error.get("evalue").getAsString()).isEqualTo("/ by zero");
    assertThat(outcome.traceback())
        .isEqualTo(
            """
            ArithmeticException: / by zero
              cell 2, line 3, in f:
              --> return 10 / n;
              called from cell 3, line 3, in Net.forward:
              --> return f(0);
              called from cell %d, line 4:
              --> new Net().forward();
            """
                .formatted(outcome.count()));
  }

  @Test
  void keepTheChainOfCauses() {
    var outcome =
        kernel.execute(
            "throw new IllegalStateException(\"outer\", new RuntimeException(\"inner\"));");
    assertThat(outcome.traceback())
        .startsWith("IllegalStateException: outer\n")
        .contains("Caused by RuntimeException: inner\n");
  }

  @Test
  void nameTheLibraryMethodThatThrew() {
    var outcome = kernel.execute("new com.google.gson.Gson().fromJson(\"{\", Map.class)");
    assertThat(outcome.traceback())
        .contains("thrown in")
        .contains("--> new com.google.gson.Gson()")
        .doesNotContain("org.neuronbook")
        .doesNotContain("jdk.");
  }

  @Test
  void hideTheMethodInWhichJShellComputesAVar() {
    assertThat(kernel.execute("var broken = List.of(1).get(7);").traceback())
        .contains("--> var broken")
        .doesNotContain("do_it");
  }

  @Test
  void showOnlyTheMessageOfATodo() {
    kernel.execute(
        "class Todo extends RuntimeException { Todo(String id) { super(\"Exercise \" + id +"
            + " \": write your code here\"); } }");
    assertThat(kernel.execute("throw new Todo(\"10.1\");").traceback())
        .isEqualTo("Todo: Exercise 10.1: write your code here\n");
  }

  @Test
  void hideTheNamesOfWrapperClasses() {
    assertThat(kernel.execute("String none = null;\nnone.length()").traceback())
        .contains("because \"none\" is null");
    assertThat(kernel.execute("Object o = new Net();\nString s = (String) o;").traceback())
        .contains("Net cannot be cast to java.lang.String\n");
  }

  @Test
  void sayThatNothingRanWhenTheCellIsIncomplete() {
    var outcome = kernel.execute("System.out.println(\"ran\");\nfor (int i = 0; i < 3; i++) {");
    assertThat(outcome.out).isEmpty();
    assertThat(outcome.errorName()).isEqualTo("CompileError");
    assertThat(outcome.traceback())
        .contains("line 2:\n    for (int i = 0; i < 3; i++) {\n" + " ".repeat(32) + "^\n")
        .contains("A } is probably missing");
  }

  @Test
  void putTheCaretUnderTheMistake() {
    assertThat(kernel.execute("int a = 1;\n  int b = lerningRate + 1;").traceback())
        .contains(
            "line 2:\n"
                + "    int b = lerningRate + 1;\n"
                + "            ^^^^^^^^^^^\n"
                + "  Did you mean learningRate?\n");
  }

  @Test
  void sayThatAClassIsOneEvenIfAnotherNameResemblesIt() {
    kernel.execute("class Nets { }");
    assertThat(kernel.execute("f(Net)").traceback())
        .contains("Net is a class: Net::new is its constructor, new Net() an object.");
  }

  @Test
  void reportMethodsThatUseUnknownNames() {
    var outcome = kernel.execute("double g(double x) {\n  return lerningRate * x;\n}");
    assertThat(outcome.errorName()).isEqualTo("CompileError");
    assertThat(outcome.traceback()).contains("line 2:").contains("Did you mean learningRate?");
  }

  @Test
  void allowDeclarationsThatUseEachOther() {
    var outcome =
        kernel.execute(
            "boolean even(int n) { return n == 0 || odd(n - 1); }\n"
                + "boolean odd(int n) { return n != 0 && even(n - 1); }\n"
                + "even(10)");
    assertThat(outcome.text()).as(outcome.traceback()).isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int a = 3 int b = 4; | semicolon is probably missing
          throw new Exception( | A ) is probably missing
          for (int i = 0; i < 3; i++ { | A ) is probably missing
          new int[3].length() | .length without ()
          f(1)) | one ) too many
          } | one } too many
          "abc | closing " on the same line
          String s = 'abc'; | double quotes
          int x = | something is missing after this
          int n = 1.5; | (int) in front
          String s = 5; | String.valueOf
          int q = "1"; | Integer.parseInt
          if (learningRate = 3) { } | == instead of =
          int k(int q) { if (q > 1) return 2; } | must end in return
          void h() { Thread.sleep(1); } | throws InterruptedException
          JFrame frame; | import javax.swing.JFrame;
          Sting s; | Did you mean String?
          Math.sqroot(2) | Did you mean sqrt?
          new ArrayList<Integer>().ad(3) | Did you mean add?
          List<int> l; | Integer instead of int
          f(Net) | Net::new is its constructor, new Net() an object
          f(new Net) | An object is made with parentheses
          f(1, 2) | Compare the arguments
          learningRate.size() | has no methods
          int z; { int z2; int z2; } | Choose another name
          class Impl implements Runnable { void rum() { } } | must have that method
          class Impl implements Runnable { void run() { } } | write public in front
          """)
  void hintAtTheCommonestMistakes(String code, String hint) {
    var outcome = kernel.execute(code);
    assertThat(outcome.errorName()).isEqualTo("CompileError");
    assertThat(outcome.traceback()).contains(hint);
  }
}
