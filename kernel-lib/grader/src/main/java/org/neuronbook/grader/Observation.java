package org.neuronbook.grader;

/**
 * Looks for a pattern in wrong numbers that says what went wrong: a constant ratio, a sign, an
 * offset, a transpose, not-a-number.
 */
final class Observation {
  /** Ratios are compared at this precision. */
  private static final double PRECISION = 1e-6;

  /** Up to here a relative error looks like rounding and not like a mistake. */
  private static final double NEARLY = 1e-3;

  private Observation() {}

  /** One sentence about numbers of equal shape that differ, or an empty string. */
  static String about(Numbers actual, Numbers expected, double tolerance) {
    String unusable = notANumber(actual);
    if (!unusable.isEmpty()) {
      return unusable;
    }
    String ratio = ratio(actual.values(), expected.values(), tolerance);
    if (!ratio.isEmpty()) {
      return ratio;
    }
    Numbers turned = actual.transposed();
    if (turned != null && turned.isCloseTo(expected, tolerance)) {
      return "This is the transpose of the expected matrix.";
    }
    String offset = offset(actual.values(), expected.values(), tolerance);
    return offset.isEmpty() ? nearly(actual.values(), expected.values()) : offset;
  }

  private static String notANumber(Numbers actual) {
    for (int i = 0; i < actual.values().length; i++) {
      double value = actual.values()[i];
      if (Double.isNaN(value)) {
        return "NaN (not a number)"
            + place(actual, i)
            + " comes from 0/0, ∞ - ∞, ∞/∞, or the logarithm or root of a negative number.";
      }
      if (Double.isInfinite(value)) {
        return "The infinity"
            + place(actual, i)
            + " comes from a division by 0 or from exp of a large number.";
      }
    }
    return "";
  }

  private static String place(Numbers numbers, int i) {
    String index = Numbers.indexText(numbers.index(i));
    return index.isEmpty() ? "" : " at " + index;
  }

  private static String ratio(double[] actual, double[] expected, double tolerance) {
    int largest = 0;
    int significant = 0;
    for (int i = 0; i < expected.length; i++) {
      if (Math.abs(expected[i]) > Math.abs(expected[largest])) {
        largest = i;
      }
      if (Math.abs(expected[i]) > 1e3 * tolerance) {
        significant++;
      }
    }
    if (significant == 0) {
      return "";
    }
    double ratio = actual[largest] / expected[largest];
    for (int i = 0; i < expected.length; i++) {
      double wanted = ratio * expected[i];
      if (Math.abs(actual[i] - wanted) > PRECISION * Math.abs(wanted) + tolerance) {
        return "";
      }
    }
    String all = expected.length == 1 ? "The value" : "Every value";
    if (ratio == 0) {
      return expected.length == 1 ? "" : "Every value is 0.";
    }
    if (Math.abs(ratio - 1) < NEARLY) {
      return "";
    }
    if (Math.abs(ratio + 1) < PRECISION) {
      return all + " has the wrong sign.";
    }
    // One number always has a ratio, which says something only if it is a plain one.
    if (significant < 3 && !plain(ratio)) {
      return "";
    }
    if (ratio < 0) {
      return all
          + " is "
          + Show.number(ratio)
          + " times the expected one: look at the sign and at a factor.";
    }
    return ratio > 1
        ? all + " is " + Show.number(ratio) + " times too large: is a factor missing or extra?"
        : all + " is " + Show.number(1 / ratio) + " times too small: is a factor missing or extra?";
  }

  private static boolean plain(double ratio) {
    double large = Math.max(Math.abs(ratio), Math.abs(1 / ratio));
    return large < 1000 && Math.abs(large - Math.rint(large)) < PRECISION && large > 1.5;
  }

  private static String offset(double[] actual, double[] expected, double tolerance) {
    if (actual.length < 2) {
      return "";
    }
    double offset = actual[0] - expected[0];
    for (int i = 0; i < actual.length; i++) {
      double rest = actual[i] - expected[i] - offset;
      if (Math.abs(rest) > PRECISION * Math.abs(offset) + tolerance) {
        return "";
      }
    }
    return "Every value is too "
        + (offset > 0 ? "large" : "small")
        + " by "
        + Show.number(Math.abs(offset))
        + ".";
  }

  private static String nearly(double[] actual, double[] expected) {
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      worst =
          Math.max(
              worst, Math.abs(actual[i] - expected[i]) / Math.max(1e-12, Math.abs(expected[i])));
    }
    return worst < NEARLY
        ? "Nearly: the largest relative error is "
            + Show.number(worst, 2)
            + ". Is something rounded, or computed in float?"
        : "";
  }
}
