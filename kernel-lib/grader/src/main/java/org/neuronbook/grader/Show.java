package org.neuronbook.grader;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;

/** Values as a learner wants to read them: few digits, long arrays cut around what matters. */
final class Show {
  /** Digits that do for nearly everything. */
  static final int DIGITS = 6;

  /** All digits that a double has. */
  private static final int ALL_DIGITS = 17;

  /** Arrays up to this length are shown whole. */
  private static final int WHOLE = 10;

  private static final int CALL_LENGTH = 160;
  private static final int VALUE_LENGTH = 2000;

  private Show() {}

  static String number(double value) {
    return number(value, DIGITS);
  }

  static String number(double value, int digits) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return Long.toString((long) value);
    }
    double size = Math.abs(value);
    if (size >= 1e9 || size < 1e-4) {
      return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value)
          .replaceFirst("\\.?0*e", "e");
    }
    return new BigDecimal(value)
        .round(new MathContext(digits, RoundingMode.HALF_EVEN))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** The fewest digits that show two numbers to be different. */
  static int digitsToTellApart(double a, double b) {
    int digits = DIGITS;
    while (digits < ALL_DIGITS && number(a, digits).equals(number(b, digits))) {
      digits++;
    }
    return digits;
  }

  /** A call, for example {@code centre([1, 2, 6])}. */
  static String call(String method, Object... arguments) {
    String text =
        Arrays.stream(arguments)
            .map(argument -> value(argument))
            .collect(Collectors.joining(", ", method + "(", ")"));
    return text.length() <= CALL_LENGTH ? text : text.substring(0, CALL_LENGTH) + " …";
  }

  static String value(Object value) {
    return value(value, DIGITS);
  }

  /**
   * @param focus the indices that must be seen, for example 2 and 0 for {@code [2][0]}
   */
  static String value(Object value, int digits, int... focus) {
    String text = text(value, digits, focus);
    return text.length() <= VALUE_LENGTH ? text : text.substring(0, VALUE_LENGTH) + " …";
  }

  private static String text(Object value, int digits, int... focus) {
    if (value instanceof Double || value instanceof Float) {
      return number(((Number) value).doubleValue(), digits);
    }
    if (value instanceof List<?> list) {
      return elements(list, digits, focus);
    }
    if (value instanceof DMatrixRMaj matrix) {
      return elements(Arrays.asList(Numbers.rows(matrix)), digits, focus);
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .limit(WHOLE)
          .map(entry -> text(entry.getKey(), digits) + "=" + text(entry.getValue(), digits))
          .collect(
              Collectors.joining(
                  ", ", "{", map.size() <= WHOLE ? "}" : ", …} (" + map.size() + " keys)"));
    }
    if (value != null && value.getClass().isArray()) {
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        list.add(Array.get(value, i));
      }
      return elements(list, digits, focus);
    }
    return value == null || hasText(value.getClass()) ? String.valueOf(value) : "…";
  }

  /** Whether toString says more than a class name and a hash, which help nobody. */
  private static boolean hasText(Class<?> type) {
    try {
      return type.getMethod("toString").getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static String elements(List<?> list, int digits, int[] focus) {
    int wanted = focus.length == 0 ? -1 : focus[0];
    int[] rest = focus.length == 0 ? focus : Arrays.copyOfRange(focus, 1, focus.length);
    int size = list.size();
    List<String> shown = new ArrayList<>();
    boolean gap = false;
    for (int i = 0; i < size; i++) {
      boolean near = wanted >= 0 && Math.abs(i - wanted) <= 1;
      if (size <= WHOLE || i < 4 || i == size - 1 || near) {
        String text = text(list.get(i), digits, i == wanted ? rest : new int[0]);
        shown.add(gap && near && i > 0 ? "[" + i + "] " + text : text);
        gap = false;
      } else if (!gap) {
        shown.add("…");
        gap = true;
      }
    }
    String all = String.join(", ", shown);
    return size <= WHOLE ? "[" + all + "]" : "[" + all + "] (" + size + " values)";
  }
}
