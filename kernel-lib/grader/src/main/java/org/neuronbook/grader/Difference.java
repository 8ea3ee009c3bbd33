package org.neuronbook.grader;

/**
 * The first place where two values differ.
 *
 * @param index where, for example {@code "[1]"} or {@code "[2][0]"}; empty for a single number
 * @param expected the expected number there
 * @param actual the number found there
 * @param count how many numbers differ
 * @param total how many numbers were compared
 * @param largest the largest error of all, {@code |actual - expected|}; NaN if one is no number
 */
public record Difference(
    String index, double expected, double actual, int count, int total, double largest) {
  /** {@code actual / expected}; infinite or not a number where the expected number is 0. */
  public double ratio() {
    return actual / expected;
  }
}
