package org.neuronbook.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The one look of all charts: white ground, light grid, colours that colour-blind readers can tell
 * apart, lines of two pixels.
 *
 * <p>A series never differs by colour alone: a line also has its own dashes and its name at its
 * end, a class of points its own marker, a bar its name. The colours are those of Okabe and Ito
 * (<i>Color Universal Design</i>, 2008), the four with a contrast of at least 3 : 1 to white first;
 * letters use {@link #readable(Color)}, 4.5 : 1.
 */
public final class Style {

  /** The ground of every picture, also in a dark notebook. */
  public static final Color PAPER = Color.WHITE;

  /** Titles and numbers. */
  public static final Color INK = new Color(0x22, 0x26, 0x2B);

  /** Names of axes, numbers along them, frames. */
  public static final Color FAINT_INK = new Color(0x5A, 0x62, 0x6B);

  static final Color GRID = new Color(0xE6, 0xE9, 0xED);
  static final Color AXIS = new Color(0xA6, 0xAE, 0xB7);
  static final Color BLUE = new Color(0x00, 0x72, 0xB2);
  static final Color VERMILLION = new Color(0xD5, 0x5E, 0x00);
  static final Color GREEN = new Color(0x00, 0x9E, 0x73);
  static final Color PURPLE = new Color(0xCC, 0x79, 0xA7);
  static final Color BLACK = new Color(0x00, 0x00, 0x00);
  static final Color ORANGE = new Color(0xE6, 0x9F, 0x00);
  static final Color SKY = new Color(0x56, 0xB4, 0xE9);

  private static final Color[] COLOURS = {BLUE, VERMILLION, GREEN, PURPLE, BLACK, ORANGE, SKY};

  private static final float[][] DASHES = {
    null, {7, 4}, {2, 3}, {9, 3, 2, 3}, {14, 4}, {4, 2}, {9, 3, 2, 3, 2, 3}
  };

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_DOWN,
    SeriesMarkers.CROSS,
    SeriesMarkers.PLUS
  };

  private Style() {}

  /** The colour of the series with this number, from 0; after the last one they begin again. */
  public static Color color(int series) {
    return COLOURS[Math.floorMod(series, COLOURS.length)];
  }

  /** The line of the series with this number: two pixels, each series with its own dashes. */
  public static BasicStroke stroke(int series) {
    // Shifting the dashes by one each round keeps colour and dashes together unique for 49 series.
    int round = Math.floorDiv(series, COLOURS.length);
    return line(2f, DASHES[Math.floorMod(series + round, DASHES.length)]);
  }

  static BasicStroke line(float width, float... dashes) {
    int cap = dashes == null ? BasicStroke.CAP_ROUND : BasicStroke.CAP_BUTT;
    return new BasicStroke(width, cap, BasicStroke.JOIN_ROUND, 10f, dashes, 0f);
  }

  static Marker marker(int series) {
    return MARKERS[Math.floorMod(series, MARKERS.length)];
  }

  /** The letters of charts, in points (= pixels at which a picture is shown). */
  public static Font font(double size) {
    return Fonts.regular(size);
  }

  /**
   * The letters of charts, or the system's where the text has some that the own font lacks
   * (Chinese, for one).
   */
  static Font font(double size, String text) {
    return orSystem(font(size), text);
  }

  static Font titleFont(double size, String text) {
    return orSystem(titleFont(size), text);
  }

  private static Font orSystem(Font own, String text) {
    return FallbackFonts.forAll(text, own);
  }

  /** The letters of titles. */
  public static Font titleFont(double size) {
    return Fonts.semiBold(size);
  }

  /** The colour itself, made darker until letters in it have a contrast of 4.5 : 1 on white. */
  public static Color readable(Color color) {
    Color result = color;
    while (contrast(result, PAPER) < 4.5) {
      result = mix(result, BLACK, 0.04);
    }
    return result;
  }

  /**
   * The contrast of two colours as WCAG 2.2 defines it, from 1 (the same) to 21 (black on white).
   *
   * <p>{@code (L1 + 0.05) / (L2 + 0.05)}, L the relative luminance of the lighter and the darker.
   */
  public static double contrast(Color a, Color b) {
    double first = luminance(a) + 0.05;
    double second = luminance(b) + 0.05;
    return Math.max(first, second) / Math.min(first, second);
  }

  private static double luminance(Color c) {
    return 0.2126 * linear(c.getRed())
        + 0.7152 * linear(c.getGreen())
        + 0.0722 * linear(c.getBlue());
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  /** The colour that is {@code amount} of b and the rest of a. */
  static Color mix(Color a, Color b, double amount) {
    double rest = 1 - amount;
    return new Color(
        (int) Math.round(rest * a.getRed() + amount * b.getRed()),
        (int) Math.round(rest * a.getGreen() + amount * b.getGreen()),
        (int) Math.round(rest * a.getBlue() + amount * b.getBlue()));
  }

  static Color translucent(Color color, double opacity) {
    return new Color(
        color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity));
  }

  /** Gives a chart made with XChart the look of all others. */
  public static void apply(Styler styler) {
    styler.setLocale(java.util.Locale.ROOT);
    styler.setBaseFont(font(12));
    styler.setChartTitleFont(titleFont(14)).setChartTitleFontColor(INK).setChartTitlePadding(8);
    styler.setChartTitleBoxVisible(false).setChartFontColor(INK).setChartPadding(10);
    styler.setChartBackgroundColor(PAPER).setPlotBackgroundColor(PAPER);
    styler.setPlotBorderVisible(false).setPlotBorderColor(AXIS);
    styler.setLegendFont(font(12)).setLegendBorderColor(PAPER).setLegendBackgroundColor(PAPER);
    styler
        .setSeriesColors(COLOURS.clone())
        .setSeriesLines(strokes())
        .setSeriesMarkers(MARKERS.clone());
    if (styler instanceof AxesChartStyler axes) {
      applyToAxes(axes);
    }
    if (styler instanceof XYStyler xy) {
      xy.setMarkerSize(7);
    }
    if (styler instanceof CategoryStyler bars) {
      bars.setPlotGridVerticalLinesVisible(false).setMarkerSize(7);
    }
  }

  private static void applyToAxes(AxesChartStyler axes) {
    axes.setAxisTitleFont(font(12)).setAxisTickLabelsFont(font(11)).setAxisTitlePadding(8);
    axes.setAxisTickLabelsColor(FAINT_INK).setAxisTickMarksColor(AXIS).setAxisTickPadding(5);
    axes.setAxisTicksMarksVisible(false)
        .setAxisTickMarkLength(0)
        .setAxisTickMarksStroke(line(1f, (float[]) null));
    axes.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(line(1f, (float[]) null));
    axes.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
    axes.setPlotMargin(0).setAxisTicksLineVisible(false);
  }

  private static BasicStroke[] strokes() {
    BasicStroke[] strokes = new BasicStroke[DASHES.length];
    for (int i = 0; i < strokes.length; i++) {
      strokes[i] = stroke(i);
    }
    return strokes;
  }

  /** A chart of XChart with no series yet, in this look; curves without markers. */
  static XYChart xyChart(int width, int height) {
    XYChart chart = new XYChart(width, height);
    apply(chart.getStyler());
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setSeriesMarkers(new Marker[] {SeriesMarkers.NONE});
    chart.getStyler().setSeriesLines(new BasicStroke[] {SeriesLines.NONE});
    return chart;
  }
}
