package org.neuronbook.notebook;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;

/** The names of curves at their ends, moved apart where curves end close together. */
final class EndLabels {

  /** A name and the last point of its curve; an infinite x stands for the end of the plot. */
  record Label(String text, Color color, double x, double y) {}

  private record Placed(String text, Color color, double x, double y) {}

  private static final double LINE_HEIGHT = 15;

  private final List<Label> labels;
  private final double widest;
  private final Font font = Style.font(12);

  /** Names wider than {@code most} are shortened. */
  EndLabels(List<Label> labels, double most) {
    this.labels = labels;
    double wanted =
        labels.stream().mapToDouble(one -> Picture.widthOf(font, one.text)).max().orElse(0);
    this.widest = Math.min(wanted, most);
  }

  /** The room that they need beside the plot. */
  double width() {
    return widest == 0 ? 0 : widest + 14;
  }

  void paint(Graphics2D graphics, Axes.Frame frame) {
    Rectangle2D plot = frame.plot();
    List<Placed> placed =
        labels.stream()
            .map(one -> placed(one, frame))
            .sorted(Comparator.comparingDouble(Placed::y))
            .toList();
    double[] heights = spread(placed.stream().mapToDouble(Placed::y).toArray(), plot);
    graphics.setFont(font);
    for (int i = 0; i < heights.length; i++) {
      graphics.setColor(placed.get(i).color);
      Picture.write(
          graphics, placed.get(i).text, placed.get(i).x, heights[i] + 4, Picture.Align.LEFT);
    }
  }

  private Placed placed(Label one, Axes.Frame frame) {
    Rectangle2D plot = frame.plot();
    double y = Math.min(plot.getMaxY(), Math.max(plot.getMinY(), frame.y(one.y)));
    double beside = plot.getMaxX() + 6;
    String text = Picture.shortened(one.text, font, widest);
    if (Double.isInfinite(one.x)) {
      return new Placed(text, one.color, beside, y);
    }
    // A curve that ends early is named where it ends, if there is room.
    double end = frame.x(one.x) + 7;
    boolean early = end + Picture.widthOf(font, text) < plot.getMaxX() - 4;
    return new Placed(text, one.color, early ? end : beside, y);
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
