package org.neuronbook.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Points of several classes in a plane, and what a model says of every other point of it.
 *
 * <p>A class has its own colour and its own marker. Behind the points stands, if wanted, the
 * probability that a model gives ({@link #surface}) or the class it predicts ({@link #regions}).
 *
 * <pre>{@code
 * new ScatterChart("XOR, learned", "x₁", "x₂")
 *     .points("0", x0, y0)
 *     .points("1", x1, y1)
 *     .surface(at -> model.forward(Tensor.of(at)).sigmoid().toArray())
 * }</pre>
 */
public final class ScatterChart extends Figure<ScatterChart> {

  private record Series(String name, double[] x, double[] y) {}

  private record Label(double x, double y, String text) {}

  /** Places closer than this, in pixels, get their labels on one line. */
  private static final double SAME_PLACE = 14;

  /** Squares a side into which the plane is cut to ask the model. */
  private static final int GRID = 160;

  private final String xName;
  private final String yName;
  private final List<Series> series = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();
  private Function<double[][], double[]> probability;
  private Function<double[][], int[]> predict;
  private Range xRange;
  private Range yRange;

  public ScatterChart(String title, String xName, String yName) {
    super(title);
    this.xName = xName;
    this.yName = yName;
  }

  /**
   * Adds a class of points.
   *
   * @throws IllegalArgumentException if x and y differ in length
   */
  public ScatterChart points(String name, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "points \"%s\": expected as many x as y, got %d and %d"
              .formatted(name, x.length, y.length));
    }
    series.add(new Series(name, x.clone(), y.clone()));
    return this;
  }

  /**
   * Adds rows of two features, one class of points a label, named "class 0", "class 1" and so on.
   *
   * @param features (n, 2); of more columns the first two count
   * @param labels n numbers from 0
   */
  public ScatterChart classes(double[][] features, int[] labels) {
    if (features.length != labels.length) {
      throw new IllegalArgumentException(
          "classes: expected one label a row, got %d rows and %d labels"
              .formatted(features.length, labels.length));
    }
    int classes = Arrays.stream(labels).max().orElse(-1) + 1;
    for (int c = 0; c < classes; c++) {
      int wanted = c;
      double[][] rows =
          java.util.stream.IntStream.range(0, labels.length)
              .filter(i -> labels[i] == wanted)
              .mapToObj(i -> features[i])
              .toArray(double[][]::new);
      points(
          "class " + c,
          Arrays.stream(rows).mapToDouble(row -> row[0]).toArray(),
          Arrays.stream(rows).mapToDouble(row -> row[1]).toArray());
    }
    return this;
  }

  /** Writes words beside a place; labels of places that lie on each other are joined. */
  public ScatterChart label(double x, double y, String text) {
    labels.add(new Label(x, y, text));
    return this;
  }

  /**
   * Colours the plane by a model of two classes, and draws the line where it is undecided.
   *
   * @param probability gets points (n, 2), gives for each the probability of the second class, from
   *     0 to 1
   */
  public ScatterChart surface(Function<double[][], double[]> probability) {
    this.probability = probability;
    return this;
  }

  /**
   * Colours the plane by the class a model predicts.
   *
   * @param predict gets points (n, 2), gives for each its class from 0
   */
  public ScatterChart regions(Function<double[][], int[]> predict) {
    this.predict = predict;
    return this;
  }

  /** Shows this part of the plane. */
  public ScatterChart range(double xLow, double xHigh, double yLow, double yHigh) {
    xRange = new Range(xLow, xHigh, false);
    yRange = new Range(yLow, yHigh, false);
    return this;
  }

  @Override
  int ownWidth() {
    return 480;
  }

  @Override
  int ownHeight() {
    return 388;
  }

  @Override
  public String alt() {
    StringBuilder words = new StringBuilder(opening("Scatter chart"));
    words.append(yName).append(" against ").append(xName).append(". ");
    for (Series one : series) {
      words.append(one.name).append(": ").append(Tables.count(one.x.length, "point"));
      words.append(", ").append(extent(xName, one.x));
      words.append(", ").append(extent(yName, one.y)).append(". ");
    }
    for (Label one : labels) {
      words.append(
          "%s stands at (%s, %s). "
              .formatted(one.text, Numbers.brief(one.x), Numbers.brief(one.y)));
    }
    if (probability != null || predict != null) {
      words.append(groundWords());
    }
    return words.toString().strip();
  }

  private static String extent(String name, double[] values) {
    var statistics = DoubleStream.of(values).summaryStatistics();
    return values.length == 0
        ? "no " + name
        : "%s from %s to %s, mean %s"
            .formatted(
                name,
                Numbers.brief(statistics.getMin()),
                Numbers.brief(statistics.getMax()),
                Numbers.brief(statistics.getAverage()));
  }

  /** How many points of each class lie on ground of their own class. */
  private String groundWords() {
    StringBuilder words = new StringBuilder();
    words.append(
        probability != null ? "The ground shows the probability of the second class. " : "");
    words.append(predict != null ? "The ground shows the predicted class. " : "");
    for (int c = 0; c < series.size() && (predict != null || series.size() == 2); c++) {
      Series one = series.get(c);
      double[][] points = new double[one.x.length][];
      Arrays.setAll(points, i -> new double[] {one.x[i], one.y[i]});
      int wanted = c;
      long right = Arrays.stream(predicted(points)).filter(p -> p == wanted).count();
      words.append(
          "%d of %d points of %s lie on their own ground. "
              .formatted(right, points.length, one.name));
    }
    return words.toString();
  }

  private int[] predicted(double[][] points) {
    if (points.length == 0) {
      return new int[0];
    }
    return predict != null
        ? predict.apply(points)
        : Arrays.stream(probability.apply(points)).mapToInt(p -> p >= 0.5 ? 1 : 0).toArray();
  }

  @Override
  void paint(Graphics2D graphics, double titleEnd) {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      entries.add(Legend.Entry.points(series.get(i).name, i));
    }
    double top = Legend.paint(graphics, entries, 14, titleEnd, width() - 28);
    Range x = xRange != null ? xRange : range(s -> s.x);
    Range y = yRange != null ? yRange : range(s -> s.y);
    Axes axes = new Axes(xName, yName, x, y, false);
    Axes.Frame frame =
        axes.paint(
            graphics, 0, top, width(), (int) (height() - top), f -> paintGround(graphics, f, x, y));
    Shape everywhere = graphics.getClip();
    graphics.clip(frame.plot());
    for (int i = 0; i < series.size(); i++) {
      Legend.paintPoints(graphics, frame, series.get(i).x, series.get(i).y, i);
    }
    graphics.setClip(everywhere);
    paintLabels(graphics, frame);
    if (series.stream().allMatch(one -> one.x.length == 0)) {
      frame.say(graphics, "no points yet");
    }
  }

  /**
   * To the right of its place, or to the left where the plot ends or another place is in the way.
   */
  private void paintLabels(Graphics2D graphics, Axes.Frame frame) {
    graphics.setFont(Style.font(12));
    graphics.setColor(Style.INK);
    List<Label> rest = new ArrayList<>(labels);
    while (!rest.isEmpty()) {
      double x = frame.x(rest.get(0).x);
      double y = frame.y(rest.get(0).y);
      List<Label> here =
          rest.stream()
              .filter(one -> Math.hypot(frame.x(one.x) - x, frame.y(one.y) - y) < SAME_PLACE)
              .toList();
      rest.removeAll(here);
      String text = here.stream().map(Label::text).collect(Collectors.joining(" and "));
      double end = x + 14 + widthOf(graphics, text);
      boolean free =
          labels.stream()
              .filter(one -> !here.contains(one))
              .noneMatch(
                  one ->
                      frame.x(one.x) > x
                          && frame.x(one.x) < end
                          && Math.abs(frame.y(one.y) - y) < SAME_PLACE);
      boolean right = free && end < frame.plot().getMaxX();
      write(graphics, text, right ? x + 9 : x - 9, y + 4, right ? Align.LEFT : Align.RIGHT);
    }
  }

  private Range range(Function<Series, double[]> values) {
    double[] all =
        series.stream()
            .flatMapToDouble(s -> DoubleStream.of(values.apply(s)))
            .filter(Double::isFinite)
            .toArray();
    double low = DoubleStream.of(all).min().orElse(0);
    double high = DoubleStream.of(all).max().orElse(1);
    double margin = high > low ? 0.08 * (high - low) : Math.max(0.5, 0.1 * Math.abs(high));
    return new Range(low - margin, high + margin, false);
  }

  private void paintGround(Graphics2D graphics, Axes.Frame frame, Range x, Range y) {
    if (probability == null && predict == null) {
      return;
    }
    double[][] points = new double[GRID * GRID][];
    for (int row = 0; row < GRID; row++) {
      for (int column = 0; column < GRID; column++) {
        points[row * GRID + column] =
            new double[] {
              x.low() + (column + 0.5) / GRID * (x.high() - x.low()),
              y.high() - (row + 0.5) / GRID * (y.high() - y.low())
            };
      }
    }
    BufferedImage ground = new BufferedImage(GRID, GRID, BufferedImage.TYPE_INT_RGB);
    double[] chance = probability == null ? null : probability.apply(points);
    int[] classes = chance == null ? predict.apply(points) : null;
    requireAnswers(chance == null ? classes.length : chance.length, points.length);
    for (int i = 0; i < points.length; i++) {
      Color color = chance == null ? tint(classes[i]) : blend(chance[i]);
      ground.setRGB(i % GRID, i / GRID, color.getRGB());
    }
    Rectangle2D plot = frame.plot();
    Object hint = graphics.getRenderingHint(RenderingHints.KEY_INTERPOLATION);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(
        ground,
        (int) Math.round(plot.getX()),
        (int) Math.round(plot.getY()),
        (int) Math.round(plot.getWidth()),
        (int) Math.round(plot.getHeight()),
        null);
    if (hint != null) {
      graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, hint);
    }
    graphics.setColor(Style.INK);
    graphics.setStroke(Style.line(1.2f, (float[]) null));
    if (chance != null) {
      graphics.draw(Contour.line(plot, chance, GRID, 0.5));
    } else {
      Contour.paintBorders(graphics, plot, classes, GRID);
    }
  }

  private static void requireAnswers(int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          "the ground of a scatter chart: expected one answer for each of %d points, got %d"
              .formatted(expected, actual));
    }
  }

  /** From the colour of the first class over white to that of the second. */
  static Color blend(double probability) {
    double p = Double.isNaN(probability) ? 0.5 : Math.min(1, Math.max(0, probability));
    Color target = p < 0.5 ? Style.color(0) : Style.color(1);
    return Style.mix(Style.PAPER, target, 0.5 * Math.abs(2 * p - 1));
  }

  private static Color tint(int series) {
    return Style.mix(Style.PAPER, Style.color(series), 0.28);
  }
}
