package org.neuronbook.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What Java writes instead, for those who come from Python, C or JavaScript and write what they are
 * used to.
 */
final class HabitHints {
  private record Habit(Pattern pattern, String hint) {}

  /** Lines that are not Java, and what was probably meant; the first that fits counts. */
  private static final List<Habit> LINES =
      List.of(
          habit("^\\s*#(?!!)", "A comment begins with // and goes to the end of the line."),
          habit(
              "\\bdef\\s+\\w+\\s*\\(",
              "A method is written with its types: double f(double x) { return x * x; }"),
          habit(
              "\\bfunc(tion)?\\s+\\w+\\s*\\(",
              "A method is written with its types: int f(int x) { return x * x; }"),
          habit("\\blambda\\b[^:]*:", "A lambda is written x -> x * x."),
          habit("[\\w)]\\s*=>", "The arrow of a lambda is ->, at least is written >=."),
          habit(
              "\\bfor\\b[^:;]*\\bin\\b",
              "A loop over elements is written with its type and a colon: for (int x : xs) { ... }"),
          habit("\\belif\\b", "What follows an if is written else if (...) { ... }"),
          habit(
              "\\b(if|while|for|switch)\\b\\s*[^\\s(]",
              "What is asked stands in parentheses: if (x > 3) { ... }"),
          habit(
              "\\b\\w+\\s+\\w+\\s*\\[\\s*\\d+\\s*]\\s*;",
              "An array is made with new: int[] xs = new int[3];"),
          habit("\\*\\*", "A power is written Math.pow(x, 2)."),
          habit("\\s(and|or)\\s", "And is written &&, or is written ||."),
          habit("(=|\\(|&&|\\|\\|)\\s*not\\s", "Not is written with an exclamation mark: !done"),
          habit(
              "=\\s*\\[",
              "An array is filled with braces, int[] xs = {1, 2, 3}, a list with List.of(1, 2, 3)."),
          habit(
              "^\\s*(const|let)\\b",
              "A variable is declared with its type, or with var: var x = 3;"),
          habit("\\bf\"", "Values are put into a text by \"loss %.3f\".formatted(loss)."));

  /** Names that other languages have, and Java's own. */
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    for (String name : List.of("print", "println", "printf", "echo", "puts", "cout")) {
      NAMES.put(
          name,
          "System.out.println(...) prints. The value of a cell's last line, without a semicolon, shows"
              + " itself.");
    }
    NAMES.put("len", "An array has .length, a text has .length(), a list has .size().");
    NAMES.put("range", "Counting is a loop: for (int i = 0; i < n; i++) { ... }");
    NAMES.put("True", "Java writes it small: true");
    NAMES.put("False", "Java writes it small: false");
    for (String name : List.of("None", "nil", "NULL", "undefined")) {
      NAMES.put(name, "What holds nothing is null.");
    }
    NAMES.put("string", "The type of a text is String, with a capital S.");
    NAMES.put("str", "The type of a text is String; String.valueOf(x) makes one.");
    NAMES.put("bool", "The type of true and false is boolean.");
    NAMES.put("self", "An object calls itself this.");
    NAMES.put("let", "A variable is declared with its type, or with var: var x = 3;");
    NAMES.put("not", "Not is written with an exclamation mark: !done");
  }

  private HabitHints() {}

  private static Habit habit(String regex, String hint) {
    return new Habit(Pattern.compile(regex), hint);
  }

  /**
   * A hint for a line that is not Java.
   *
   * @param line without what stands in quotes
   * @return an empty text where no habit is seen
   */
  static String forLine(String line) {
    return LINES.stream()
        .filter(habit -> habit.pattern().matcher(line).find())
        .findFirst()
        .map(Habit::hint)
        .orElse("");
  }

  /** A hint for a name that Java does not have, or an empty text. */
  static String forName(String name) {
    return NAMES.getOrDefault(name, "");
  }
}
