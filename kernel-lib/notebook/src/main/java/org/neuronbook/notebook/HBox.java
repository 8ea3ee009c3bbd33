package org.neuronbook.notebook;

/** Widgets side by side; those that do not fit go on below. */
public final class HBox extends WidgetBox {

  public HBox(Widget... children) {
    super("HBox", Looks.WRAPPED, children);
  }
}
