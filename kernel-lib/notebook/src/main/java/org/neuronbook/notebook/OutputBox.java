package org.neuronbook.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A place whose content Java replaces: a picture, a table, text.
 *
 * <pre>{@code
 * var place = new OutputBox();
 * show(new HBox(slider, place));
 * slider.onChange(rate -> place.show(chart(rate)));
 * }</pre>
 */
public final class OutputBox extends Widget {

  /** An empty line below every control would be much. */
  private static final String HIDDEN = "none";

  private static final String SHOWN = "flex";

  private final WidgetModel layout =
      WidgetModel.layout().with("width", "auto").with("max_width", "100%").with("display", HIDDEN);

  // HTML and not the picture widget of ipywidgets, which has no text for a screen reader.
  private final WidgetModel model =
      WidgetModel.control("HTML")
          .with("value", "")
          .with("layout", layout)
          // Tables look here as they do under any cell.
          .with("_dom_classes", List.of("jp-RenderedHTMLCommon"));

  private List<Displayable> content = List.of();

  /**
   * Replaces the content.
   *
   * @param what anything that a cell can end with; null for nothing
   */
  public void show(Object what) {
    replace(what == null ? List.of() : List.of(Rendered.of(Views.orText(what))));
  }

  /** Takes the content away. */
  public void clear() {
    replace(List.of());
  }

  void replace(List<Displayable> next) {
    synchronized (this) {
      content = List.copyOf(next);
    }
    model.set("value", html());
    String display = next.isEmpty() ? HIDDEN : SHOWN;
    if (!display.equals(layout.get("display"))) {
      layout.set("display", display);
    }
  }

  /** A screen on which each thing is shown below the one before it. */
  Screen below(List<Displayable> shown) {
    return what -> {
      int slot;
      synchronized (shown) {
        slot = shown.size();
        shown.add(Rendered.of(what));
      }
      replace(copy(shown));
      return next -> {
        synchronized (shown) {
          shown.set(slot, Rendered.of(next));
        }
        replace(copy(shown));
      };
    };
  }

  static List<Displayable> copy(List<Displayable> shown) {
    synchronized (shown) {
      return new ArrayList<>(shown);
    }
  }

  @Override
  WidgetModel view() {
    return model;
  }

  private synchronized List<Displayable> content() {
    return content;
  }

  @Override
  public String html() {
    return content().stream().map(Displayable::html).collect(Collectors.joining());
  }

  @Override
  public String text() {
    return content().stream().map(Displayable::text).collect(Collectors.joining("\n"));
  }

  /** The last picture in it. */
  private Displayable picture() {
    return content().stream()
        .filter(each -> each.width() > 0)
        .reduce((a, b) -> b)
        .orElse(new Words(""));
  }

  @Override
  public byte[] png() {
    return picture().png();
  }

  @Override
  public int width() {
    return picture().width();
  }

  @Override
  public int height() {
    return picture().height();
  }
}
