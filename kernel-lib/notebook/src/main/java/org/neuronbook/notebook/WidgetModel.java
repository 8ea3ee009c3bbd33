package org.neuronbook.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The Java half of one model of ipywidgets: a map of named values which both halves keep equal.
 *
 * <p>It is opened when it is first shown. The front end's messages change the values and call the
 * listeners; {@link #set} changes the front end.
 */
final class WidgetModel {

  private final Map<String, Object> state = new LinkedHashMap<>();
  private Consumer<String> onChange = name -> {};
  private Consumer<Map<?, ?>> onEvent = content -> {};
  private FrontEnd frontEnd = FrontEnd.NONE;
  private String id;

  private WidgetModel(String module, String version, String name) {
    state.put("_model_module", module);
    state.put("_model_module_version", version);
    state.put("_model_name", name + "Model");
  }

  /** A control or a box, as {@code IntSlider}. */
  static WidgetModel control(String name) {
    return new WidgetModel("@jupyter-widgets/controls", "2.0.0", name).viewed(name);
  }

  /** How another model looks: it has no view of its own. */
  static WidgetModel style(String name) {
    return new WidgetModel("@jupyter-widgets/controls", "2.0.0", name)
        .styled("@jupyter-widgets/base", "2.0.0", "StyleView");
  }

  static WidgetModel layout() {
    return new WidgetModel("@jupyter-widgets/base", "2.0.0", "Layout")
        .styled("@jupyter-widgets/base", "2.0.0", "LayoutView");
  }

  /** One whose view is a JavaScript module of ours. */
  static WidgetModel ofModule(String name, String javaScript) {
    WidgetModel model = new WidgetModel("anywidget", "~0.11.*", "Any").viewed("Any");
    return model.with("_esm", javaScript).with("_anywidget_id", "neuronbook." + name);
  }

  private WidgetModel viewed(String name) {
    return styled(
        (String) state.get("_model_module"),
        (String) state.get("_model_module_version"),
        name + "View");
  }

  private WidgetModel styled(String module, String version, String view) {
    return with("_view_module", module)
        .with("_view_module_version", version)
        .with("_view_name", view);
  }

  /**
   * Gives a value before the model is shown.
   *
   * @param value a number, text, boolean, another model, or a list or map of them
   */
  WidgetModel with(String name, Object value) {
    state.put(name, value);
    return this;
  }

  /** Told the name of each value that the front end has changed. */
  WidgetModel onChange(Consumer<String> listener) {
    onChange = listener;
    return this;
  }

  /** Told what happened, as a click. */
  WidgetModel onEvent(Consumer<Map<?, ?>> listener) {
    onEvent = listener;
    return this;
  }

  synchronized Object get(String name) {
    return state.get(name);
  }

  /** Changes a value here and in the front end. */
  void set(String name, Object value) {
    FrontEnd to;
    Object sent;
    synchronized (this) {
      state.put(name, value);
      if (id == null) {
        return;
      }
      to = frontEnd;
      sent = named(value);
    }
    to.send(id, update("update", Map.of(name, sent)));
  }

  /** The name by which other models and the display refer to it; null where nobody draws. */
  synchronized String open(FrontEnd current) {
    if (id == null || frontEnd != current) {
      frontEnd = current;
      id = current.open(this, state());
    }
    return id;
  }

  /** All values as the front end knows them. */
  synchronized Map<String, Object> state() {
    Map<String, Object> named = new LinkedHashMap<>();
    state.forEach((name, value) -> named.put(name, named(value)));
    return named;
  }

  private Object named(Object value) {
    if (value instanceof WidgetModel model) {
      return "IPY_MODEL_" + model.open(frontEnd);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::named).toList();
    }
    return value;
  }

  synchronized void closed() {
    id = null;
  }

  /** A message from the front end. */
  void receive(Map<?, ?> message) {
    switch (String.valueOf(message.get("method"))) {
      case "update" -> changed((Map<?, ?>) message.get("state"));
      case "request_state" -> frontEnd.send(id, update("update", state()));
      case "custom" -> onEvent.accept((Map<?, ?>) message.get("content"));
      default -> {} // what the protocol will have one day
    }
  }

  private void changed(Map<?, ?> values) {
    List<String> names = new ArrayList<>();
    Map<String, Object> echo = new LinkedHashMap<>();
    synchronized (this) {
      values.forEach(
          (name, value) -> {
            names.add((String) name);
            echo.put((String) name, value);
            state.put((String) name, value);
          });
    }
    // Other pages that show the same notebook learn it from the echo.
    frontEnd.send(id, update("echo_update", echo));
    names.forEach(onChange);
  }

  private static Map<String, Object> update(String method, Map<String, Object> state) {
    return Map.of("method", method, "state", state, "buffer_paths", List.of());
  }
}
