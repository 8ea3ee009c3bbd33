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
          int[] xs = {1}; xs.add(2); | has a fixed length and no methods
          "abc".length | .length() with parentheses
          "abc".quux() | A String has no such method: Tab
          fresh = 3 | var fresh = ...
          long big = 12345678901; | an L behind the number
          List.of(1, 2)[0] | list.get(0) reads from a list
          new Net() + new Net() | with objects it is a method: a.add(b)
          int u() { return 1; int z = 2; } | nothing is ever run
          var v; | write the type itself instead
          char c = "a"; | single quotes: 'a'
          int r = null; | null is no int
          int w = System.out.println(1); | gives nothing back
          new Runnable() | has no objects of its own
          for (int e : 5) { } | needs an array, a list or a set
          system.out.println(1); | Did you mean System?
          import org.foo.Bar; | %maven group:artifact:version
          int class = 3; | class is a word of Java itself
          void p(a) { } | the type in front of a name
          """)
  void hintAtTheCommonestMistakes(String code, String hint) {
    var outcome = kernel.execute(code);
    assertThat(outcome.errorName()).isEqualTo("CompileError");
    assertThat(outcome.traceback()).contains(hint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          print("hello") | System.out.println(...) prints
          len(new int[2]) | An array has .length
          boolean t = True; | true
          Object n = None; | null
          string s = "a"; | String, with a capital S
          def f(x): return x | double f(double x)
          for x in xs: print(x) | for (int x : xs)
          if learningRate > 3 { } | stands in parentheses
          if (true and false) { } | And is written &&
          boolean b = not true; | exclamation mark
          double p = 2 ** 3; | Math.pow
          int[] a = [1, 2]; | braces
          Function<Integer, Integer> q = x => x; | The arrow of a lambda is ->
          int a[3]; | new int[3]
          String s = f"loss {x}"; | formatted(loss)
          """)
  void tellThoseWhoComeFromOtherLanguages(String code, String hint) {
    assertThat(kernel.execute(code).traceback()).contains(hint);
  }

  @Test
  void takeNoWordsInQuotesOrCommentsForHabits() {
    assertThat(kernel.execute("String s = \"this and that\" // or lambda x: **").traceback())
        .isEmpty();
    assertThat(kernel.execute("String s = \"this and that\" 5").traceback())
        .contains("semicolon")
        .doesNotContain("&&");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int[] z = new int[2]; z[2] = 1; | the last one is 1
          List.of().get(0) | It is empty
          String none = null; none.length() | none holds nothing yet
          Integer.parseInt("three") | Only digits
          List.of(1).add(2) | new ArrayList<>(list)
          Files.readString(Path.of("no-such.csv")) | looks from its own folder: /
          "%d".formatted(1.5) | %d takes a whole number
          assert 1 > 2; | what this assert says does not hold
          List.of().iterator().next() | Nothing is there
          """)
  void hintAtTheCommonestExceptions(String code, String hint) {
    assertThat(kernel.execute(code).traceback()).contains(hint);
  }

  @Test
  void explainAnObjectOfTheClassAsItWas() {
    kernel.execute("class Layer { }");
    kernel.execute("Object kept = new Layer();");
    kernel.execute("class Layer { int size; }");
    assertThat(kernel.execute("((Layer) kept).size").traceback())
        .contains("Layer cannot be cast to Layer")
        .contains("made before the class was changed");
  }

  @Test
  void listAFewOfManyOverloads() {
    assertThat(kernel.execute("new Scanner()").traceback())
        .contains("possible are: Scanner(Readable,Pattern), ")
        .contains("and 12 more");
  }

  @Test
  void keepFullNamesWhereSimpleOnesWouldMeanTwoThings() {
    assertThat(kernel.execute("java.awt.List two = new ArrayList<Integer>();").traceback())
        .contains("ArrayList<Integer> cannot be converted to List");
    assertThat(kernel.execute("java.awt.List two = List.of(1);").traceback())
        .contains("java.awt.List");
  }
}
