package org.neuronbook.notebook;

/** How wide widgets and their labels are; shared by all of them. */
final class Looks {

  /** A label is never cut off, however long. */
  static final WidgetModel WHOLE_LABEL =
      WidgetModel.style("DescriptionStyle").with("description_width", "initial");

  /** Wide enough to choose a value by the pixel, and never wider than the page. */
  static final WidgetModel WIDE =
      WidgetModel.layout().with("width", "32em").with("max_width", "100%");

  /** As wide as what is in it. */
  static final WidgetModel SNUG =
      WidgetModel.layout().with("width", "max-content").with("max_width", "100%");

  /** As wide as there is room. */
  static final WidgetModel FREE =
      WidgetModel.layout().with("width", "auto").with("max_width", "100%");

  /** Goes on below where the page is narrow. */
  static final WidgetModel WRAPPED =
      WidgetModel.layout().with("width", "auto").with("flex_flow", "row wrap");

  private Looks() {}
}
