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
    private final double left;
    private final double top;

    private Frame(XYChart chart, Range x, Range y, double left, double top) {
      this.chart = chart;
      this.left = left;
      this.top = top;
      double x0 = chart.getScreenXFromChart(x.low());
      double x1 = chart.getScreenXFromChart(x.high());
      double y0 = chart.getScreenYFromChart(y.high());
      double y1 = chart.getScreenYFromChart(y.low());
      this.plot = new Rectangle2D.Double(left + x0, top + y0, x1 - x0, y1 - y0);
    }

    Rectangle2D plot() {
      return plot;
    }

    double x(double value) {
      return left + chart.getScreenXFromChart(value);
    }

    double y(double value) {
      return top + chart.getScreenYFromChart(value);
    }
  }

  Frame paint(Graphics2D graphics, double left, double top, int width, int height) {
    return paint(graphics, left, top, width, height, frame -> {});
  }

  /** Paints the axes into the rectangle; {@code ground} may paint what lies under the grid. */
  Frame paint(
      Graphics2D graphics, double left, double top, int width, int height, Consumer<Frame> ground) {
    XYChart chart = Style.xyChart(width, height);
    chart.setXAxisTitle(xName);
    chart.setYAxisTitle(yName);
    XYStyler styler = chart.getStyler();
    // XChart ends in an endless loop or an exception without a series; this one is never painted.
    var corners = chart.addSeries(" ", ends(x), ends(y));
    corners.setLineStyle(org.knowm.xchart.style.lines.SeriesLines.NONE);
    corners.setMarker(org.knowm.xchart.style.markers.SeriesMarkers.NONE);
    styler.setPlotContentSize(1).setChartTitleVisible(false).setChartPadding(8);
    styler.setXAxisMin(x.low()).setXAxisMax(x.high()).setYAxisMin(y.low()).setYAxisMax(y.high());
    styler.setAxisTitleFont(Style.font(12, xName + yName));
    styler.setXAxisTitleVisible(!xName.isEmpty()).setYAxisTitleVisible(!yName.isEmpty());
    styler.setXAxisLogarithmic(x.logarithmic()).setYAxisLogarithmic(y.logarithmic());
    styler.setXAxisLogarithmicDecadeOnly(x.decades() > 1.5);
    styler.setYAxisLogarithmicDecadeOnly(y.decades() > 1.5);
    styler.setXAxisTickMarkSpacingHint(70).setYAxisTickMarkSpacingHint(44);
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
    if (whole && value != Math.rint(value)) {
      return "";
    }
    // 0.30000000000000004 and -1e-17 come from adding up steps.
    double tidy = !range.logarithmic() && Math.abs(value) < 1e-9 * range.high() ? 0 : value;
    return Numbers.tick(tidy, range.logarithmic());
  }

  private static double[] ends(Range range) {
    return new double[] {range.low(), range.high()};
  }
}
