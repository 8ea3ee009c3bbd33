package org.neuronbook.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Curves over a common axis: losses by epoch, a function and its fit, the same training with two
 * settings.
 *
 * <p>Each curve has its own colour, its own dashes and its name at its end, so that no legend has
 * to be matched. Values that are not finite leave a gap.
 *
 * <pre>{@code
 * new LineChart("Momentum shortens the way", "step", "loss")
 *     .line("without", plain)
 *     .line("with momentum 0.9", fast)
 *     .logY()
 * }</pre>
 */
public final class LineChart extends Figure<LineChart> {

  /** One curve or cloud of points; low and high are the band around it, or null. */
  private record Series(
      String name, double[] x, double[] y, double[] low, double[] high, boolean points) {}

  private record Reference(double value, String name) {}

  private static final double LINE_HEIGHT = 15;

  private final String xName;
  private final String yName;
  private final List<Series> series = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();
  private boolean logX;
  private boolean logY;
  private boolean fromZero;
  private int firstLook;
  private Range yRange;
  private Range xRange;

  /** An empty chart; the names of the axes say what is counted and in which unit. */
  public LineChart(String title, String xName, String yName) {
    super(title);
    this.xName = xName;
    this.yName = yName;
  }

  /** Adds a curve whose first value stands at 1, the second at 2 (epochs and steps count so). */
  public LineChart line(String name, double... y) {
    return line(name, counting(y.length), y);
  }

  /**
   * Adds a curve through the points in the given order.
   *
   * @throws IllegalArgumentException if x and y differ in length
   */
  public LineChart line(String name, double[] x, double[] y) {
    return add(name, x, y, null, null, false);
  }

  /** Adds points without a line, for instance the data that a curve fits. */
  public LineChart points(String name, double[] x, double[] y) {
    return add(name, x, y, null, null, true);
  }

  /**
   * Adds the mean of several runs, with a band from the least to the greatest value: what changes
   * when only the seed does.
   *
   * @param runs one row a run; all of the same length, the first value at 1
   */
  public LineChart runs(String name, double[]... runs) {
    if (runs.length == 0) {
      throw new IllegalArgumentException(
          "runs(\"" + name + "\"): expected at least one run, got none");
    }
    int length = runs[0].length;
    double[] mean = new double[length];
    double[] low = new double[length];
    double[] high = new double[length];
    for (int i = 0; i < length; i++) {
      int at = i;
      for (double[] run : runs) {
        requireLength(name, "every run", length, run.length);
      }
      mean[i] = Arrays.stream(runs).mapToDouble(run -> run[at]).average().orElseThrow();
      low[i] = Arrays.stream(runs).mapToDouble(run -> run[at]).min().orElseThrow();
      high[i] = Arrays.stream(runs).mapToDouble(run -> run[at]).max().orElseThrow();
    }
    return add(name, counting(length), mean, low, high, false);
  }

  /** Adds a curve with a band around it. */
  public LineChart band(String name, double[] x, double[] y, double[] low, double[] high) {
    requireLength(name, "low", y.length, low.length);
    requireLength(name, "high", y.length, high.length);
    return add(name, x, y, low.clone(), high.clone(), false);
  }

  /** Adds a thin level line, for instance the accuracy of guessing. */
  public LineChart level(String name, double y) {
    references.add(new Reference(y, name));
    return this;
  }

  /** Counts the horizontal axis in powers of ten. */
  public LineChart logX() {
    logX = true;
    return this;
  }

  /** Counts the vertical axis in powers of ten; values that are not positive leave a gap. */
  public LineChart logY() {
    logY = true;
    return this;
  }

  /** Shows only this part of the vertical axis. */
  public LineChart yRange(double low, double high) {
    yRange = new Range(low, high, false);
    return this;
  }

  /** Starts the vertical axis at 0, so that heights can be compared by eye. */
  public LineChart fromZero() {
    fromZero = true;
    return this;
  }

  /**
   * Gives the first series the look of series {@code number}, so that two charts can share looks.
   */
  LineChart lookFrom(int number) {
    firstLook = number;
    return this;
  }

  /** An accuracy is read against 1: the axis ends there, and starts where the values do. */
  LineChart accuracyAxis() {
    double least =
        series.stream()
            .flatMapToDouble(s -> DoubleStream.of(s.y))
            .filter(Double::isFinite)
            .min()
            .orElse(0);
    double margin = 0.06 * (1 - least) + 0.002;
    return yRange(least - margin, 1 + 0.5 * margin);
  }

  /** Shows only this part of the horizontal axis. */
  public LineChart xRange(double low, double high) {
    xRange = new Range(low, high, false);
    return this;
  }

  private LineChart add(
      String name, double[] x, double[] y, double[] low, double[] high, boolean points) {
    requireLength(name, "y", x.length, y.length);
    series.add(new Series(name, x.clone(), y.clone(), low, high, points));
    return this;
  }

  private static void requireLength(String name, String what, int expected, int actual) {
    if (expected != actual) {
      throw new IllegalArgumentException(
          "series \"%s\": expected %d values in %s, got %d"
              .formatted(name, expected, what, actual));
    }
  }

  private static double[] counting(int length) {
    double[] x = new double[length];
    Arrays.setAll(x, i -> i + 1);
    return x;
  }

  @Override
  int ownWidth() {
    return 640;
  }

  @Override
  int ownHeight() {
    return 328;
  }

  @Override
  public String alt() {
    StringBuilder words = new StringBuilder(opening("Line chart"));
    if (!yName.isEmpty()) {
      words.append(yName).append(" by ").append(xName);
      words.append(logX || logY ? " (logarithmic)" : "").append(". ");
    }
    for (Series one : series) {
      words.append(one.name.isEmpty() ? "the curve" : one.name).append(" ");
      if (one.points) {
        words.append("is ").append(one.x.length).append(" points");
      } else {
        words.append(Trend.words(one.x, one.y, xName));
        words.append(span(one));
      }
      words.append(one.low == null ? "" : bandWords(one)).append(". ");
    }
    for (Reference one : references) {
      words.append(one.name).append(" is at ").append(Numbers.brief(one.value)).append(". ");
    }
    return words.toString().strip();
  }

  private String span(Series one) {
    if (one.x.length < 2) {
      return "";
    }
    String from = Numbers.brief(one.x[0]);
    return " over " + xName + " " + from + " to " + Numbers.brief(one.x[one.x.length - 1]);
  }

  private static String bandWords(Series one) {
    int last = one.low.length - 1;
    return last < 0
        ? ""
        : ", at the end between "
            + Numbers.brief(one.low[last])
            + " and "
            + Numbers.brief(one.high[last]);
  }

  @Override
  void paint(Graphics2D graphics, double titleEnd) {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      if (series.get(i).points) {
        entries.add(new Legend.Entry(series.get(i).name, firstLook + i));
      }
    }
    double top = Legend.paint(graphics, entries, 14, titleEnd, width() - 28);
    graphics.setFont(Style.font(12));
    double labels = labelWidth(graphics);
    Axes axes = new Axes(xName, yName, xAxis(), yAxis(), wholeX());
    int plotWidth = (int) (width() - Math.max(labels, 4));
    Axes.Frame frame = axes.paint(graphics, 0, top, plotWidth, (int) (height() - top));
    Shape everywhere = graphics.getClip();
    graphics.clip(frame.plot());
    references.forEach(one -> paintReference(graphics, frame, one));
    for (int i = 0; i < series.size(); i++) {
      paintBand(graphics, frame, series.get(i), Style.color(firstLook + i));
    }
    for (int i = 0; i < series.size(); i++) {
      paintSeries(graphics, frame, series.get(i), firstLook + i);
    }
    graphics.setClip(everywhere);
    paintLabels(graphics, frame);
  }

  private boolean wholeX() {
    return series.stream()
            .flatMapToDouble(s -> DoubleStream.of(s.x))
            .allMatch(x -> x == Math.rint(x))
        && series.stream().noneMatch(s -> s.points);
  }

  private Range xAxis() {
    double[] all = series.stream().flatMapToDouble(s -> DoubleStream.of(s.x)).toArray();
    if (xRange != null) {
      return new Range(xRange.low(), xRange.high(), logX);
    }
    if (logX) {
      return Range.around(all, true, 0.03);
    }
    double low = DoubleStream.of(all).min().orElse(0);
    double high = DoubleStream.of(all).max().orElse(1);
    double margin = high > low ? 0.025 * (high - low) : 0.5;
    return new Range(low - margin, high + margin, false);
  }

  private Range yAxis() {
    if (yRange != null) {
      return new Range(yRange.low(), yRange.high(), logY);
    }
    DoubleStream.Builder all = DoubleStream.builder();
    for (Series one : series) {
      for (double[] values : new double[][] {one.y, one.low, one.high}) {
        DoubleStream.of(values == null ? new double[0] : values).forEach(all::add);
      }
    }
    references.forEach(one -> all.add(one.value));
    Range around = Range.around(all.build().toArray(), logY, 0.05);
    return fromZero && !logY ? new Range(0, around.high(), false) : around;
  }

  private void paintReference(Graphics2D graphics, Axes.Frame frame, Reference one) {
    double y = frame.y(one.value);
    graphics.setColor(Style.FAINT_INK);
    graphics.setStroke(Style.line(1f, 1, 3));
    graphics.draw(new Line2D.Double(frame.plot().getMinX(), y, frame.plot().getMaxX(), y));
  }

  private void paintBand(Graphics2D graphics, Axes.Frame frame, Series one, Color color) {
    if (one.low == null || one.x.length == 0) {
      return;
    }
    Path2D band = new Path2D.Double();
    for (int i = 0; i < one.x.length; i++) {
      moveOrLine(band, i == 0, frame.x(one.x[i]), frame.y(one.high[i]));
    }
    for (int i = one.x.length - 1; i >= 0; i--) {
      moveOrLine(band, false, frame.x(one.x[i]), frame.y(Math.max(one.low[i], lowestShown())));
    }
    band.closePath();
    graphics.setColor(Style.translucent(color, 0.18));
    graphics.fill(band);
  }

  /** A logarithmic axis cannot show zero: a band that reaches it ends far below the plot. */
  private double lowestShown() {
    return logY ? 1e-300 : Double.NEGATIVE_INFINITY;
  }

  private void paintSeries(Graphics2D graphics, Axes.Frame frame, Series one, int number) {
    if (one.points) {
      Legend.paintPoints(graphics, frame, one.x, one.y, number);
      return;
    }
    Path2D path = new Path2D.Double();
    boolean pen = false;
    int shown = 0;
    for (int i = 0; i < one.x.length; i++) {
      boolean paintable =
          Double.isFinite(one.y[i]) && (!logY || one.y[i] > 0) && (!logX || one.x[i] > 0);
      if (paintable) {
        moveOrLine(path, !pen, frame.x(one.x[i]), frame.y(one.y[i]));
        shown++;
      }
      pen = paintable;
    }
    graphics.setColor(Style.color(number));
    graphics.setStroke(Style.stroke(number));
    graphics.draw(path);
    if (shown == 1) {
      // One value makes no line; without a dot nothing would be seen.
      Legend.paintPoints(graphics, frame, one.x, one.y, number);
    }
  }

  private static void moveOrLine(Path2D path, boolean move, double x, double y) {
    if (move) {
      path.moveTo(x, y);
    } else {
      path.lineTo(x, y);
    }
  }

  private double labelWidth(Graphics2D graphics) {
    double widest = 0;
    for (Series one : series) {
      widest = one.points ? widest : Math.max(widest, widthOf(graphics, one.name));
    }
    for (Reference one : references) {
      widest = Math.max(widest, widthOf(graphics, one.name));
    }
    return widest == 0 ? 0 : Math.min(widest + 8, 0.45 * width());
  }

  /** The names stand at the ends of their curves, moved apart where curves end close together. */
  private void paintLabels(Graphics2D graphics, Axes.Frame frame) {
    record Label(String text, Color color, double x, double y) {}
    List<Label> labels = new ArrayList<>();
    Rectangle2D plot = frame.plot();
    for (int i = 0; i < series.size(); i++) {
      Series one = series.get(i);
      int last = one.points ? -1 : lastShown(one);
      if (last >= 0 && !one.name.isEmpty()) {
        double y = Math.min(plot.getMaxY(), Math.max(plot.getMinY(), frame.y(one.y[last])));
        // A curve that ends early is named where it ends, if there is room.
        double end = frame.x(one.x[last]) + 7;
        boolean early = end + widthOf(graphics, one.name) < plot.getMaxX() - 4;
        double x = early ? end : plot.getMaxX() + 6;
        labels.add(new Label(one.name, Style.readable(Style.color(firstLook + i)), x, y));
      }
    }
    for (Reference one : references) {
      labels.add(new Label(one.name, Style.FAINT_INK, plot.getMaxX() + 6, frame.y(one.value)));
    }
    labels.sort(java.util.Comparator.comparingDouble(Label::y));
    double[] heights = spread(labels.stream().mapToDouble(Label::y).toArray(), plot);
    graphics.setFont(Style.font(12));
    for (int i = 0; i < labels.size(); i++) {
      graphics.setColor(labels.get(i).color());
      write(graphics, labels.get(i).text(), labels.get(i).x(), heights[i] + 4, Align.LEFT);
    }
  }

  private int lastShown(Series one) {
    for (int i = one.y.length - 1; i >= 0; i--) {
      if (Double.isFinite(one.y[i]) && (!logY || one.y[i] > 0)) {
        return i;
      }
    }
    return -1;
  }

  /** Moves sorted heights apart by at least a line, and keeps the last within the plot. */
  static double[] spread(double[] sorted, Rectangle2D plot) {
    double[] result = sorted.clone();
    for (int i = 1; i < result.length; i++) {
      result[i] = Math.max(result[i], result[i - 1] + LINE_HEIGHT);
    }
    double limit = plot.getMaxY();
    for (int i = result.length - 1; i >= 0 && result[i] > limit; i--) {
      result[i] = limit;
      limit -= LINE_HEIGHT;
    }
    return result;
  }
}
