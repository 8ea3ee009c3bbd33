package org.neuronbook.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;

/**
 * A function of two variables as a map with lines of equal height, and the ways that optimisers
 * take over it: from a ring to a dot. Low ground is white, high ground blue.
 *
 * <pre>{@code
 * new ContourChart("Momentum in a ravine", "w₁", "w₂", (x, y) -> x * x + 20 * y * y)
 *     .path("SGD", x, y)
 *     .logLevels()
 * }</pre>
 */
public final class ContourChart extends Figure<ContourChart> {

  private record Way(String name, double[] x, double[] y) {}

  private static final int LEVELS = 10;

  /** Points of the grid a side on which the function is asked, and the lines between them found. */
  private static final int GRID = 101;

  private final String xName;
  private final String yName;
  private final DoubleBinaryOperator function;
  private final List<Way> ways = new ArrayList<>();
  private Range xRange;
  private Range yRange;
  private boolean logarithmic;
  private int levels = LEVELS;

  /** Null until it was asked for: each of its 10,201 values may cost a pass over a data set. */
  private Field field;

  /** A map without paths; it shows -1 to 1 on both axes unless told otherwise. */
  public ContourChart(String title, String xName, String yName, DoubleBinaryOperator function) {
    super(title);
    this.xName = xName;
    this.yName = yName;
    this.function = function;
  }

  /**
   * Adds the way of an optimiser, one point a step.
   *
   * @throws IllegalArgumentException if x and y differ in length, or are empty
   */
  public ContourChart path(String name, double[] x, double[] y) {
    if (x.length != y.length || x.length == 0) {
      throw new IllegalArgumentException(
          "path \"%s\": expected as many x as y, at least one, got %d and %d"
              .formatted(name, x.length, y.length));
    }
    ways.add(new Way(name, x.clone(), y.clone()));
    field = null;
    return this;
  }

  /** Shows this part of the plane, instead of the part where the paths lie. */
  public ContourChart range(double xLow, double xHigh, double yLow, double yHigh) {
    xRange = new Range(xLow, xHigh, false);
    yRange = new Range(yLow, yHigh, false);
    field = null;
    return this;
  }

  /** Draws lines at powers of ten (and their triples): for ravines, flat at the bottom. */
  public ContourChart logLevels() {
    logarithmic = true;
    return this;
  }

  /** Draws about so many lines; 10 unless told. */
  public ContourChart levels(int about) {
    if (about < 1 || about > 50) {
      throw new IllegalArgumentException("levels: expected 1 to 50, got " + about);
    }
    levels = about;
    return this;
  }

  @Override
  int ownWidth() {
    return 560;
  }

  @Override
  int ownHeight() {
    return 420;
  }

  private Field field() {
    if (field == null) {
      field = Field.of(function, range(xRange, 0), range(yRange, 1), GRID);
    }
    return field;
  }

  /** Where the paths lie, with some room around them. */
  private Range range(Range set, int axis) {
    if (set != null || ways.isEmpty()) {
      return set != null ? set : new Range(-1, 1, false);
    }
    double[] all =
        ways.stream()
            .flatMapToDouble(way -> DoubleStream.of(axis == 0 ? way.x : way.y))
            .filter(Double::isFinite)
            .toArray();
    double low = Arrays.stream(all).min().orElse(-1);
    double high = Arrays.stream(all).max().orElse(1);
    return high > low
        ? new Range(low, high, false).widened(0.25)
        : new Range(low - 1, high + 1, false);
  }

  private double[] lines() {
    return logarithmic ? field().logLevels() : field().levels(levels);
  }

  @Override
  public String alt() {
    Field field = field();
    StringBuilder words = new StringBuilder(opening("Contour chart"));
    words.append("Over ").append(span(xName, field.x())).append(" and ");
    words.append(span(yName, field.y())).append(", ");
    if (field.extreme(false) < 0) {
      return words.append("no value is finite.").toString();
    }
    words.append("lowest ").append(place(field, false));
    words.append(", highest ").append(place(field, true)).append(". ");
    for (Way way : ways) {
      int last = way.x.length - 1;
      double[] heights = new double[way.x.length];
      Arrays.setAll(heights, i -> function.applyAsDouble(way.x[i], way.y[i]));
      words.append(way.name).append(", ").append(Tables.count(last, "step"));
      words.append(" from ").append(point(way.x[0], way.y[0]));
      words.append(" to ").append(point(way.x[last], way.y[last])).append(", ");
      double[] steps = new double[heights.length];
      Arrays.setAll(steps, i -> i);
      words.append(Trend.words(steps, heights, "step")).append(". ");
    }
    return words.toString().strip();
  }

  private static String span(String name, Range range) {
    return "%s from %s to %s"
        .formatted(name, Numbers.brief(range.low()), Numbers.brief(range.high()));
  }

  private static String place(Field field, boolean largest) {
    int at = field.extreme(largest);
    return Numbers.brief(field.values()[at]) + " at " + point(field.xAt(at), field.yAt(at));
  }

  private static String point(double x, double y) {
    return "(%s, %s)".formatted(Numbers.brief(x), Numbers.brief(y));
  }

  @Override
  void paint(Graphics2D graphics, double titleEnd) {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < ways.size(); i++) {
      entries.add(Legend.Entry.line(ways.get(i).name, look(i), i));
    }
    double top = Legend.paint(graphics, entries, Title.LEFT, titleEnd, width() - 2 * Title.LEFT);
    Field field = field();
    double[] lines = lines();
    Axes axes = new Axes(xName, yName, field.x(), field.y(), false);
    Axes.Frame frame =
        axes.paint(
            graphics,
            0,
            top,
            width() - 4,
            (int) (height() - top),
            f -> paintGround(graphics, f.plot(), field, lines));
    Shape everywhere = graphics.getClip();
    graphics.clip(frame.plot());
    paintLines(graphics, frame, field, lines);
    for (int i = 0; i < ways.size(); i++) {
      paintWay(graphics, frame, ways.get(i), i);
    }
    graphics.setClip(everywhere);
  }

  /** Blue is the ground's. */
  private static int look(int way) {
    return way + 1;
  }

  private static void paintGround(
      Graphics2D graphics, Rectangle2D plot, Field field, double[] lines) {
    // Twice the shown pixels, as the picture has.
    int wide = (int) Math.ceil(2 * plot.getWidth());
    int high = (int) Math.ceil(2 * plot.getHeight());
    BufferedImage ground = new BufferedImage(wide, high, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < high; row++) {
      for (int column = 0; column < wide; column++) {
        double value = field.between((column + 0.5) / wide, (row + 0.5) / high);
        int band = Arrays.binarySearch(lines, value);
        double share = (band < 0 ? -band - 1 : band + 1) / (double) Math.max(1, lines.length);
        Color color =
            Double.isNaN(value)
                ? Shades.NOTHING
                : Style.mix(Style.PAPER, Style.BLUE, 0.03 + 0.42 * share);
        ground.setRGB(column, row, color.getRGB());
      }
    }
    var before = graphics.getTransform();
    graphics.translate(plot.getX(), plot.getY());
    graphics.scale(plot.getWidth() / wide, plot.getHeight() / high);
    graphics.drawImage(ground, 0, 0, null);
    graphics.setTransform(before);
  }

  private void paintLines(Graphics2D graphics, Axes.Frame frame, Field field, double[] lines) {
    Rectangle2D plot = frame.plot();
    LevelLabels labels = new LevelLabels(graphics, plot);
    for (Way way : ways) {
      for (int i = 0; i < way.x.length; i++) {
        labels.avoid(new Point2D.Double(frame.x(way.x[i]), frame.y(way.y[i])));
      }
    }
    for (double level : lines) {
      Path2D line = Contour.line(field.around(plot), field.values(), field.size(), level);
      graphics.setColor(Style.mix(Style.PAPER, Style.INK, 0.45));
      graphics.setStroke(Style.line(0.8f, (float[]) null));
      graphics.draw(line);
      labels.add(line, Numbers.tick(Double.parseDouble(rounded(level)), logarithmic));
    }
    labels.paint();
  }

  private static String rounded(double level) {
    return String.format(java.util.Locale.ROOT, "%.3g", level);
  }

  private static void paintWay(Graphics2D graphics, Axes.Frame frame, Way way, int number) {
    int look = look(number);
    Path2D path = new Path2D.Double();
    boolean pen = false;
    int last = -1;
    for (int i = 0; i < way.x.length; i++) {
      boolean finite = Double.isFinite(way.x[i]) && Double.isFinite(way.y[i]);
      if (finite && pen) {
        path.lineTo(frame.x(way.x[i]), frame.y(way.y[i]));
      } else if (finite) {
        path.moveTo(frame.x(way.x[i]), frame.y(way.y[i]));
      }
      last = finite ? i : last;
      pen = finite;
    }
    graphics.setColor(Style.translucent(Style.PAPER, 0.75));
    graphics.setStroke(new BasicStroke(4.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(path);
    graphics.setColor(Style.color(look));
    graphics.setStroke(Style.stroke(number));
    graphics.draw(path);
    if (last >= 0) {
      paintDot(graphics, frame, way.x[0], way.y[0], look, true);
      paintDot(graphics, frame, way.x[last], way.y[last], look, false);
    }
  }

  private static void paintDot(
      Graphics2D graphics, Axes.Frame frame, double x, double y, int look, boolean start) {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      return;
    }
    Ellipse2D dot = new Ellipse2D.Double(frame.x(x) - 5, frame.y(y) - 5, 10, 10);
    graphics.setColor(start ? Style.PAPER : Style.color(look));
    graphics.fill(dot);
    graphics.setColor(start ? Style.color(look) : Style.PAPER);
    graphics.setStroke(Style.line(start ? 2.2f : 1.2f, (float[]) null));
    graphics.draw(dot);
  }
}
