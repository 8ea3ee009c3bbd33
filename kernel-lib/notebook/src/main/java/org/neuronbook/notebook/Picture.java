package org.neuronbook.notebook;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/**
 * A picture with its words: painted at twice the size at which it is shown, so that it is sharp on
 * every screen, and described by {@link #alt()} with its numbers and its trend.
 *
 * <p>The description is an {@code alt} attribute of the HTML, because a notebook gives a bare
 * picture none. The same picture gives the same bytes each time.
 */
public abstract class Picture implements Displayable {

  private static final int SCALE = 2;

  /** Measures letters as they are painted, also before there is anything to paint on. */
  private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

  /** The letters that no font had when it was painted last; null before. */
  private Set<Integer> missing;

  /** Paints at the shown size; the ground is already white, smooth lines are on. */
  abstract void paint(Graphics2D graphics);

  /** What the picture shows, in words: its kind, its numbers, its trend. */
  public abstract String alt();

  /** Whether it is drawn in few colours, unlike a photograph: its file can be much smaller. */
  boolean flat() {
    return true;
  }

  /** A line of text under the picture, or null. */
  String caption() {
    return null;
  }

  /** The caption, and what the reader has to know of letters that could not be drawn. */
  private String wordsBelow() {
    if (missing == null) {
      image();
    }
    return Stream.of(caption(), FallbackFonts.sentence(missing))
        .filter(words -> words != null)
        .collect(Collectors.joining(" "));
  }

  /** The picture at twice its shown size. */
  public final BufferedImage image() {
    BufferedImage image =
        new BufferedImage(SCALE * width(), SCALE * height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.scale(SCALE, SCALE);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      graphics.setColor(Style.PAPER);
      graphics.fillRect(0, 0, width(), height());
      missing = FallbackFonts.missingWhile(() -> paint(graphics));
    } finally {
      graphics.dispose();
    }
    return image;
  }

  @Override
  public final byte[] png() {
    return encode(flat() ? Palette.reduce(image()) : image());
  }

  @Override
  public final String html() {
    return html(png());
  }

  final String html(byte[] png) {
    String image =
        "<img src=\"data:image/png;base64,%s\" alt=\"%s\" width=\"%d\" height=\"%d\">"
            .formatted(
                Base64.getEncoder().encodeToString(png), Html.attribute(alt()), width(), height());
    String below = wordsBelow();
    String words = below.isEmpty() ? "" : "<figcaption>" + Html.escape(below) + "</figcaption>";
    return "<figure style=\"margin: 0\">" + image + words + "</figure>";
  }

  @Override
  public final String text() {
    String below = wordsBelow();
    return below.isEmpty() ? alt() : alt() + "\n" + below;
  }

  @Override
  public final String toString() {
    return text();
  }

  private static byte[] encode(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // A stream in memory: the default would cache in a temporary file.
    try (var out = new javax.imageio.stream.MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(0f);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException("the picture cannot be written as PNG", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Where a text stands relative to its point. */
  enum Align {
    LEFT,
    CENTRE,
    RIGHT
  }

  /**
   * Writes one line with its baseline at y. Letters are filled outlines: unlike the system's own
   * letters they come out the same on every machine.
   */
  static void write(Graphics2D graphics, String text, double x, double y, Align align) {
    if (text.isEmpty()) {
      return;
    }
    TextLayout layout = layout(graphics.getFont(), text);
    double shift =
        switch (align) {
          case LEFT -> 0;
          case CENTRE -> layout.getAdvance() / 2;
          case RIGHT -> layout.getAdvance();
        };
    Shape letters = layout.getOutline(AffineTransform.getTranslateInstance(x - shift, y));
    graphics.fill(letters);
  }

  static double widthOf(Graphics2D graphics, String text) {
    return widthOf(graphics.getFont(), text);
  }

  static double widthOf(Font font, String text) {
    return text.isEmpty() ? 0 : layout(font, text).getAdvance();
  }

  /** The text, or as much of its beginning as the width holds, with an ellipsis at its end. */
  static String shortened(String text, Font font, double width) {
    if (widthOf(font, text) <= width) {
      return text;
    }
    int end = text.length() - 1;
    while (end > 0 && widthOf(font, text.substring(0, end).strip() + "…") > width) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end).strip() + "…";
  }

  /** Writes one line so that its digits and capitals are centred on the point. */
  static void writeCentred(Graphics2D graphics, String text, double x, double y) {
    write(graphics, text, x, y + capitalHeight(graphics) / 2, Align.CENTRE);
  }

  /** The same on a piece of paper of its own, so that it can be read on lines and colours. */
  static void writeOnPaper(Graphics2D graphics, String text, double x, double y, Color ink) {
    double width = widthOf(graphics, text) + 6;
    double height = capitalHeight(graphics) + 5;
    graphics.setColor(Style.translucent(Style.PAPER, 0.85));
    graphics.fill(new RoundRectangle2D.Double(x - width / 2, y - height / 2, width, height, 5, 5));
    graphics.setColor(ink);
    writeCentred(graphics, text, x, y);
  }

  static double capitalHeight(Graphics2D graphics) {
    Rectangle2D bounds = layout(graphics.getFont(), "0").getOutline(null).getBounds2D();
    return bounds.getHeight();
  }

  private static TextLayout layout(Font font, String text) {
    return FallbackFonts.layout(text, font, MEASURE);
  }
}
