package org.neuronbook.notebook;

/** The part of an axis that is shown. */
record Range(double low, double high, boolean logarithmic) {

  /** A little more than the values cover, so that no point and no number sits on the border. */
  static Range around(double[] values, boolean logarithmic, double margin) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isFinite(value) && (!logarithmic || value > 0)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    if (low > high) {
      return logarithmic ? new Range(0.1, 10, true) : new Range(-0.05, 1.05, false);
    }
    // Within a factor of three powers of ten look as a plain axis does, and have no numbers.
    return logarithmic && high > 3 * low ? powers(low, high, margin) : plain(low, high, margin);
  }

  private static Range plain(double low, double high, double margin) {
    // An axis that nearly reaches zero had better show it: a part of a loss looks like all of it.
    double from = low >= 0 && low <= 0.3 * high ? 0 : low;
    double span = high - from;
    if (span == 0) {
      span = high == 0 ? 1 : Math.abs(high);
    }
    return new Range(from - margin * span, high + margin * span, false);
  }

  /** So much more at both ends, as a part of the range. */
  Range widened(double margin) {
    double extra = margin * (high - low);
    return new Range(low - extra, high + extra, logarithmic);
  }

  /** For heights above zero: some room above them, and a hair below, where the 0 is written. */
  Range withRoomAbove() {
    return new Range(low - 0.003 * (high - low), high + 0.06 * (high - low), logarithmic);
  }

  private static Range powers(double low, double high, double margin) {
    double from = Math.log10(low);
    double to = Math.log10(high);
    // At least one power of ten must be inside, or the axis has no number.
    if (Math.floor(to) < Math.ceil(from) || to - from < 0.8) {
      double middle = Math.rint((from + to) / 2);
      from = Math.min(from, middle - 0.5);
      to = Math.max(to, middle + 0.5);
    }
    double extra = margin * (to - from);
    return new Range(Math.pow(10, from - extra), Math.pow(10, to + extra), true);
  }

  /**
   * Where XChart is told that a value is. Its logarithmic axis draws nine lines for each power of
   * ten; with more than four powers they would cover the chart, so that its exponents are shown
   * instead, on a plain axis.
   */
  double end(double value) {
    return logarithmic && !fewPowers() ? Math.log10(value) : value;
  }

  boolean fewPowers() {
    return logarithmic && decades() <= 4;
  }

  /** For axes in powers of ten: how many of them are shown. */
  double decades() {
    return Math.log10(high) - Math.log10(low);
  }
}
