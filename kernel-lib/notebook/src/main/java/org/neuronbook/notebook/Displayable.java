package org.neuronbook.notebook;

/**
 * Something a notebook can show.
 *
 * <p>A front end picks the richest form it knows: HTML before a picture before text. All three say
 * the same, and the same object always gives the same output.
 */
public interface Displayable {

  /**
   * Readable on white and on black; without script, style sheet, SVG or address of another file.
   */
  String html();

  /** What a screen reader, a terminal or a search in the notebook file gets. */
  String text();

  /**
   * The picture as PNG file at twice the size at which it is shown, or null where there is none.
   */
  default byte[] png() {
    return null;
  }

  /** Pixels a line of the shown picture takes; 0 where there is no picture. */
  default int width() {
    return 0;
  }

  /** Lines of the shown picture; 0 where there is no picture. */
  default int height() {
    return 0;
  }
}
