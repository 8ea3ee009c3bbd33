package org.neuronbook.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
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

  private record Reference(double value, String name) {}

  private final String xName;
  private final String yName;
  private final List<Curve> series = new ArrayList<>();
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
            .flatMapToDouble(s -> DoubleStream.of(s.y()))
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
    series.add(new Curve(name, x.clone(), y.clone(), low, high, points));
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
    for (Curve one : series) {
      words.append(one.name().isEmpty() ? "the curve" : one.name()).append(" ");
      if (one.points()) {
        words.append(Trend.cloud(one.x(), one.y(), xName, yName));
      } else {
        words.append(Trend.words(one.x(), one.y(), xName));
        words.append(span(one));
      }
      words.append(one.low() == null ? "" : bandWords(one)).append(". ");
    }
    for (Reference one : references) {
      words.append(one.name()).append(" is at ").append(Numbers.brief(one.value)).append(". ");
    }
    return words.toString().strip();
  }

  private String span(Curve one) {
    if (one.x().length < 2) {
      return "";
    }
    String from = Numbers.brief(one.x()[0]);
    return " over " + xName + " " + from + " to " + Numbers.brief(one.x()[one.x().length - 1]);
  }

  private static String bandWords(Curve one) {
    int last = one.low().length - 1;
    return last < 0
        ? ""
        : ", at the end between "
            + Numbers.brief(one.low()[last])
            + " and "
            + Numbers.brief(one.high()[last]);
  }

  @Override
  void paint(Graphics2D graphics, double titleEnd) {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      if (series.get(i).points()) {
        entries.add(Legend.Entry.points(series.get(i).name(), firstLook + i));
      }
    }
    double top = Legend.paint(graphics, entries, 14, titleEnd, width() - 28);
    EndLabels labels = new EndLabels(labels(), 0.4 * width());
    Axes axes = new Axes(xName, yName, xAxis(), yAxis(), wholeX());
    int plotWidth = (int) (width() - Math.max(labels.width(), 4));
    Axes.Frame frame = axes.paint(graphics, 0, top, plotWidth, (int) (height() - top));
    Shape everywhere = graphics.getClip();
    graphics.clip(frame.plot());
    references.forEach(one -> paintReference(graphics, frame, one));
    for (int i = 0; i < series.size(); i++) {
      series.get(i).paintBand(graphics, frame, firstLook + i, logY);
    }
    for (int i = 0; i < series.size(); i++) {
      series.get(i).paint(graphics, frame, firstLook + i, logX, logY);
    }
    graphics.setClip(everywhere);
    labels.paint(graphics, frame);
    if (series.stream().allMatch(one -> one.lastShown(logY) < 0)) {
      frame.say(graphics, "no finite value yet");
    }
  }

  private boolean wholeX() {
    return series.stream()
            .flatMapToDouble(s -> DoubleStream.of(s.x()))
            .allMatch(x -> x == Math.rint(x))
        && series.stream().noneMatch(s -> s.points());
  }

  private Range xAxis() {
    double[] all = series.stream().flatMapToDouble(s -> DoubleStream.of(s.x())).toArray();
    if (xRange != null) {
      return new Range(xRange.low(), xRange.high(), logX);
    }
    if (logX) {
      return Range.around(all, true, 0.03);
    }
    double[] finite = DoubleStream.of(all).filter(Double::isFinite).toArray();
    double low = DoubleStream.of(finite).min().orElse(0);
    double high = DoubleStream.of(finite).max().orElse(1);
    if (wholeX() && high - low < 2) {
      // One or two epochs make no axis; with their neighbours they do.
      return new Range(low - 1.05, high + 1.05, false);
    }
    double margin = high > low ? 0.025 * (high - low) : 0.5;
    return new Range(low - margin, high + margin, false);
  }

  private Range yAxis() {
    if (yRange != null) {
      return new Range(yRange.low(), yRange.high(), logY);
    }
    DoubleStream.Builder all = DoubleStream.builder();
    for (Curve one : series) {
      for (double[] values : new double[][] {one.y(), one.low(), one.high()}) {
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

  private List<EndLabels.Label> labels() {
    List<EndLabels.Label> labels = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      Curve one = series.get(i);
      int last = one.points() ? -1 : one.lastShown(logY);
      if (last >= 0 && !one.name().isEmpty()) {
        Color color = Style.readable(Style.color(firstLook + i));
        labels.add(new EndLabels.Label(one.name(), color, one.x()[last], one.y()[last]));
      }
    }
    for (Reference one : references) {
      labels.add(
          new EndLabels.Label(one.name(), Style.FAINT_INK, Double.POSITIVE_INFINITY, one.value));
    }
    return labels;
  }
}
