package org.neuronbook.notebook;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.neuronbook.tensor.Tensor;

/**
 * A value in a few words, for the cell of a table: at most a line, whatever it holds. A member that
 * fails to say what it is costs its own words only, and one that holds itself ends at a dot.
 */
final class Brief {

  private static final int LONGEST = 100;
  static final int MEMBERS = 8;
  private static final int DEEPEST = 3;

  private Brief() {}

  static String of(Object value) {
    return cut(text(value, 0), LONGEST);
  }

  /** Long texts keep their beginning, and the number of characters that are missing. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "… " + Tables.count(text.length() - end, "more character");
  }

  private static String text(Object value, int depth) {
    try {
      return attempt(value, depth);
    } catch (ThreadDeath stop) {
      // How an interrupt ends a cell on Java 17.
      throw stop;
    } catch (Throwable failure) {
      return "%s (its text failed: %s)"
          .formatted(value.getClass().getSimpleName(), failure.getClass().getSimpleName());
    }
  }

  private static String attempt(Object value, int depth) {
    if (value instanceof Double number) {
      return Numbers.brief(number);
    }
    if (value instanceof Float number) {
      return Numbers.brief(number);
    }
    if (value instanceof Tensor tensor) {
      return tensor.shape().size() == 1 && tensor.shape().rank() == 0
          ? Numbers.brief(tensor.item())
          : "Tensor " + tensor.shape();
    }
    if (value instanceof Displayable shown) {
      return shown.text().lines().findFirst().orElse("");
    }
    if (value instanceof Map<?, ?> map) {
      return members(Order.of(map), map.size(), "{", "}", depth);
    }
    if (value instanceof Set<?> set) {
      return members(Order.of(set), set.size(), "[", "]", depth);
    }
    if (value instanceof Collection<?> many) {
      return members(many, many.size(), "[", "]", depth);
    }
    if (value instanceof Map.Entry<?, ?> entry) {
      return text(entry.getKey(), depth) + ": " + text(entry.getValue(), depth);
    }
    if (value instanceof Record one && describesItself(one)) {
      return fields(one, depth);
    }
    if (value != null && value.getClass().isArray()) {
      int length = Array.getLength(value);
      return members(new ArrayList<>(firstOf(value, length)), length, "[", "]", depth);
    }
    return String.valueOf(value).replace('\n', ' ');
  }

  private static List<Object> firstOf(Object array, int length) {
    List<Object> first = new ArrayList<>();
    for (int i = 0; i < Math.min(length, MEMBERS); i++) {
      first.add(Array.get(array, i));
    }
    return first;
  }

  private static String members(
      Collection<?> members, int size, String open, String close, int depth) {
    if (depth == DEEPEST) {
      return size == 0 ? open + close : open + "…" + close;
    }
    StringBuilder text = new StringBuilder(open);
    Iterator<?> each = members.iterator();
    for (int i = 0; i < MEMBERS && each.hasNext(); i++) {
      text.append(i == 0 ? "" : ", ").append(text(each.next(), depth + 1));
    }
    int left = size - MEMBERS;
    return text.append(left > 0 ? ", … " + Tables.grouped(left) + " more" : "")
        .append(close)
        .toString();
  }

  private static String fields(Record one, int depth) {
    StringBuilder text = new StringBuilder(one.getClass().getSimpleName()).append("(");
    String comma = "";
    for (RecordComponent component : one.getClass().getRecordComponents()) {
      String member = depth == DEEPEST ? "…" : said(() -> Tables.value(component, one), depth + 1);
      text.append(comma).append(component.getName()).append("=").append(member);
      comma = ", ";
    }
    return text.append(")").toString();
  }

  private static String said(Supplier<Object> accessor, int depth) {
    Object value;
    try {
      value = accessor.get();
    } catch (RuntimeException failure) {
      return "(failed: " + failure.getMessage() + ")";
    }
    return text(value, depth);
  }

  /**
   * Whether the text of a record is the one that Java makes, which a table says better. The
   * compiler makes it final; one that somebody wrote hardly ever is.
   */
  static boolean describesItself(Record one) {
    try {
      return java.lang.reflect.Modifier.isFinal(
          one.getClass().getDeclaredMethod("toString").getModifiers());
    } catch (NoSuchMethodException none) {
      return false;
    }
  }
}
