package org.neuronbook.notebook;

import java.awt.Graphics2D;
import java.awt.geom.Path2D;

/**
 * One curve or cloud of points of a {@link LineChart}, and how it is painted.
 *
 * @param low the lower border of the band around it, or null
 * @param high the upper border, or null
 */
record Curve(String name, double[] x, double[] y, double[] low, double[] high, boolean points) {

  void paintBand(Graphics2D graphics, Axes.Frame frame, int look, boolean logY) {
    if (low == null) {
      return;
    }
    graphics.setColor(Style.translucent(Style.color(look), 0.18));
    int from = 0;
    while (from < x.length) {
      int to = from;
      while (to < x.length && Double.isFinite(low[to]) && Double.isFinite(high[to])) {
        to++;
      }
      paintBand(graphics, frame, from, to, logY ? Double.MIN_NORMAL : Double.NEGATIVE_INFINITY);
      from = to + 1;
    }
  }

  /**
   * A part without gaps. A logarithmic axis cannot show zero: a band that reaches it ends at {@code
   * least}, far below the plot.
   */
  private void paintBand(Graphics2D graphics, Axes.Frame frame, int from, int to, double least) {
    if (to - from < 2) {
      return;
    }
    Path2D band = new Path2D.Double();
    for (int i = from; i < to; i++) {
      moveOrLine(band, i == from, frame.x(x[i]), frame.y(Math.max(high[i], least)));
    }
    for (int i = to - 1; i >= from; i--) {
      moveOrLine(band, false, frame.x(x[i]), frame.y(Math.max(low[i], least)));
    }
    band.closePath();
    graphics.fill(band);
  }

  void paint(Graphics2D graphics, Axes.Frame frame, int look, boolean logX, boolean logY) {
    if (points) {
      Legend.paintPoints(graphics, frame, x, y, look);
      return;
    }
    Path2D path = new Path2D.Double();
    for (int i = 0; i < x.length; i++) {
      if (shown(i, logX, logY)) {
        moveOrLine(path, !shown(i - 1, logX, logY), frame.x(x[i]), frame.y(y[i]));
      }
    }
    graphics.setColor(Style.color(look));
    graphics.setStroke(Style.stroke(look));
    graphics.draw(path);
    for (int i = 0; i < x.length; i++) {
      boolean alone = !shown(i - 1, logX, logY) && !shown(i + 1, logX, logY);
      if (shown(i, logX, logY) && alone) {
        // One value makes no line; without a dot nothing would be seen.
        Legend.paintMarker(graphics, frame.x(x[i]), frame.y(y[i]), look);
      }
    }
  }

  private boolean shown(int i, boolean logX, boolean logY) {
    return i >= 0
        && i < x.length
        && Double.isFinite(x[i])
        && Double.isFinite(y[i])
        && (!logX || x[i] > 0)
        && (!logY || y[i] > 0);
  }

  /** The index of the last value that the axis can show, or -1. */
  int lastShown(boolean logY) {
    int last = y.length - 1;
    while (last >= 0 && !shown(last, false, logY)) {
      last--;
    }
    return last;
  }

  private static void moveOrLine(Path2D path, boolean move, double x, double y) {
    if (move) {
      path.moveTo(x, y);
    } else {
      path.lineTo(x, y);
    }
  }
}
