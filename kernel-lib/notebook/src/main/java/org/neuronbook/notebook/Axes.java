package org.neuronbook.notebook;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;

/**
 * Two axes with their grid, ticks and names, laid out and painted by XChart.
 *
 * <p>The curves come on top, painted by the charts themselves: XChart draws a curve segment by
 * segment, so that a dash pattern would start anew at every point and a long curve look solid.
 */
record Axes(String xName, String yName, Range x, Range y, boolean wholeX) {

  /** The part of the plot that the values take when they are few whole numbers. */
  private static final double INSET = 0.94;

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
      // Corners of the plot that are no values: an inset keeps values off its border.
      double inset = (1 - chart.getStyler().getPlotContentSize()) / 2;
      double left0 = chart.getScreenXFromChart(chart.getStyler().getXAxisMin());
      double right0 = chart.getScreenXFromChart(chart.getStyler().getXAxisMax());
      double top0 = y(y.high());
      double bottom0 = y(y.low());
      double extraX = inset * (right0 - left0) / (1 - 2 * inset);
      double extraY = inset * (bottom0 - top0) / (1 - 2 * inset);
      this.plot.setFrameFromDiagonal(
          left + left0 - extraX, top0 - extraY, left + right0 + extraX, bottom0 + extraY);
    }

    Rectangle2D plot() {
      return plot;
    }

    /** Words in the middle of a plot that would be empty without them. */
    void say(Graphics2D graphics, String words) {
      graphics.setFont(Style.font(12));
      graphics.setColor(Style.FAINT_INK);
      Picture.write(graphics, words, plot.getCenterX(), plot.getCenterY(), Picture.Align.CENTRE);
    }

    double x(double value) {
      return left + chart.getScreenXFromChart(x.end(value));
    }

    double y(double value) {
      return top + chart.getScreenYFromChart(y.end(value));
    }
  }

  Frame paint(Graphics2D graphics, double left, double top, int width, int height) {
    return paint(graphics, left, top, width, height, frame -> {});
  }

  /** Paints the axes into the rectangle; {@code ground} may paint what lies under them. */
  Frame paint(
      Graphics2D graphics, double left, double top, int width, int height, Consumer<Frame> ground) {
    XYChart chart = Style.xyChart(width, height);
    // A name longer than its axis would lose both its ends.
    Font names = Style.font(12, xName + yName);
    chart.setXAxisTitle(Picture.shortened(xName, names, width - 70));
    chart.setYAxisTitle(Picture.shortened(yName, names, height - 40));
    XYStyler styler = chart.getStyler();
    double[] ticks = dataForTicks();
    // XChart lays out axes for a series only; this one is never seen.
    chart.addSeries(" ", ticks, unevenly(y.end(y.low()), y.end(y.high()), ticks.length));
    styler.setPlotContentSize(countsFew() ? INSET : 1);
    styler.setChartTitleVisible(false).setChartPadding(8);
    styler.setXAxisMin(countsFew() ? first() : x.end(x.low()));
    styler.setXAxisMax(countsFew() ? last() : x.end(x.high()));
    styler.setYAxisMin(y.end(y.low())).setYAxisMax(y.end(y.high()));
    styler.setXAxisLogarithmic(x.fewPowers()).setYAxisLogarithmic(y.fewPowers());
    styler.setXAxisLogarithmicDecadeOnly(x.decades() > 1.5);
    styler.setYAxisLogarithmicDecadeOnly(y.decades() > 1.5);
    styler.setAxisTitleFont(names);
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

  /** A few whole numbers, such as epochs: each gets its tick, and nothing between them does. */
  private boolean countsFew() {
    return wholeX && !x.logarithmic() && x.high() - x.low() <= 14 && last() - first() >= 2;
  }

  private int first() {
    return (int) Math.ceil(x.low());
  }

  private int last() {
    return (int) Math.floor(x.high());
  }

  /**
   * XChart puts its ticks at the values of its series if these and the ends of the axis are evenly
   * spaced, and at round numbers otherwise.
   */
  private double[] dataForTicks() {
    return countsFew()
        ? IntStream.rangeClosed(first(), last()).asDoubleStream().toArray()
        : unevenly(x.end(x.low()), x.end(x.high()), 3);
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
    boolean exponents = range.logarithmic() && !range.fewPowers();
    if ((whole || exponents) && value != Math.rint(value)) {
      // Two different blanks: XChart gives up an axis whose ends read the same.
      return value > range.end(range.high()) - 1e-9 ? " " : "";
    }
    if (range.logarithmic()) {
      return Numbers.tick(exponents ? Math.pow(10, value) : value, true);
    }
    // 0.30000000000000004 and -1e-17 come from adding up steps.
    double tidy = Math.abs(value) < 1e-9 * (range.high() - range.low()) ? 0 : value;
    // As many digits as tell a tick from the next.
    double largest = Math.max(Math.abs(range.low()), Math.abs(range.high()));
    int digits = (int) Math.ceil(Math.log10(largest / (range.high() - range.low()))) + 3;
    return Numbers.tick(tidy, Math.max(6, Math.min(15, digits)));
  }
}
