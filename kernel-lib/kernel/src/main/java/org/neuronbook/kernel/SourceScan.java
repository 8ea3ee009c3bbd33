package org.neuronbook.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One pass over the source of a cell that knows texts, characters and comments from code: finds
 * brackets that do not match, the magics, the last character of code, and the code without its
 * layout.
 *
 * <p>A magic is {@code %} and a name where no Java can stand: where a statement begins, alone on
 * its line, or behind {@code =}. So {@code a\n%b} is a remainder.
 */
final class SourceScan {
  /** What is open or superfluous: the bracket, quote or comment start, and where it stands. */
  record Mark(String what, int offset) {}

  /**
   * A magic: from its {@code %} to the end of its line, a cell magic ({@code %%}) to the end of the
   * cell.
   *
   * @param isStatement whether it stands where a cell's statement can; else it is a part of one
   */
  record Magic(int start, int end, boolean isStatement) {}

  private static final Pattern MAGIC = Pattern.compile("%%?[A-Za-z]");
  private static final Pattern CONDITION = Pattern.compile("\\b(for|while|if|switch|catch)\\s*$");

  private static final String OPERATORS = "+-*/%&|^!<>=:?.";

  private final String source;
  private final Deque<Mark> open = new ArrayDeque<>();
  private final List<Magic> magics = new ArrayList<>();
  private Mark superfluous;
  private int lastCode = -1;
  private final StringBuilder code = new StringBuilder();
  private final StringBuilder compact = new StringBuilder();
  private boolean gap;

  /** Whether a statement can begin here. */
  private boolean atStatement = true;

  private SourceScan(String source) {
    this.source = source;
  }

  static SourceScan of(String source) {
    SourceScan scan = new SourceScan(source);
    scan.run();
    return scan;
  }

  /**
   * The innermost bracket, quote or comment that is never closed, or null. In {@code for (...; i++ {}
   * that is the parenthesis: the brace behind a condition that never ended is not to blame.
   */
  Mark unclosed() {
    for (Mark mark : open) {
      if (mark.what().equals("(") && CONDITION.matcher(source.substring(0, mark.offset())).find()) {
        return mark;
      }
    }
    return open.peek();
  }

  /** The first closing bracket that closes nothing, or null. */
  Mark superfluous() {
    return superfluous;
  }

  /**
   * Where the last character stands that is neither white space nor comment; -1 if there is none.
   */
  int lastCode() {
    return lastCode;
  }

  /** The code alone: equal for two sources that differ in white space and comments only. */
  String compact() {
    return compact.toString();
  }

  /** The source, with a space for every character of a comment or between quotes. */
  String code() {
    return code.toString();
  }

  /** The magics of the cell, in order. */
  List<Magic> magics() {
    return magics;
  }

  private void run() {
    int i = 0;
    while (i < source.length()) {
      int from = i;
      char c = source.charAt(i);
      if (c == '%' && isMagic(i)) {
        i = magic(i);
      } else if (source.startsWith("//", i)) {
        int end = source.indexOf('\n', i);
        i = end < 0 ? source.length() : end;
        gap = true;
      } else if (source.startsWith("/*", i)) {
        i = skipTo("*/", "/*", i);
        gap = true;
      } else if (source.startsWith("\"\"\"", i)) {
        i = skipTo("\"\"\"", "\"\"\"", i);
        codeUpTo(i, from);
      } else if (c == '"' || c == '\'') {
        i = skipQuoted(c, i);
        codeUpTo(i, from);
      } else {
        bracket(c, i);
        i++;
        code.append(c);
        if (Character.isWhitespace(c)) {
          gap = true;
        } else {
          codeUpTo(i, from);
        }
      }
      blankUpTo(i);
    }
  }

  /** What was skipped up to here is no code. */
  private void blankUpTo(int end) {
    while (code.length() < Math.min(end, source.length())) {
      char skipped = source.charAt(code.length());
      code.append(skipped == '\n' || skipped == '"' ? skipped : ' ');
    }
  }

  private void codeUpTo(int end, int from) {
    lastCode = Math.min(end, source.length()) - 1;
    atStatement = ";{}".indexOf(source.charAt(lastCode)) >= 0;
    if (gap && !compact.isEmpty()) {
      char before = compact.charAt(compact.length() - 1);
      char next = source.charAt(from);
      // "new Net" and "a + +b" need their space, "f( x )" does not
      if (isWord(before) && isWord(next)
          || OPERATORS.indexOf(before) >= 0 && OPERATORS.indexOf(next) >= 0) {
        compact.append(' ');
      }
    }
    gap = false;
    compact.append(source, from, lastCode + 1);
  }

  private static boolean isWord(char c) {
    return Character.isJavaIdentifierPart(c) || c == '"' || c == '\'';
  }

  private boolean isMagic(int at) {
    if (!MAGIC.matcher(source).region(at, source.length()).lookingAt()) {
      return false;
    }
    int lineStart = source.lastIndexOf('\n', at - 1) + 1;
    boolean isAlone = source.substring(lineStart, at).isBlank();
    return isAlone && atStatement || lastCode >= 0 && source.charAt(lastCode) == '=';
  }

  private int magic(int start) {
    boolean isCell = source.startsWith("%%", start) && lastCode < 0;
    int end = isCell ? -1 : source.indexOf('\n', start);
    end = end < 0 ? source.length() : end;
    magics.add(new Magic(start, end, atStatement && open.isEmpty()));
    lastCode = end - 1;
    atStatement = true;
    return end;
  }

  private int skipTo(String end, String start, int from) {
    int at = source.indexOf(end, from + start.length());
    while (at > 0 && end.equals("\"\"\"") && source.charAt(at - 1) == '\\') {
      at = source.indexOf(end, at + 1);
    }
    if (at < 0) {
      open.push(new Mark(start, from));
      return source.length();
    }
    return at + end.length();
  }

  private int skipQuoted(char quote, int from) {
    int i = from + 1;
    while (i < source.length() && source.charAt(i) != quote && source.charAt(i) != '\n') {
      i += source.charAt(i) == '\\' ? 2 : 1;
    }
    if (i >= source.length() || source.charAt(i) == '\n') {
      open.push(new Mark(String.valueOf(quote), from));
      return source.length();
    }
    return i + 1;
  }

  private void bracket(char c, int at) {
    if (c == '(' || c == '[' || c == '{') {
      open.push(new Mark(String.valueOf(c), at));
    } else if (c == ')' || c == ']' || c == '}') {
      Mark opened = open.peek();
      if (opened != null && closes(opened.what().charAt(0), c)) {
        open.pop();
      } else if (superfluous == null) {
        superfluous = new Mark(String.valueOf(c), at);
      }
    }
  }

  private static boolean closes(char open, char close) {
    return open == '(' && close == ')'
        || open == '[' && close == ']'
        || open == '{' && close == '}';
  }
}
