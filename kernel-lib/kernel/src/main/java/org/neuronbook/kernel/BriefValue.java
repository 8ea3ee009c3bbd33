package org.neuronbook.kernel;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;

/**
 * A value in one line. The {@code toString} of a learner's class is not called, nor that of a
 * collection, which would call it: it may never end, and nobody could interrupt it here.
 */
final class BriefValue {
  private static final int MAX_LENGTH = 200;
  private static final int MAX_ELEMENTS = 8;

  private BriefValue() {}

  static String of(Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String text) {
      return cut('"' + text.replace("\n", "\\n") + '"');
    }
    if (value.getClass().isArray()) {
      return array(value);
    }
    if (value instanceof Collection<?> all) {
      return value.getClass().getSimpleName() + " of size " + all.size();
    }
    if (value instanceof Map<?, ?> all) {
      return value.getClass().getSimpleName() + " of size " + all.size();
    }
    boolean isLearners = value.getClass().getClassLoader() instanceof CellClassLoader;
    return isLearners
        ? "an object of class " + Names.simple(value.getClass().getName())
        : cut(String.valueOf(value));
  }

  private static String array(Object array) {
    int length = Array.getLength(array);
    Class<?> element = array.getClass().getComponentType();
    if (!element.isPrimitive() && element != String.class) {
      return "array of length " + length;
    }
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < Math.min(length, MAX_ELEMENTS); i++) {
      text.append(i == 0 ? "" : ", ").append(of(Array.get(array, i)));
    }
    return cut(text.append(length > MAX_ELEMENTS ? ", ...}" : "}") + ", length " + length);
  }

  private static String cut(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + " ...";
  }
}
