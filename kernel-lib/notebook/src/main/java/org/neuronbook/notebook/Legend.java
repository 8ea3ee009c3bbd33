package org.neuronbook.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;

/** Points with a marker of their own, and the line under the title that names them. */
final class Legend {

  /** A name and the number of its series, which decides colour and marker. */
  record Entry(String name, int series) {}

  private static final int MARKER_SIZE = 7;

  private Legend() {}

  /** Paints the entries from left to right; gives the line under them. */
  static double paint(
      Graphics2D graphics, List<Entry> entries, double left, double top, double width) {
    if (entries.isEmpty()) {
      return top;
    }
    graphics.setFont(Style.font(12));
    double x = left;
    double y = Math.max(top, 8) + 10;
    for (Entry entry : entries) {
      double needed = 18 + Picture.widthOf(graphics, entry.name);
      if (x > left && x + needed > left + width) {
        x = left;
        y += 18;
      }
      paintMarker(graphics, x + 5, y - 4, entry.series);
      graphics.setColor(Style.INK);
      Picture.write(graphics, entry.name, x + 15, y, Picture.Align.LEFT);
      x += needed + 16;
    }
    return y + 8;
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
