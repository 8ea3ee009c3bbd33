package org.neuronbook.kernel;

import java.lang.reflect.Array;

/** Any value as text: arrays by their elements, long ones shortened, failing objects named. */
final class PlainText {
  /** Arrays longer than this show their ends only. */
  private static final int MAX_ELEMENTS = 100;

  private static final int ENDS = 5;

  private PlainText() {}

  static String of(Object value) {
    if (value != null && value.getClass().isArray()) {
      StringBuilder text = new StringBuilder();
      array(text, value, 0);
      return text.toString();
    }
    return one(value);
  }

  private static String one(Object value) {
    try {
      String text = String.valueOf(value);
      // Without a toString of its own an object shows its class: as the learner named it.
      return value != null && value.getClass().getName().startsWith("REPL.")
          ? Names.withoutWrappers(text)
          : text;
    } catch (StopCheck.Stopped e) {
      throw e;
    } catch (Throwable e) { // also errors: a StackOverflowError in toString is common
      if (isThreadDeath(e)) {
        throw e;
      }
      return Names.simple(value.getClass().getName())
          + " (its toString() failed: "
          + e.getClass().getSimpleName()
          + (e.getMessage() == null ? "" : ": " + ErrorText.message(e))
          + ")";
    }
  }

  @SuppressWarnings("removal")
  private static boolean isThreadDeath(Throwable e) {
    return e instanceof ThreadDeath;
  }

  private static void array(StringBuilder text, Object array, int depth) {
    int length = Array.getLength(array);
    boolean nested = array.getClass().getComponentType().isArray();
    String between = nested ? ",\n" + " ".repeat(depth + 1) : ", ";
    text.append('[');
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        text.append(between);
      }
      if (length > MAX_ELEMENTS && i == ENDS) {
        text.append("... ").append(length - 2 * ENDS).append(" more ...").append(between);
        i = length - ENDS;
      }
      Object element = Array.get(array, i);
      if (element != null && element.getClass().isArray()) {
        array(text, element, depth + 1);
      } else {
        text.append(one(element));
      }
    }
    text.append(']');
  }
}
