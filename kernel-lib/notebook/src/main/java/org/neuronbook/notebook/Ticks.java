package org.neuronbook.notebook;

import java.util.stream.LongStream;

/** Round numbers along a scale. */
final class Ticks {

  private static final double[] STEPS = {1, 2, 2.5, 5, 10};

  private Ticks() {}

  /** A round step that cuts the range into about so many parts. */
  static double step(double low, double high, int parts) {
    double raw = (high - low) / parts;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    for (double step : STEPS) {
      if (raw <= step * power * 1.0001) {
        return step * power;
      }
    }
    return 10 * power;
  }

  /** Every how many of evenly spaced names is written, so that none touches the next. */
  static int each(double space, double needed) {
    int least = (int) Math.max(1, Math.ceil(needed / space));
    for (int round : new int[] {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}) {
      if (round >= least) {
        return round;
      }
    }
    return least;
  }

  /** The multiples of a round step that lie in the range. */
  static double[] round(double low, double high, int parts) {
    double step = step(low, high, parts);
    long first = (long) Math.ceil(low / step - 1e-9);
    long last = (long) Math.floor(high / step + 1e-9);
    return LongStream.rangeClosed(first, last).mapToDouble(k -> k * step).toArray();
  }
}
