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
public final class Panels extends Figure<Panels> {
  private final List<Picture> panels;

  /** From left to right, aligned at their tops. */
  public Panels(Picture... panels) {
    super("");
    this.panels = List.of(panels);
    if (this.panels.isEmpty()) {
      throw new IllegalArgumentException("Panels: expected at least one picture, got none");
    }
  }

  @Override
  int ownWidth() {
    return panels.stream().mapToInt(Picture::width).sum();
  }

  @Override
  int ownHeight() {
    return panels.stream().mapToInt(Picture::height).max().orElseThrow();
  }

  @Override
  public String alt() {
    String all = panels.stream().map(Picture::alt).collect(Collectors.joining(" "));
    return title().isEmpty() ? all : opening("Panels") + all;
  }

  @Override
  void paint(Graphics2D graphics, double top) {
    graphics.translate(0, top);
    graphics.scale(fit(top), fit(top));
    for (Picture panel : panels) {
      AffineTransform here = graphics.getTransform();
      panel.paint(graphics);
      graphics.setTransform(here);
      graphics.translate(panel.width(), 0);
    }
  }
}
