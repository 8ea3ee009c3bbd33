package org.neuronbook.notebook;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Widgets beside or below each other: {@link HBox} or {@link VBox}. */
public abstract class WidgetBox extends Widget {

  private final List<Widget> children;
  private final WidgetModel model;

  WidgetBox(String name, WidgetModel layout, Widget... children) {
    this.children = List.of(children);
    this.model =
        WidgetModel.control(name)
            .with("children", Stream.of(children).map(Widget::view).toList())
            .with("layout", layout);
  }

  @Override
  final WidgetModel view() {
    return model;
  }

  @Override
  public final String html() {
    return children.stream().map(Displayable::html).collect(Collectors.joining());
  }

  @Override
  public final String text() {
    return children.stream().map(Displayable::text).collect(Collectors.joining("\n"));
  }

  /** The last of the children that has a picture. */
  private Displayable picture() {
    return children.stream()
        .filter(child -> child.width() > 0)
        .reduce((first, second) -> second)
        .map(Displayable.class::cast)
        .orElse(new Words(""));
  }

  @Override
  public final byte[] png() {
    return picture().png();
  }

  @Override
  public final int width() {
    return picture().width();
  }

  @Override
  public final int height() {
    return picture().height();
  }
}
