package org.neuronbook.notebook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** How numbers are written: four significant digits, the same on every machine. */
final class Numbers {

  private static final MathContext FOUR = new MathContext(4, RoundingMode.HALF_EVEN);
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Numbers() {}

  /** 3, 0.1235, 12.35, 1235, 1.235e-05. */
  static String brief(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return special(value);
    }
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    if (size >= 1e6 || size < 1e-4) {
      return value == Math.rint(value) && size < 1e9
          ? String.valueOf((long) value)
          : scientific(value);
    }
    if (value == Math.rint(value)) {
      return String.valueOf((long) value);
    }
    return new BigDecimal(value).round(FOUR).stripTrailingZeros().toPlainString();
  }

  /** With this many digits after the point. */
  static String fixed(double value, int decimals) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return special(value);
    }
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    // Minus zero says nothing to a learner.
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
  }

  static String scientific(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return special(value);
    }
    return String.format(Locale.ROOT, "%.3e", value);
  }

  private static String special(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
  }

  /** 93.4 %. */
  static String percent(double share) {
    return fixed(100 * share, 1) + "%";
  }

  /** The same number of digits after the point for all, so that they stand under each other. */
  static String[] aligned(double... values) {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    boolean whole = true;
    for (double value : values) {
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        continue;
      }
      double size = Math.abs(value);
      largest = Math.max(largest, size);
      smallest = size > 0 ? Math.min(smallest, size) : smallest;
      whole &= value == Math.rint(value);
    }
    boolean plain = largest < 1e6 && (largest == 0 || largest >= 1e-3);
    int before = largest < 1 ? 1 : (int) Math.floor(Math.log10(largest)) + 1;
    int decimals = whole ? 0 : Math.max(1, 5 - before);
    String[] texts = new String[values.length];
    for (int i = 0; i < values.length; i++) {
      boolean fixed = plain || (whole && largest < 1e15);
      texts[i] = fixed ? fixed(values[i], decimals) : scientific(values[i]);
    }
    return texts;
  }

  /** A number along an axis: 0.25, 1000, 10⁻³ on an axis in powers of ten. */
  static String tick(double value, boolean powers) {
    if (powers && value > 0) {
      double exponent = Math.log10(value);
      int whole = (int) Math.rint(exponent);
      if (Math.abs(exponent - whole) < 1e-9 && (whole < -2 || whole > 3)) {
        return "10" + superscript(whole);
      }
    }
    return tick(value, 6);
  }

  /** A number along an axis, with up to so many significant digits. */
  static String tick(double value, int digits) {
    double size = Math.abs(value);
    if (size != 0 && digits < 8 && (size < 1e-4 || size >= 1e7)) {
      int exponent = (int) Math.floor(Math.log10(size) + 1e-12);
      String mantissa = brief(value / Math.pow(10, exponent));
      return minus((mantissa.equals("1") ? "" : mantissa + "·") + "10" + superscript(exponent));
    }
    return minus(
        new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros().toPlainString());
  }

  /** In pictures a minus is as long as a plus. */
  static String minus(String number) {
    return number.startsWith("-") ? "−" + number.substring(1) : number;
  }

  private static String superscript(int exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    for (char digit : String.valueOf(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }
}
