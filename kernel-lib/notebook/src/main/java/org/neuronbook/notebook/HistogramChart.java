package org.neuronbook.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How many values lie where; several sets of values are compared over the same bins.
 *
 * <p>The width of a bin is 2 · IQR / ∛n, IQR the distance between the quartiles (Freedman and
 * Diaconis, <i>On the histogram as a density estimator</i>, 1981), rounded to 1, 2, 2.5 or 5 times
 * a power of ten; {@link #bins} overrules it. Whole numbers of a small range get a bin each. Sets
 * of different sizes are compared by their shares.
 *
 * <pre>{@code
 * new HistogramChart("Weights of the first layer", "weight")
 *     .values("before training", before)
 *     .values("after training", after)
 * }</pre>
 */
public final class HistogramChart extends Figure<HistogramChart> {

  private record Series(String name, double[] values, int strange) {}

  private final String valueName;
  private final List<Series> series = new ArrayList<>();
  private int wantedBins;

  /** An empty chart; {@code valueName} says what the values measure, and in which unit. */
  public HistogramChart(String title, String valueName) {
    super(title);
    this.valueName = valueName;
  }

  /** Adds a set of values; those that are not finite are counted in the description only. */
  public HistogramChart values(String name, double... values) {
    double[] finite = DoubleStream.of(values).filter(Double::isFinite).toArray();
    series.add(new Series(name, finite, values.length - finite.length));
    return this;
  }

  /** Takes about so many bins instead of as many as the rule says. */
  public HistogramChart bins(int about) {
    if (about < 1 || about > Bins.MOST) {
      throw new IllegalArgumentException(
          "bins: expected 1 to %d, got %d".formatted(Bins.MOST, about));
    }
    wantedBins = about;
    return this;
  }

  private Bins binning() {
    double[] all = series.stream().flatMapToDouble(s -> DoubleStream.of(s.values)).toArray();
    return Bins.of(all, series.stream().mapToInt(s -> s.values.length).max().orElse(0), wantedBins);
  }

  /** Counts of different totals say nothing to each other. */
  private boolean asShares() {
    return series.stream().mapToInt(s -> s.values.length).distinct().count() > 1;
  }

  private double[] heights(Series one, Bins bins) {
    double[] counts = bins.counts(one.values);
    double all = asShares() ? Math.max(1, one.values.length) : 1;
    return Arrays.stream(counts).map(count -> count / all).toArray();
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
    Bins bins = binning();
    StringBuilder words = new StringBuilder(opening("Histogram"));
    words.append(valueName).append(", ");
    words.append(Tables.count(bins.size(), "bin"));
    words.append(" of width ").append(Numbers.brief(bins.width())).append(". ");
    for (Series one : series) {
      words.append(one.name).append(one.name.isEmpty() ? "" : ": ");
      words.append(Distribution.words(one.values, bins));
      words.append(one.strange == 0 ? "" : ", " + Tables.grouped(one.strange) + " not finite");
      words.append(". ");
    }
    return words.toString().strip();
  }

  @Override
  void paint(Graphics2D graphics, double titleEnd) {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0;
        i < series.size() && !(series.size() == 1 && series.get(0).name.isEmpty());
        i++) {
      entries.add(Legend.Entry.area(series.get(i).name, i));
    }
    double top = Legend.paint(graphics, entries, Title.LEFT, titleEnd, width() - 2 * Title.LEFT);
    Bins bins = binning();
    double[][] heights = series.stream().map(one -> heights(one, bins)).toArray(double[][]::new);
    double highest = Arrays.stream(heights).flatMapToDouble(Arrays::stream).max().orElse(1);
    Range x = new Range(bins.edge(0), bins.edge(bins.size()), false).widened(0.02);
    Range y = new Range(0, highest > 0 ? highest : 1, false).withRoomAbove();
    Axes axes = new Axes(valueName, asShares() ? "share of the values" : "count", x, y, false);
    Axes.Frame frame = axes.paint(graphics, 0, top, width() - 4, (int) (height() - top));
    Shape everywhere = graphics.getClip();
    graphics.clip(frame.plot());
    for (int i = 0; i < series.size(); i++) {
      paintBars(graphics, frame, bins, heights[i], i);
    }
    graphics.setClip(everywhere);
    if (series.stream().allMatch(one -> one.values.length == 0)) {
      frame.say(graphics, "no finite value yet");
    }
  }

  private void paintBars(
      Graphics2D graphics, Axes.Frame frame, Bins bins, double[] heights, int number) {
    Color color = Style.color(number);
    Path2D outline = new Path2D.Double();
    outline.moveTo(frame.x(bins.edge(0)), frame.y(0));
    for (int b = 0; b < bins.size(); b++) {
      double left = frame.x(bins.edge(b));
      double right = frame.x(bins.edge(b + 1));
      double height = frame.y(heights[b]);
      outline.lineTo(left, height);
      outline.lineTo(right, height);
      if (series.size() == 1) {
        double gap = right - left > 6 ? 1 : 0;
        graphics.setColor(color);
        graphics.fill(
            new Rectangle2D.Double(left, height, right - left - gap, frame.y(0) - height));
      }
    }
    outline.lineTo(frame.x(bins.edge(bins.size())), frame.y(0));
    if (series.size() > 1) {
      graphics.setColor(Style.translucent(color, 0.22));
      graphics.fill(outline);
      graphics.setColor(color);
      graphics.setStroke(Style.stroke(number));
      graphics.draw(outline);
    }
  }
}
