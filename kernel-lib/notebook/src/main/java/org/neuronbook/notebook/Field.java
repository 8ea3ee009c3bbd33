package org.neuronbook.notebook;

import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * A function of two variables on a square grid that reaches from border to border.
 *
 * @param values row-major from the upper left, {@code size} a side
 */
record Field(double[] values, int size, Range x, Range y) {

  static Field of(DoubleBinaryOperator function, Range x, Range y, int size) {
    Field field = new Field(new double[size * size], size, x, y);
    for (int i = 0; i < field.values.length; i++) {
      field.values[i] = function.applyAsDouble(field.xAt(i), field.yAt(i));
    }
    return field;
  }

  double xAt(int index) {
    return x.low() + (x.high() - x.low()) * (index % size) / (size - 1);
  }

  double yAt(int index) {
    return y.high() - (y.high() - y.low()) * (index / size) / (size - 1);
  }

  /** The index of the smallest or the largest finite value, or -1. */
  int extreme(boolean largest) {
    int best = -1;
    for (int i = 0; i < values.length; i++) {
      boolean better = best < 0 || (largest ? values[i] > values[best] : values[i] < values[best]);
      best = Double.isFinite(values[i]) && better ? i : best;
    }
    return best;
  }

  double low() {
    return extreme(false) < 0 ? 0 : values[extreme(false)];
  }

  double high() {
    return extreme(true) < 0 ? 1 : values[extreme(true)];
  }

  /** Between the points of the grid; both shares from 0 to 1, from the upper left. */
  double between(double right, double down) {
    double column = right * (size - 1);
    double row = down * (size - 1);
    int c = (int) Math.min(size - 2, column);
    int r = (int) Math.min(size - 2, row);
    double a = column - c;
    double b = row - r;
    int at = r * size + c;
    double upper = (1 - a) * values[at] + a * values[at + 1];
    double lower = (1 - a) * values[at + size] + a * values[at + size + 1];
    return (1 - b) * upper + b * lower;
  }

  /** A rectangle of which the grid's points are the centres of its squares. */
  Rectangle2D around(Rectangle2D plot) {
    double stepX = plot.getWidth() / (size - 1);
    double stepY = plot.getHeight() / (size - 1);
    return new Rectangle2D.Double(
        plot.getX() - stepX / 2, plot.getY() - stepY / 2, size * stepX, size * stepY);
  }

  /** About so many round levels between the lowest and the highest value. */
  double[] levels(int about) {
    return low() < high() ? Ticks.round(low(), high(), about) : new double[0];
  }

  /**
   * Levels by a constant factor: powers of ten and, where these are few, their triples. Above a
   * lowest value that is not positive they count from there.
   */
  double[] logLevels() {
    if (!(low() < high())) {
      return new double[0];
    }
    double from = low() > 0 ? 0 : low();
    // What lies more than six powers of ten below the top is the bottom.
    double bottom = Math.max(low() - from, 1e-6 * (high() - from));
    int first = (int) Math.floor(Math.log10(bottom));
    int last = (int) Math.floor(Math.log10(high() - from));
    boolean triples = last - first <= 6;
    double[] levels = new double[2 * (last - first + 1)];
    for (int i = 0; i < levels.length; i++) {
      double factor = i % 2 == 0 ? 1 : 3;
      levels[i] = i % 2 == 1 && !triples ? Double.NaN : from + factor * Math.pow(10, first + i / 2);
    }
    return Arrays.stream(levels).filter(level -> level > low() && level < high()).toArray();
  }
}
