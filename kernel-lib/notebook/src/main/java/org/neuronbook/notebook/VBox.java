package org.neuronbook.notebook;

/** Widgets one below the other. */
public final class VBox extends WidgetBox {

  public VBox(Widget... children) {
    super("VBox", Looks.FREE, children);
  }
}
