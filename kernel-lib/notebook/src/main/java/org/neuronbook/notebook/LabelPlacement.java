package org.neuronbook.notebook;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds a place for the name of each point where it covers no other name and no point: beside the
 * point if there is room, farther off with a line to it, or nowhere.
 *
 * <p>One after the other, the important ones first (the greedy way of Christensen, Marks and
 * Shieber, "An Empirical Study of Algorithms for Point-Feature Label Placement", ACM TOG 14, 1995).
 */
final class LabelPlacement {

  /** Distances from the point, in pixels; from the second on a line leads to it. */
  private static final double[] DISTANCES = {2, 14, 28, 44};

  /** Right, left, above, below, then the corners. */
  private static final double[][] DIRECTIONS = {
    {1, 0}, {-1, 0}, {0, -1}, {0, 1}, {0.8, -0.8}, {0.8, 0.8}, {-0.8, -0.8}, {-0.8, 0.8}
  };

  private static final double HALF_MARKER = 5;

  /**
   * Where a name goes.
   *
   * @param box its rectangle
   * @param leader the line from the point to it, or null where it stands beside the point
   */
  record Place(Rectangle2D box, Line2D leader) {}

  private final Rectangle2D plot;
  private final List<Rectangle2D> markers = new ArrayList<>();
  private final List<Place> taken = new ArrayList<>();

  LabelPlacement(Rectangle2D plot, List<? extends Point2D> points) {
    this.plot = plot;
    for (Point2D point : points) {
      markers.add(
          new Rectangle2D.Double(
              point.getX() - HALF_MARKER,
              point.getY() - HALF_MARKER,
              2 * HALF_MARKER,
              2 * HALF_MARKER));
    }
  }

  /** The upper end of the plot. */
  double top() {
    return plot.getMinY();
  }

  /** The place of a name of this size, now taken; null if there is none. */
  Place place(Point2D point, double width, double height) {
    for (double distance : DISTANCES) {
      for (double[] direction : DIRECTIONS) {
        double reachX = HALF_MARKER + distance + width / 2;
        double reachY = HALF_MARKER + distance + height / 2;
        double x = point.getX() + direction[0] * reachX;
        double y = point.getY() + direction[1] * reachY;
        var box = new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
        Line2D leader = distance == DISTANCES[0] ? null : leader(point, box);
        if (plot.contains(box) && isFree(box, leader, point)) {
          Place place = new Place(box, leader);
          taken.add(place);
          return place;
        }
      }
    }
    return null;
  }

  private boolean isFree(Rectangle2D box, Line2D leader, Point2D own) {
    boolean crossed =
        leader != null
            && markers.stream().filter(each -> !each.contains(own)).anyMatch(leader::intersects);
    return !crossed
        && markers.stream().noneMatch(box::intersects)
        && taken.stream().noneMatch(other -> inTheWay(other, box, leader));
  }

  private static boolean inTheWay(Place other, Rectangle2D box, Line2D leader) {
    return other.box.intersects(box)
        || (leader != null && leader.intersects(other.box))
        || (other.leader != null && other.leader.intersects(box))
        || (leader != null && other.leader != null && leader.intersectsLine(other.leader));
  }

  /** From the rim of the marker to the nearest place of the name's rectangle. */
  private static Line2D leader(Point2D point, Rectangle2D box) {
    double x = Math.max(box.getMinX(), Math.min(point.getX(), box.getMaxX()));
    double y = Math.max(box.getMinY(), Math.min(point.getY(), box.getMaxY()));
    double length = point.distance(x, y);
    double share = length == 0 ? 0 : HALF_MARKER / length;
    return new Line2D.Double(
        point.getX() + share * (x - point.getX()), point.getY() + share * (y - point.getY()), x, y);
  }
}
