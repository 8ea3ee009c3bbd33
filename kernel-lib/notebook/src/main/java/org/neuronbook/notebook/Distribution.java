package org.neuronbook.notebook;

import java.util.Arrays;

/** Puts a set of values into words. */
final class Distribution {

  private Distribution() {}

  /** For example "1,000 values from -3 to 3.2, mean 0.01, standard deviation 0.99, symmetric". */
  static String words(double[] values, Bins bins) {
    if (values.length == 0) {
      return "0 values";
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double mean = Arrays.stream(values).average().orElseThrow();
    double square = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double deviation = Math.sqrt(square);
    double cube =
        Arrays.stream(values).map(v -> Math.pow((v - mean) / deviation, 3)).average().orElseThrow();
    String count = Tables.count(values.length, "value");
    if (deviation <= 1e-12 * Math.abs(mean)) {
      return count + ", all " + Numbers.brief(mean);
    }
    double[] counts = bins.counts(values);
    int fullest = 0;
    for (int b = 1; b < counts.length; b++) {
      fullest = counts[b] > counts[fullest] ? b : fullest;
    }
    return "%s from %s to %s, mean %s, median %s, standard deviation %s, %s, most often from %s to %s"
        .formatted(
            count,
            Numbers.brief(sorted[0]),
            Numbers.brief(sorted[sorted.length - 1]),
            Numbers.brief(mean),
            Numbers.brief(Bins.quantile(sorted, 0.5)),
            Numbers.brief(deviation),
            skew(cube),
            Numbers.brief(bins.edge(fullest)),
            Numbers.brief(bins.edge(fullest + 1)));
  }

  /** The usual words for the third standardised moment. */
  private static String skew(double moment) {
    double size = Math.abs(moment);
    String side = moment > 0 ? "right" : "left";
    return size < 0.5
        ? "about symmetric"
        : (size < 1 ? "skewed to the " : "strongly skewed to the ") + side;
  }
}
