package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;

/**
 * A magic as written.
 *
 * @param name without its percent signs
 * @param text what stands behind the name, to the end of the line
 * @param arguments the same in words: quotes hold words together, {@code //} begins a comment
 * @param body the lines below a cell magic; null for a line magic
 */
record MagicLine(String name, String text, List<String> arguments, String body) {
  private static final Pattern START = Pattern.compile("(%%?)(\\p{Alpha}[\\w-]*)[ \\t]*");
  private static final Pattern WORD = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"|\\S+");

  /** Magics whose text is Java: it is not cut into words. */
  private static final List<String> OF_JAVA = List.of("time");

  static boolean starts(String source) {
    return START.matcher(source).lookingAt();
  }

  static MagicLine parse(String source) {
    Matcher start = START.matcher(source);
    if (!start.lookingAt()) {
      throw new IllegalArgumentException(source);
    }
    int newline = source.indexOf('\n');
    int end = newline < 0 ? source.length() : newline;
    boolean isCell = start.group(1).length() == 2;
    String name = start.group(2);
    String text = source.substring(start.end(), end).strip();
    String body = !isCell ? null : newline < 0 ? "" : source.substring(newline + 1);
    return new MagicLine(name, text, OF_JAVA.contains(name) ? List.of(text) : words(text), body);
  }

  boolean isCell() {
    return body != null;
  }

  /** With its percent signs. */
  String fullName() {
    return (isCell() ? "%%" : "%") + name;
  }

  /** Cuts a line into words. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find() && !word.group().startsWith("//")) {
      String quoted = word.group(1);
      words.add(quoted == null ? word.group() : quoted.replaceAll("\\\\([\"\\\\])", "$1"));
    }
    return words;
  }

  /**
   * The cell with its magics that are a part of a statement ({@code List<String> jars = %jars lib})
   * turned into calls; those that stand for themselves remain.
   */
  static String asCalls(String source) {
    if (source.indexOf('%') < 0) {
      return source;
    }
    StringBuilder java = new StringBuilder();
    int from = 0;
    for (SourceScan.Magic magic : SourceScan.of(source).magics()) {
      if (!magic.isStatement()) {
        java.append(source, from, magic.start());
        java.append(parse(source.substring(magic.start(), magic.end())).call());
        from = magic.end();
      }
    }
    return java.append(source.substring(from)).toString();
  }

  /**
   * The cell as Java of the same length, for those who only look at it: magics have become blanks,
   * those that are a part of a statement {@code null}.
   */
  static String masked(String source) {
    if (source.indexOf('%') < 0) {
      return source;
    }
    StringBuilder java = new StringBuilder(source);
    for (SourceScan.Magic magic : SourceScan.of(source).magics()) {
      String text = source.substring(magic.start(), magic.end());
      int newline = text.indexOf('\n');
      if (newline >= 0 && OF_JAVA.contains(parse(text).name())) {
        text = text.substring(0, newline); // the body is Java
      }
      String blank = text.replaceAll("[^\n]", " ");
      if (!magic.isStatement() && text.length() > 4) {
        blank = "null;" + blank.substring(5);
      }
      java.replace(magic.start(), magic.start() + text.length(), blank);
    }
    return java.toString();
  }

  private String call() {
    List<String> literals = new ArrayList<>();
    for (String argument : arguments) {
      literals.add(literal(argument));
    }
    return BaseNotebookStatics.class.getName()
        + ".lineMagic("
        + literal(name)
        + ", java.util.List.of("
        + String.join(", ", literals)
        + "));";
  }

  private static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
