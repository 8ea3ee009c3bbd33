package org.neuronbook.notebook;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** An image that a cell made or read: small ones enlarged in hard squares, big ones reduced. */
final class Photo extends Picture {

  private static final int SMALL = 128;
  private static final int WIDEST = 640;

  private final BufferedImage image;

  Photo(BufferedImage image) {
    this.image = image;
  }

  /** Shown pixels for each of its own. */
  private double scale() {
    int longer = Math.max(image.getWidth(), image.getHeight());
    return longer <= SMALL
        ? Math.max(1, SMALL / longer)
        : Math.min(1, (double) WIDEST / image.getWidth());
  }

  @Override
  public int width() {
    return (int) Math.max(1, Math.round(scale() * image.getWidth()));
  }

  @Override
  public int height() {
    return (int) Math.max(1, Math.round(scale() * image.getHeight()));
  }

  @Override
  boolean flat() {
    return false;
  }

  @Override
  void paint(Graphics2D graphics) {
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION,
        scale() >= 1
            ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
            : RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(image, 0, 0, width(), height(), null);
  }

  @Override
  public String alt() {
    double brightness = 0;
    boolean grey = true;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        brightness += (red + green + blue) / 765.0;
        grey &= red == green && green == blue;
      }
    }
    double mean = brightness / ((double) image.getWidth() * image.getHeight());
    return "Image of %d by %d pixels, %s, mean brightness %s."
        .formatted(
            image.getWidth(),
            image.getHeight(),
            grey ? "grey" : "in colour",
            Numbers.percent(mean));
  }
}
