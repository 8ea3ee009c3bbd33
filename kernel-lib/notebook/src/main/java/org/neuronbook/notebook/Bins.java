package org.neuronbook.notebook;

import java.util.Arrays;

/** The bins of a histogram, all of one width; an edge belongs to the bin at its right. */
record Bins(double first, double width, int size) {

  /** More than a bin each few pixels cannot be told apart. */
  static final int MOST = 200;

  private static final int WHOLE_NUMBERS = 40;

  /**
   * Bins for all the values.
   *
   * @param n how many values the largest set has
   * @param wanted about how many bins there should be; 0 for the rule of Freedman and Diaconis
   */
  static Bins of(double[] all, int n, int wanted) {
    if (all.length == 0) {
      return new Bins(0, 1, 1);
    }
    double[] sorted = all.clone();
    Arrays.sort(sorted);
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    if (wanted == 0 && high - low < WHOLE_NUMBERS && allWhole(sorted)) {
      return new Bins(low - 0.5, 1, (int) Math.round(high - low) + 1);
    }
    if (low == high) {
      double width = low == 0 ? 1 : Math.abs(low) / 10;
      return new Bins(low - width / 2, width, 1);
    }
    double spread = quantile(sorted, 0.75) - quantile(sorted, 0.25);
    double ideal = wanted > 0 ? (high - low) / wanted : 2 * spread / Math.cbrt(n);
    if (!(ideal > 0)) {
      // More than half of the values are equal; Sturges' rule does not ask for quartiles.
      ideal = (high - low) / (1 + Math.log(n) / Math.log(2));
    }
    // The round step next to it: 1.25 is halfway between two of them.
    double width = Ticks.step(0, Math.max(ideal / 1.25, (high - low) / (MOST / 2.0)), 1);
    double first = width * Math.floor(low / width + 1e-9);
    int size = (int) Math.max(1, Math.floor((high - first) / width * (1 + 1e-12)) + 1);
    // The greatest value alone needs no bin of its own.
    boolean edge = size > 1 && high <= first + (size - 1) * width * (1 + 1e-12);
    return new Bins(first, width, edge ? size - 1 : size);
  }

  private static boolean allWhole(double[] values) {
    return Arrays.stream(values).allMatch(value -> value == Math.rint(value));
  }

  double edge(int number) {
    return first + number * width;
  }

  double[] counts(double[] values) {
    double[] counts = new double[size];
    for (double value : values) {
      int bin = (int) Math.floor((value - first) / width + 1e-9);
      counts[Math.min(size - 1, Math.max(0, bin))]++;
    }
    return counts;
  }

  /** Between two values the part of the way, as most programs do. */
  static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
