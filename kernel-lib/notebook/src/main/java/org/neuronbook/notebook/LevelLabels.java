package org.neuronbook.notebook;

import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** The numbers on level lines: each where its line is farthest from other numbers and from ways. */
final class LevelLabels {

  private record Label(String text, Point2D at) {}

  /** Closer than this, in pixels, numbers would be read together; a line then gets none. */
  private static final double CLOSE = 30;

  private static final double FROM_BORDER = 20;

  private final Graphics2D graphics;
  private final Rectangle2D plot;
  private final List<Point2D> taken = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();

  LevelLabels(Graphics2D graphics, Rectangle2D plot) {
    this.graphics = graphics;
    this.plot = plot;
    // The first numbers stand to the upper right of the middle, as on most maps.
    taken.add(new Point2D.Double(plot.getMinX(), plot.getMaxY()));
  }

  /** Keeps numbers off a place. */
  void avoid(Point2D place) {
    taken.add(place);
  }

  void add(Path2D line, String text) {
    Point2D best = null;
    double most = CLOSE;
    double[] point = new double[6];
    for (PathIterator each = line.getPathIterator(null); !each.isDone(); each.next()) {
      each.currentSegment(point);
      Point2D candidate = new Point2D.Double(point[0], point[1]);
      double distance = inside(candidate) ? distance(candidate) : 0;
      if (distance > most) {
        most = distance;
        best = candidate;
      }
    }
    if (best != null) {
      taken.add(best);
      labels.add(new Label(text, best));
    }
  }

  private boolean inside(Point2D point) {
    return point.getX() > plot.getMinX() + 1.5 * FROM_BORDER
        && point.getX() < plot.getMaxX() - 1.5 * FROM_BORDER
        && point.getY() > plot.getMinY() + FROM_BORDER
        && point.getY() < plot.getMaxY() - FROM_BORDER;
  }

  /** To the next number; beyond 90 pixels nearness to the middle decides. */
  private double distance(Point2D point) {
    double least = taken.stream().mapToDouble(point::distance).min().orElse(Double.MAX_VALUE);
    double middle = point.distance(plot.getCenterX(), plot.getCenterY());
    return Math.min(least, 90) - 0.02 * middle;
  }

  void paint() {
    graphics.setFont(Style.font(10.5));
    for (Label label : labels) {
      Picture.writeOnPaper(graphics, label.text, label.at.getX(), label.at.getY(), Style.INK);
    }
  }
}
