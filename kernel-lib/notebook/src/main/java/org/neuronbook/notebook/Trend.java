package org.neuronbook.notebook;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Puts a curve or a cloud of points into words, for those who do not see it. */
final class Trend {

  private Trend() {}

  /**
   * For example "falls from 2.303 to 0.12" or "falls from 2.303 to 0.3 at epoch 4, then rises to
   * 0.41".
   *
   * @param x where each value stands; {@code xName} is what is counted there
   */
  static String words(double[] x, double[] y, String xName) {
    int first = next(y, 0, 1);
    int last = next(y, y.length - 1, -1);
    if (first < 0) {
      return y.length == 0 ? "has no value yet" : "has no finite value";
    }
    if (first == last) {
      return "is " + Numbers.brief(y[first]) + at(x[first], xName);
    }
    int lowest = first;
    int highest = first;
    for (int i = first; i <= last; i++) {
      if (Double.isFinite(y[i])) {
        lowest = y[i] < y[lowest] ? i : lowest;
        highest = y[i] > y[highest] ? i : highest;
      }
    }
    return change(x, y, xName, first, last, lowest, highest) + gap(x, y, xName);
  }

  /**
   * For example "is 30 points, x from -1.5 to 1.4, y from -1 to 1.2, rising with x (correlation
   * 0.93)".
   */
  static String cloud(double[] x, double[] y, String xName, String yName) {
    int[] finite =
        IntStream.range(0, x.length)
            .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
            .toArray();
    String count = "is " + Tables.count(x.length, "point");
    if (finite.length == 0) {
      return count;
    }
    double[] xs = IntStream.of(finite).mapToDouble(i -> x[i]).toArray();
    double[] ys = IntStream.of(finite).mapToDouble(i -> y[i]).toArray();
    String xWord = xName.isEmpty() ? "x" : xName;
    return "%s, %s, %s%s"
        .formatted(
            count,
            span(xWord, xs),
            span(yName.isEmpty() ? "y" : yName, ys),
            relation(xs, ys, xWord));
  }

  private static String span(String name, double[] values) {
    var all = DoubleStream.of(values).summaryStatistics();
    return "%s from %s to %s"
        .formatted(name, Numbers.brief(all.getMin()), Numbers.brief(all.getMax()));
  }

  /** Pearson's correlation, in the words that are usual for its size. */
  private static String relation(double[] x, double[] y, String xName) {
    double meanX = DoubleStream.of(x).average().orElseThrow();
    double meanY = DoubleStream.of(y).average().orElseThrow();
    double both = 0;
    double squareX = 0;
    double squareY = 0;
    for (int i = 0; i < x.length; i++) {
      both += (x[i] - meanX) * (y[i] - meanY);
      squareX += (x[i] - meanX) * (x[i] - meanX);
      squareY += (y[i] - meanY) * (y[i] - meanY);
    }
    double correlation = both / Math.sqrt(squareX * squareY);
    if (x.length < 3 || Double.isNaN(correlation)) {
      return "";
    }
    double size = Math.abs(correlation);
    String how = size < 0.3 ? "hardly " : size < 0.7 ? "loosely " : size < 0.95 ? "" : "closely ";
    return ", %s%s with %s (correlation %s)"
        .formatted(
            how, correlation < 0 ? "falling" : "rising", xName, Numbers.fixed(correlation, 2));
  }

  private static String change(
      double[] x, double[] y, String xName, int first, int last, int lowest, int highest) {
    double span = y[highest] - y[lowest];
    double scale = Math.max(Math.abs(y[highest]), Math.abs(y[lowest]));
    if (span <= 1e-9 * scale) {
      return "stays at " + Numbers.brief(y[first]);
    }
    // A turn counts when it undoes at least a tenth of the whole way.
    double turn = 0.1 * span;
    boolean dips = y[first] - y[lowest] > turn && y[last] - y[lowest] > turn;
    boolean peaks = y[highest] - y[first] > turn && y[highest] - y[last] > turn;
    String from = " from " + Numbers.brief(y[first]) + " to ";
    String end = Numbers.brief(y[last]);
    if (dips && peaks) {
      return "goes%s%s, between %s%s and %s%s"
          .formatted(
              from,
              end,
              Numbers.brief(y[lowest]),
              at(x[lowest], xName),
              Numbers.brief(y[highest]),
              at(x[highest], xName));
    }
    if (dips) {
      return "falls"
          + from
          + Numbers.brief(y[lowest])
          + at(x[lowest], xName)
          + ", then rises to "
          + end;
    }
    if (peaks) {
      return "rises"
          + from
          + Numbers.brief(y[highest])
          + at(x[highest], xName)
          + ", then falls to "
          + end;
    }
    return (y[last] < y[first] ? "falls" : "rises") + from + end;
  }

  private static String at(double x, String xName) {
    return " at " + (xName.isEmpty() ? "x" : xName) + " " + Numbers.brief(x);
  }

  private static String gap(double[] x, double[] y, String xName) {
    for (int i = 0; i < y.length; i++) {
      if (!Double.isFinite(y[i])) {
        return ", not finite" + at(x[i], xName);
      }
    }
    return "";
  }

  private static int next(double[] y, int from, int step) {
    for (int i = from; i >= 0 && i < y.length; i += step) {
      if (Double.isFinite(y[i])) {
        return i;
      }
    }
    return -1;
  }
}
