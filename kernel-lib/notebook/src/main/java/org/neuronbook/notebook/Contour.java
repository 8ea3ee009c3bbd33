package org.neuronbook.notebook;

import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The line where a field on a square grid takes a value, by marching squares. */
final class Contour {

  private Contour() {}

  /**
   * The line of one level; squares with a corner that is not a number have none.
   *
   * @param field row-major, {@code size} a side, from the upper left; the values belong to the
   *     centres of the squares into which the plot is cut
   */
  static Path2D line(Rectangle2D plot, double[] field, int size, double level) {
    Path2D line = new Path2D.Double();
    double stepX = plot.getWidth() / size;
    double stepY = plot.getHeight() / size;
    for (int row = 0; row + 1 < size; row++) {
      for (int column = 0; column + 1 < size; column++) {
        // The corners clockwise from the upper left, the first one repeated.
        double[] corners = {
          field[row * size + column],
          field[row * size + column + 1],
          field[(row + 1) * size + column + 1],
          field[(row + 1) * size + column],
          field[row * size + column]
        };
        if (Double.isFinite(corners[0] + corners[1] + corners[2] + corners[3])) {
          double x = plot.getX() + (column + 0.5) * stepX;
          double y = plot.getY() + (row + 0.5) * stepY;
          addCrossings(line, corners, level, x, y, stepX, stepY);
        }
      }
    }
    return line;
  }

  private static void addCrossings(
      Path2D line, double[] corners, double level, double x, double y, double dx, double dy) {
    boolean pen = false;
    for (int side = 0; side < 4; side++) {
      double a = corners[side];
      double b = corners[side + 1];
      if ((a < level) == (b < level)) {
        continue;
      }
      double t = (level - a) / (b - a);
      double px = x + dx * (side == 0 ? t : side == 1 ? 1 : side == 2 ? 1 - t : 0);
      double py = y + dy * (side == 0 ? 0 : side == 1 ? t : side == 2 ? 1 : 1 - t);
      if (pen) {
        line.lineTo(px, py);
      } else {
        line.moveTo(px, py);
      }
      // A saddle crosses all four sides: two separate lines.
      pen = !pen;
    }
  }

  /** Paints the borders between squares of different classes. */
  static void paintBorders(Graphics2D graphics, Rectangle2D plot, int[] classes, int size) {
    int most = 0;
    for (int one : classes) {
      most = Math.max(most, one);
    }
    // Zeros and ones alone would give stairs; the last class is bordered by the others.
    for (int c = 0; c < Math.max(1, most); c++) {
      double[] field = new double[classes.length];
      for (int i = 0; i < field.length; i++) {
        field[i] = classes[i] == c ? 1 : 0;
      }
      graphics.draw(line(plot, smooth(smooth(field, size), size), size, 0.5));
    }
  }

  /** The mean of each square with its eight neighbours. */
  private static double[] smooth(double[] field, int size) {
    double[] result = new double[field.length];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double sum = 0;
        for (int k = 0; k < 9; k++) {
          int r = Math.min(size - 1, Math.max(0, row + k / 3 - 1));
          int c = Math.min(size - 1, Math.max(0, column + k % 3 - 1));
          sum += field[r * size + c];
        }
        result[row * size + column] = sum / 9;
      }
    }
    return result;
  }
}
