package org.neuronbook.notebook;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;

/** Points with a marker of their own, and the line under the title that names them. */
final class Legend {

  /** What stands before a name: as its series looks in the plot. */
  enum Sample {
    POINT(10),
    LINE(26),
    AREA(14);

    private final double width;

    Sample(double width) {
      this.width = width;
    }
  }

  /** A name and the number of its series, which decides colour, marker and dashes. */
  record Entry(String name, int series, int dashes, Sample sample) {

    static Entry points(String name, int series) {
      return new Entry(name, series, series, Sample.POINT);
    }

    static Entry line(String name, int series) {
      return new Entry(name, series, series, Sample.LINE);
    }

    /** Colour and dashes of different numbers. */
    static Entry line(String name, int series, int dashes) {
      return new Entry(name, series, dashes, Sample.LINE);
    }

    static Entry area(String name, int series) {
      return new Entry(name, series, series, Sample.AREA);
    }
  }

  private static final int MARKER_SIZE = 7;

  private Legend() {}

  /** Paints the entries from left to right; gives the line under them. */
  static double paint(
      Graphics2D graphics, List<Entry> entries, double left, double top, double width) {
    if (entries.isEmpty()) {
      return top;
    }
    Font font = Style.font(12);
    graphics.setFont(font);
    double x = left;
    double y = Math.max(top, 8) + 10;
    for (Entry entry : entries) {
      double sample = entry.sample.width;
      String name = Picture.shortened(entry.name, font, width - sample - 5);
      double needed = sample + 8 + Picture.widthOf(font, name);
      if (x > left && x + needed > left + width) {
        x = left;
        y += 18;
      }
      paintSample(graphics, x, y - 4, entry);
      graphics.setColor(Style.INK);
      Picture.write(graphics, name, x + sample + 5, y, Picture.Align.LEFT);
      x += needed + 16;
    }
    return y + 8;
  }

  private static void paintSample(Graphics2D graphics, double x, double y, Entry entry) {
    Color color = Style.color(entry.series);
    if (entry.sample == Sample.POINT) {
      paintMarker(graphics, x + 5, y, entry.series);
      return;
    }
    if (entry.sample == Sample.AREA) {
      graphics.setColor(Style.translucent(color, 0.3));
      graphics.fill(new Rectangle2D.Double(x, y - 5, 14, 10));
    }
    graphics.setColor(color);
    graphics.setStroke(Style.stroke(entry.dashes));
    double line = entry.sample == Sample.AREA ? y - 5 : y;
    graphics.draw(new Line2D.Double(x, line, x + entry.sample.width, line));
  }

  static void paintPoints(
      Graphics2D graphics, Axes.Frame frame, double[] x, double[] y, int series) {
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
        paintMarker(graphics, frame.x(x[i]), frame.y(y[i]), series);
      }
    }
  }

  /** A white rim keeps neighbours apart and stands out from a coloured ground. */
  static void paintMarker(Graphics2D graphics, double x, double y, int series) {
    Marker marker = Style.marker(series);
    graphics.setColor(new Color(255, 255, 255, 220));
    marker.paint(graphics, x, y, MARKER_SIZE + 2);
    graphics.setColor(Style.color(series));
    marker.paint(graphics, x, y, MARKER_SIZE);
  }
}
