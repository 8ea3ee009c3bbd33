package org.neuronbook.notebook;

import java.awt.Graphics2D;

/**
 * What every chart says in the same words: its title, the line under it, and its size.
 *
 * <pre>{@code
 * chart.title("Loss by epoch").caption("Only the seed differs.").size(480, 300)
 * }</pre>
 *
 * <p>Each setter gives the chart itself, of its own class, so that calls can be chained. A title
 * too long for the width goes on in a second line.
 *
 * @param <F> the class of the chart itself
 */
public abstract class Figure<F extends Figure<F>> extends Picture {

  private static final int NARROWEST = 120;
  private static final int LOWEST = 80;

  private String title;
  private String caption;
  private int width;
  private int height;

  /** Nothing outside this package is a figure: {@link #self()} relies on it. */
  Figure(String title) {
    this.title = title;
  }

  /** What stands above the picture; empty for nothing. */
  public final F title(String text) {
    title = text;
    return self();
  }

  /** A line of text under the picture. */
  public final F caption(String text) {
    caption = text;
    return self();
  }

  /**
   * The size at which it is shown, in pixels, instead of the one that it takes by itself.
   *
   * @throws IllegalArgumentException if nothing could be read in it
   */
  public final F size(int width, int height) {
    if (width < NARROWEST || height < LOWEST) {
      throw new IllegalArgumentException(
          "size: expected at least %d x %d pixels, got %d x %d"
              .formatted(NARROWEST, LOWEST, width, height));
    }
    this.width = width;
    this.height = height;
    return self();
  }

  /** The width that it takes unless told otherwise. */
  abstract int ownWidth();

  /** The height below the title that it takes unless told otherwise. */
  abstract int ownHeight();

  /** Paints all but the title, from the line {@code top} down to the height. */
  abstract void paint(Graphics2D graphics, double top);

  @Override
  final void paint(Graphics2D graphics) {
    paint(graphics, Title.paint(graphics, title, width()));
  }

  @Override
  public final int width() {
    return width > 0 ? width : ownWidth();
  }

  @Override
  public final int height() {
    return height > 0 ? height : (int) Math.ceil(Title.height(title, width()) + ownHeight());
  }

  @Override
  final String caption() {
    return caption;
  }

  /**
   * For pictures that are laid out in one way only: by what factor that is enlarged to fill the
   * room below the title.
   */
  final double fit(double top) {
    return Math.min((double) width() / ownWidth(), (height() - top) / ownHeight());
  }

  final String title() {
    return title;
  }

  /** How a description begins: "Line chart: Loss by epoch. " */
  final String opening(String kind) {
    if (title.isEmpty() || title.equals(kind)) {
      return kind + ". ";
    }
    return kind + ": " + title + (title.matches("(?s).*[.!?。！？]") ? " " : ". ");
  }

  @SuppressWarnings("unchecked")
  private F self() {
    return (F) this;
  }
}
