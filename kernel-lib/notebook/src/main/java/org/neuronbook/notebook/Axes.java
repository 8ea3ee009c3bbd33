package org.neuronbook.notebook;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.function.Consumer;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;

/**
 * Two axes with their grid, ticks and names, laid out and painted by XChart.
 *
 * <p>The curves come on top, painted by the charts themselves: XChart draws a curve segment by
 * segment, so that a dash pattern would start anew at every point and a long curve look solid.
 */
record Axes(String xName, String yName, Range x, Range y, boolean wholeX) {

  /** The painted axes: where the plot is, and where in it a value stands. */
  static final class Frame {
    private final XYChart chart;
    private final Rectangle2D plot;
    private final Range x;
    private final Range y;
    private final double left;
    private final double top;

    private Frame(XYChart chart, Range x, Range y, double left, double top) {
      this.chart = chart;
      this.x = x;
      this.y = y;
      this.left = left;
      this.top = top;
      this.plot = new Rectangle2D.Double();
      this.plot.setFrameFromDiagonal(x(x.low()), y(y.high()), x(x.high()), y(y.low()));
    }

    Rectangle2D plot() {
      return plot;
    }

    double x(double value) {
      return left + chart.getScreenXFromChart(scaled(x, value));
    }

    double y(double value) {
      return top + chart.getScreenYFromChart(scaled(y, value));
    }
  }

  Frame paint(Graphics2D graphics, double left, double top, int width, int height) {
    return paint(graphics, left, top, width, height, frame -> {});
  }

  /** Paints the axes into the rectangle; {@code ground} may paint what lies under them. */
  Frame paint(
      Graphics2D graphics, double left, double top, int width, int height, Consumer<Frame> ground) {
    XYChart chart = Style.xyChart(width, height);
    chart.setXAxisTitle(xName);
    chart.setYAxisTitle(yName);
    XYStyler styler = chart.getStyler();
    double[] ticks = dataForTicks();
    // XChart lays out axes for a series only; this one is never seen.
    chart.addSeries(" ", ticks, unevenly(scaled(y, y.low()), scaled(y, y.high()), ticks.length));
    styler.setPlotContentSize(1).setChartTitleVisible(false).setChartPadding(8);
    styler.setXAxisMin(scaled(x, x.low())).setXAxisMax(scaled(x, x.high()));
    styler.setYAxisMin(scaled(y, y.low())).setYAxisMax(scaled(y, y.high()));
    styler.setAxisTitleFont(Style.font(12, xName + yName));
    styler.setXAxisTitleVisible(!xName.isEmpty()).setYAxisTitleVisible(!yName.isEmpty());
    styler.setXAxisTickMarkSpacingHint(64).setYAxisTickMarkSpacingHint(46);
    chart.setCustomXAxisTickLabelsFormatter(value -> tick(value, x, wholeX));
    chart.setCustomYAxisTickLabelsFormatter(value -> tick(value, y, false));

    var before = graphics.getTransform();
    graphics.translate(left, top);
    chart.paint(graphics, width, height);
    graphics.setTransform(before);
    Frame frame = new Frame(chart, x, y, left, top);
    ground.accept(frame);
    paintLeftAndBottom(graphics, frame);
    return frame;
  }

  /**
   * Powers of ten are laid out as their exponents: XChart's own logarithmic axis has ten lines for
   * each, which cover a chart of twelve powers with grey.
   */
  private static double scaled(Range range, double value) {
    return range.logarithmic() ? Math.log10(value) : value;
  }

  /**
   * XChart puts its ticks at the values of a series that has them evenly spaced, and at round numbers
   * otherwise. A few whole numbers (epochs) get one tick each, everything else round numbers.
   */
  private double[] dataForTicks() {
    double span = x.high() - x.low();
    if (wholeX && !x.logarithmic() && span >= 1 && span <= 12) {
      int first = (int) Math.ceil(x.low());
      int last = (int) Math.floor(x.high());
      return java.util.stream.IntStream.rangeClosed(first, last).asDoubleStream().toArray();
    }
    return unevenly(scaled(x, x.low()), scaled(x, x.high()), 3);
  }

  private static double[] unevenly(double low, double high, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      double share = count == 1 ? 0 : i / (count - 1.0);
      values[i] = low + share * share * (high - low);
    }
    return values;
  }

  /** The two lines from which the values count; XChart would frame all four sides. */
  private static void paintLeftAndBottom(Graphics2D graphics, Frame frame) {
    Rectangle2D plot = frame.plot();
    graphics.setColor(Style.AXIS);
    graphics.setStroke(Style.line(1f, (float[]) null));
    graphics.draw(
        new java.awt.geom.Line2D.Double(
            plot.getMinX(), plot.getMaxY(), plot.getMaxX(), plot.getMaxY()));
    graphics.draw(
        new java.awt.geom.Line2D.Double(
            plot.getMinX(), plot.getMinY(), plot.getMinX(), plot.getMaxY()));
  }

  private static String tick(double value, Range range, boolean whole) {
    if ((whole || range.logarithmic()) && value != Math.rint(value)) {
      // Two different blanks: XChart gives up an axis whose ends read the same.
      return value > scaled(range, range.high()) - 1e-9 ? " " : "";
    }
    if (range.logarithmic()) {
      return Numbers.tick(Math.pow(10, value), true);
    }
    // 0.30000000000000004 and -1e-17 come from adding up steps.
    double tidy = Math.abs(value) < 1e-9 * (range.high() - range.low()) ? 0 : value;
    return Numbers.tick(tidy, false);
  }
}
