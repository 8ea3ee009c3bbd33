package org.neuronbook.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A method call that is being written: where its parenthesis is, and what stands within. */
final class Call {
  private Call() {}

  /**
   * The parenthesis of the call around the end of the text, or of the one that was closed there; -1
   * if there is none.
   */
  static int opening(String before) {
    Deque<Integer> open = new ArrayDeque<>();
    int last = -1;
    int end = before.stripTrailing().length();
    for (int i = 0; i < end; i++) {
      char c = before.charAt(i);
      if (c == '"' || c == '\'') {
        i = endOfText(before, i);
      } else if (c == '(' || c == '{' || c == '[') {
        open.push(i);
      } else if ((c == ')' || c == '}' || c == ']') && !open.isEmpty()) {
        int opened = open.pop();
        last = c == ')' && i == end - 1 ? opened : last;
      }
    }
    if (last >= 0) {
      return last;
    }
    return !open.isEmpty() && before.charAt(open.peek()) == '(' ? open.peek() : -1;
  }

  /**
   * The arguments between the parentheses with which the text begins, or null. One that is still to
   * be written, behind a comma, is an empty text.
   */
  static List<String> arguments(String text) {
    String rest = text.stripLeading();
    if (!rest.startsWith("(")) {
      return null;
    }
    int depth = 0;
    int end = rest.length();
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (c == '"' || c == '\'') {
        i = endOfText(rest, i);
      }
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if (depth == 0) {
        end = i;
        break;
      }
    }
    List<String> arguments = new ArrayList<>(Signature.split(rest.substring(1, end)));
    if (rest.substring(1, end).stripTrailing().endsWith(",")) {
      arguments.add("");
    }
    return arguments;
  }

  /** Where a text or character that starts here ends. */
  private static int endOfText(String code, int start) {
    int i = start + 1;
    while (i < code.length() && code.charAt(i) != code.charAt(start) && code.charAt(i) != '\n') {
      i += code.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i, code.length() - 1);
  }
}
