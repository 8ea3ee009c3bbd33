package org.neuronbook.notebook;

import java.util.List;

/**
 * One of several things.
 *
 * <pre>{@code
 * var activation = new Dropdown<>("activation", "tanh", "relu", "sigmoid");
 * }</pre>
 *
 * @param <T> the things, shown by their {@code toString}
 */
public final class Dropdown<T> extends Control<T> {

  private final List<T> options;

  /**
   * @param label what it chooses
   * @param options the first of them stands first
   */
  @SafeVarargs
  public Dropdown(String label, T... options) {
    this(label, List.of(options));
  }

  /** The same for a list. */
  public Dropdown(String label, List<T> options) {
    super(
        label,
        WidgetModel.control("Dropdown")
            .with("_options_labels", options.stream().map(String::valueOf).toList())
            .with("index", 0)
            .with("style", Looks.WHOLE_LABEL)
            .with("layout", Looks.SNUG),
        "index");
    this.options = List.copyOf(options);
    if (options.isEmpty()) {
      throw refused("at least one thing to choose from", "none");
    }
  }

  @Override
  T fromState(Object state) {
    return options.get(((Number) state).intValue());
  }

  @Override
  Object toState(T value) {
    int index = options.indexOf(value);
    if (index < 0) {
      throw refused("one of " + options, value);
    }
    return index;
  }

  @Override
  String range() {
    return "one of " + String.join(", ", options.stream().map(String::valueOf).toList());
  }
}
