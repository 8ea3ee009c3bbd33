package org.neuronbook.notebook;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A few named numbers side by side, with their spread where they come from several runs.
 *
 * <p>Bars lie on their side, so that long names stay readable, start at zero, and have their number
 * at their end.
 *
 * <pre>{@code
 * new BarChart("Dropout helps a little", "test accuracy")
 *     .bar("without", 0.962)
 *     .bar("with dropout 0.2", 0.968)
 * }</pre>
 */
public final class BarChart extends Figure<BarChart> {

  private record Bar(String name, double value, double low, double high) {}

  private static final int ROW = 34;
  private static final int FOOT = 34;
  private static final int THICKNESS = 20;
  private static final double LINE = 14;

  private final String valueName;
  private final List<Bar> bars = new ArrayList<>();

  /** An empty chart; {@code valueName} says what the bars measure, and in which unit. */
  public BarChart(String title, String valueName) {
    super(title);
    this.valueName = valueName;
  }

  /** Adds a bar. */
  public BarChart bar(String name, double value) {
    bars.add(new Bar(name, value, value, value));
    return this;
  }

  /** Adds the mean of several runs, with a line from the least to the greatest. */
  public BarChart runs(String name, double... values) {
    var statistics = DoubleStream.of(values).summaryStatistics();
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "runs(\"" + name + "\"): expected at least one run, got none");
    }
    bars.add(new Bar(name, statistics.getAverage(), statistics.getMin(), statistics.getMax()));
    return this;
  }

  @Override
  int ownWidth() {
    return 640;
  }

  @Override
  int ownHeight() {
    return ROW * Math.max(1, bars.size()) + FOOT;
  }

  @Override
  public String alt() {
    StringBuilder words = new StringBuilder(opening("Bar chart"));
    words.append(valueName).append(": ");
    List<String> parts = new ArrayList<>();
    for (Bar bar : bars) {
      String spread =
          bar.low == bar.high
              ? ""
              : " (between %s and %s)".formatted(Numbers.brief(bar.low), Numbers.brief(bar.high));
      parts.add(bar.name + " " + Numbers.brief(bar.value) + spread);
    }
    return words.append(String.join(", ", parts)).append(".").toString();
  }

  @Override
  void paint(Graphics2D graphics, double top) {
    // As many rows share the height; bars keep their part of it.
    double row = (height() - top - FOOT) / Math.max(1, bars.size());
    graphics.setFont(Style.font(12));
    double names = 0;
    double numbers = 0;
    for (Bar bar : bars) {
      for (String line : lines(bar.name)) {
        names = Math.max(names, widthOf(graphics, line));
      }
      numbers = Math.max(numbers, widthOf(graphics, Numbers.brief(bar.value)));
    }
    double bottom = height() - FOOT;
    double left = 14 + names + 10;
    Rectangle2D plot =
        new Rectangle2D.Double(left, top, width() - left - numbers - 22, bottom - top);
    double low =
        bars.stream()
            .mapToDouble(bar -> Math.min(bar.low, 0))
            .filter(Double::isFinite)
            .min()
            .orElse(0);
    double high =
        bars.stream()
            .mapToDouble(bar -> Math.max(bar.high, 0))
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    Scale scale = Scale.around(low, high > low ? high : low + 1, plot);
    paintAxis(graphics, plot, scale);
    for (int i = 0; i < bars.size(); i++) {
      paintBar(graphics, bars.get(i), scale, left, top + row * (i + 0.5));
    }
    graphics.setColor(Style.AXIS);
    graphics.setStroke(Style.line(1f, (float[]) null));
    graphics.draw(new Line2D.Double(scale.x(0), top, scale.x(0), bottom));
  }

  /** From a value to the pixel where it stands. */
  private record Scale(double low, double high, Rectangle2D plot) {
    /** Ends at a line of the grid, so that every bar can be read between two. */
    static Scale around(double low, double high, Rectangle2D plot) {
      double step = new Scale(low, high, plot).step();
      return new Scale(
          step * Math.floor(low / step + 1e-9), step * Math.ceil(high / step - 1e-9), plot);
    }

    double x(double value) {
      return plot.getX() + (value - low) / (high - low) * plot.getWidth();
    }

    double step() {
      return Ticks.step(low, high, 5);
    }
  }

  private void paintAxis(Graphics2D graphics, Rectangle2D plot, Scale scale) {
    double step = scale.step();
    graphics.setFont(Style.font(11));
    graphics.setStroke(Style.line(1f, (float[]) null));
    double widest =
        Math.max(
            widthOf(graphics, Numbers.tick(scale.low, false)),
            widthOf(graphics, Numbers.tick(scale.high, false)));
    int each = Ticks.each(scale.x(step) - scale.x(0), widest + 10);
    for (long k = (long) Math.ceil(scale.low / step - 1e-9);
        k * step <= scale.high * (1 + 1e-9);
        k++) {
      double x = scale.x(k * step);
      graphics.setColor(Style.GRID);
      graphics.draw(new Line2D.Double(x, plot.getMinY(), x, plot.getMaxY()));
      graphics.setColor(Style.FAINT_INK);
      if (k % each == 0) {
        write(graphics, Numbers.tick(k * step, false), x, plot.getMaxY() + 13, Align.CENTRE);
      }
    }
    graphics.setFont(Style.font(12));
    graphics.setColor(Style.INK);
    String name = shortened(valueName, graphics.getFont(), 2 * (width() - plot.getCenterX()));
    write(graphics, name, plot.getCenterX(), plot.getMaxY() + 28, Align.CENTRE);
  }

  /** Names get at most a third of the chart: longer ones go on in a second line. */
  private List<String> lines(String name) {
    return Title.wrapped(name, Style.font(12), width() / 3.0, 2);
  }

  private void paintBar(Graphics2D graphics, Bar bar, Scale scale, double left, double middle) {
    graphics.setFont(Style.font(12));
    graphics.setColor(Style.INK);
    double baseline = middle + capitalHeight(graphics) / 2;
    List<String> lines = lines(bar.name);
    for (int i = 0; i < lines.size(); i++) {
      double line = baseline + LINE * (i - (lines.size() - 1) / 2.0);
      write(graphics, lines.get(i), left - 10, line, Align.RIGHT);
    }
    if (!Double.isFinite(bar.value)) {
      write(graphics, Numbers.brief(bar.value), scale.x(0) + 6, baseline, Align.LEFT);
      return;
    }
    double from = Math.min(scale.x(0), scale.x(bar.value));
    double length = Math.abs(scale.x(bar.value) - scale.x(0));
    graphics.setColor(Style.BLUE);
    graphics.fill(new Rectangle2D.Double(from, middle - THICKNESS / 2.0, length, THICKNESS));
    double end = Math.max(scale.x(bar.high), scale.x(0));
    if (bar.low != bar.high) {
      graphics.setColor(Style.INK);
      graphics.setStroke(Style.line(1.5f, (float[]) null));
      graphics.draw(new Line2D.Double(scale.x(bar.low), middle, scale.x(bar.high), middle));
      for (double x : new double[] {scale.x(bar.low), scale.x(bar.high)}) {
        graphics.draw(new Line2D.Double(x, middle - 4, x, middle + 4));
      }
    }
    graphics.setColor(Style.INK);
    write(
        graphics,
        Numbers.tick(Double.parseDouble(Numbers.brief(bar.value)), false),
        end + 6,
        baseline,
        Align.LEFT);
  }
}
