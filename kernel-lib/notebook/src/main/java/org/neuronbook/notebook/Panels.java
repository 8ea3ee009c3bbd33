package org.neuronbook.notebook;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Pictures side by side, for a comparison: before and after, with and without.
 *
 * <pre>{@code
 * new Panels(surface("before", untrained), surface("after", trained)).caption("One thing changed: the training.")
 * }</pre>
 */
public final class Panels extends Picture {
  private final List<Picture> panels;
  private String caption;

  /** From left to right, aligned at their tops. */
  public Panels(Picture... panels) {
    this.panels = List.of(panels);
    if (this.panels.isEmpty()) {
      throw new IllegalArgumentException("Panels: expected at least one picture, got none");
    }
  }

  /** A line of text under the panels. */
  public Panels caption(String text) {
    caption = text;
    return this;
  }

  @Override
  String caption() {
    return caption;
  }

  @Override
  public int width() {
    return panels.stream().mapToInt(Picture::width).sum();
  }

  @Override
  public int height() {
    return panels.stream().mapToInt(Picture::height).max().orElseThrow();
  }

  @Override
  public String alt() {
    return panels.stream().map(Picture::alt).collect(Collectors.joining(" "));
  }

  @Override
  void paint(Graphics2D graphics) {
    AffineTransform before = graphics.getTransform();
    for (Picture panel : panels) {
      panel.paint(graphics);
      graphics.translate(panel.width(), 0);
    }
    graphics.setTransform(before);
  }
}
