package org.neuronbook.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Strokes of a pen as pixels, prepared as the digits of MNIST were: fitted into a box of 20 of 28
 * pixels with their proportions kept, then moved so that the centre of mass is the picture's.
 *
 * <p>Source: LeCun, Cortes, Burges: The MNIST database of handwritten digits.
 */
final class Handwriting {

  private static final double BOX = 20.0 / 28;

  /** About the width of MNIST's pens. */
  private static final double PEN = 2.2 / 28;

  /** Drawn so many times as large, then averaged: edges are as soft as MNIST's. */
  private static final int FINE = 8;

  private Handwriting() {}

  /**
   * @param strokes x, y, x, y, ... of each stroke, in any unit
   * @return size * size values row by row, 0 for paper and 1 for ink
   */
  static double[] pixels(List<double[]> strokes, int size) {
    if (strokes.isEmpty()) {
      return new double[size * size];
    }
    Path2D path = path(strokes);
    path.transform(fitted(path.getBounds2D(), size));
    double[] first = drawn(path, size);
    double mass = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < first.length; i++) {
      mass += first[i];
      x += first[i] * (i % size + 0.5);
      y += first[i] * (i / size + 0.5);
    }
    path.transform(
        AffineTransform.getTranslateInstance(size / 2.0 - x / mass, size / 2.0 - y / mass));
    return drawn(path, size);
  }

  private static Path2D path(List<double[]> strokes) {
    Path2D path = new Path2D.Double();
    for (double[] points : strokes) {
      path.moveTo(points[0], points[1]);
      for (int i = 0; i + 1 < points.length; i += 2) {
        path.lineTo(points[i], points[i + 1]);
      }
    }
    return path;
  }

  /** The box holds the ink, which is wider than the path by the pen. */
  private static AffineTransform fitted(Rectangle2D bounds, int size) {
    double largest = Math.max(bounds.getWidth(), bounds.getHeight());
    double scale = largest == 0 ? 1 : (BOX - PEN) * size / largest;
    AffineTransform move = AffineTransform.getTranslateInstance(size / 2.0, size / 2.0);
    move.scale(scale, scale);
    move.translate(-bounds.getCenterX(), -bounds.getCenterY());
    return move;
  }

  private static double[] drawn(Path2D path, int size) {
    BufferedImage image = new BufferedImage(FINE * size, FINE * size, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(FINE, FINE);
    graphics.setColor(Color.WHITE);
    graphics.setStroke(
        new BasicStroke((float) (PEN * size), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(path);
    graphics.dispose();
    double[] pixels = new double[size * size];
    for (int y = 0; y < FINE * size; y++) {
      for (int x = 0; x < FINE * size; x++) {
        int ink = image.getRaster().getSample(x, y, 0);
        pixels[y / FINE * size + x / FINE] += ink / (255.0 * FINE * FINE);
      }
    }
    return pixels;
  }
}
