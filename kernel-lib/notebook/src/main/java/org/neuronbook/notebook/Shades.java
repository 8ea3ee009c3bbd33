package org.neuronbook.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/**
 * Colours for the values of a field: from paper to dark blue, or, where the values lie on both
 * sides of zero, from vermillion over paper to blue with zero in the middle. Lightness alone tells
 * how far a value is, so that the scale can be read without seeing colours.
 */
record Shades(double low, double high, boolean diverging) {

  private static final Color PALE = new Color(0xF4, 0xF7, 0xFA);
  private static final Color DARK_BLUE = new Color(0x00, 0x2E, 0x52);
  private static final Color DARK_RED = new Color(0x6E, 0x2A, 0x00);
  private static final double MIDDLE = 0.6;
  private static final int STEPS = 48;

  /** What stands where a value is not a number. */
  static final Color NOTHING = new Color(0xC9, 0xCE, 0xD4);

  /** For these values; equal ends are moved apart. */
  static Shades of(double low, double high) {
    if (!(high > low)) {
      return new Shades(low, low + 1, false);
    }
    return new Shades(low, high, low < 0 && high > 0);
  }

  Color color(double value) {
    if (Double.isNaN(value)) {
      return NOTHING;
    }
    if (!diverging) {
      return blue(share(value, low, high));
    }
    double farthest = Math.max(-low, high);
    return value >= 0 ? blue(share(value, 0, farthest)) : red(share(-value, 0, farthest));
  }

  /** Letters that can be read on the colour of a value. */
  Color letters(double value) {
    return letters(color(value));
  }

  static Color letters(Color ground) {
    // Black, not ink: on a middle shade neither white nor ink would do.
    return Style.contrast(ground, Style.PAPER) > Style.contrast(ground, Style.BLACK)
        ? Style.PAPER
        : Style.BLACK;
  }

  private static double share(double value, double from, double to) {
    return Math.min(1, Math.max(0, (value - from) / (to - from)));
  }

  /** In steps: finer ones are not told apart, and a picture has 256 colours. */
  private static double stepped(double amount) {
    return Math.rint(amount * STEPS) / STEPS;
  }

  private static Color blue(double amount) {
    return ramp(Style.BLUE, DARK_BLUE, stepped(amount));
  }

  private static Color red(double amount) {
    return ramp(Style.VERMILLION, DARK_RED, stepped(amount));
  }

  private static Color ramp(Color middle, Color end, double amount) {
    return amount < MIDDLE
        ? Style.mix(PALE, middle, amount / MIDDLE)
        : Style.mix(middle, end, (amount - MIDDLE) / (1 - MIDDLE));
  }

  /** A bar with the colours, its numbers to the right of it. */
  void paintBar(Graphics2D graphics, Rectangle2D bar) {
    int steps = (int) Math.max(2, bar.getHeight() * 2);
    for (int i = 0; i < steps; i++) {
      graphics.setColor(color(high - (i + 0.5) / steps * (high - low)));
      double y = bar.getMinY() + i * bar.getHeight() / steps;
      graphics.fill(
          new Rectangle2D.Double(bar.getMinX(), y, bar.getWidth(), bar.getHeight() / steps + 0.5));
    }
    graphics.setFont(Style.font(11));
    for (double tick : ticks()) {
      double y = bar.getMaxY() - (tick - low) / (high - low) * bar.getHeight();
      graphics.setColor(Style.AXIS);
      graphics.fill(new Rectangle2D.Double(bar.getMaxX(), y - 0.5, 4, 1));
      graphics.setColor(Style.FAINT_INK);
      Picture.write(
          graphics,
          Numbers.tick(tick, false),
          bar.getMaxX() + 8,
          y + Picture.capitalHeight(graphics) / 2,
          Picture.Align.LEFT);
    }
  }

  /** The room that the numbers beside the bar need. */
  double tickWidth() {
    double widest = 0;
    for (double tick : ticks()) {
      widest = Math.max(widest, Picture.widthOf(Style.font(11), Numbers.tick(tick, false)));
    }
    return widest + 8;
  }

  private double[] ticks() {
    return Ticks.round(low, high, 5);
  }
}
