package org.neuronbook.notebook;

import java.util.Map;

/**
 * Something in a notebook that moves: a slider, a button, a box of them, a picture that Java
 * replaces. The last line of a cell shows it, as does {@link Notebook#show}.
 *
 * <p>It is drawn by ipywidgets, which come with JupyterLab here. Where nobody draws widgets (a
 * saved file on a web page, a notebook that is not running) its {@link #html()} stands: the values
 * in words, and the picture as it was when the cell ran.
 *
 * <p>What somebody moves while a cell runs takes effect when the cell has ended: a kernel reads
 * messages of widgets between cells.
 */
public abstract class Widget implements Displayable {

  private static final String VIEW = "application/vnd.jupyter.widget-view+json";

  private static volatile FrontEnd frontEnd = FrontEnd.NONE;

  static void useFrontEnd(FrontEnd other) {
    frontEnd = other;
  }

  static FrontEnd frontEnd() {
    return frontEnd;
  }

  /** What is shown for it. */
  abstract WidgetModel view();

  /** The forms that only a front end with widgets understands: none, where nobody draws. */
  final Map<String, Object> live() {
    String id = view().open(frontEnd);
    return id == null
        ? Map.of()
        : Map.of(VIEW, Map.of("version_major", 2, "version_minor", 0, "model_id", id));
  }

  @Override
  public final String toString() {
    return text();
  }
}
