package org.neuronbook.notebook;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Something that a learner moves: it has a label, a value that later cells read, and code that runs
 * when it is moved. The Tab key reaches it, and the arrow keys move it.
 *
 * @param <T> what it gives
 */
public abstract class Control<T> extends Widget {

  private final String label;
  private final String valueName;
  private final WidgetModel model;
  private final OutputBox place = new OutputBox();
  private final WidgetModel view;
  private final List<Reaction> reactions = new CopyOnWriteArrayList<>();

  /**
   * @param valueName which value of the model is the control's own
   */
  Control(String label, WidgetModel model, String valueName) {
    if (label == null || label.isBlank()) {
      throw new IllegalArgumentException(
          "%s: expected a label as first argument, got %s. It tells what moves, also to those who hear the page: new %s(\"learning rate\", ...)"
              .formatted(kind(), label == null ? "null" : "an empty text", kind()));
    }
    this.label = label;
    this.valueName = valueName;
    this.model =
        model
            .with("description", label)
            .onChange(
                name -> {
                  if (name.equals(valueName)) {
                    moved();
                  }
                });
    this.view = WidgetModel.control("VBox").with("children", List.of(this.model, place.view()));
  }

  /** The value as Java has it, made from the front end's. */
  abstract T fromState(Object state);

  /**
   * The value as the front end has it.
   *
   * @throws IllegalArgumentException if the control cannot have this value
   */
  abstract Object toState(T value);

  /** What the control is and what it can be moved to, as "slider from 0 to 1". */
  abstract String range();

  /** The value in words. */
  String words(T value) {
    return String.valueOf(value);
  }

  final String kind() {
    return getClass().getSimpleName();
  }

  final WidgetModel model() {
    return model;
  }

  /** What it is called; the front end shows it beside the control. */
  public final String label() {
    return label;
  }

  /** Where it stands now. */
  public final T value() {
    return fromState(model.get(valueName));
  }

  /**
   * Moves it from Java: the front end shows it, and what listens to it runs.
   *
   * @throws IllegalArgumentException if it cannot be moved there; says where it can
   */
  public void set(T value) {
    Object next = toState(value);
    if (!Objects.equals(next, toState(value()))) {
      model.set(valueName, next);
      changed();
    }
  }

  /** Java has moved it. */
  final void changed() {
    reactions.forEach(Reaction::now);
  }

  /**
   * Runs code each time the value changes. While it runs the control can be moved on: then it runs
   * once more, with the newest value only. What it prints, shows or throws appears below the
   * control; the toolbar's Interrupt stops it.
   *
   * @return this control
   */
  public final Control<T> onChange(Consumer<? super T> listener) {
    addReaction(
        new Reaction(
            place,
            () -> {
              listener.accept(value());
              return null;
            }));
    return this;
  }

  final void addReaction(Reaction reaction) {
    reactions.add(reaction);
  }

  /** The front end has moved it. */
  void moved() {
    reactions.forEach(Reaction::soon);
  }

  final IllegalArgumentException refused(String expected, Object got) {
    return new IllegalArgumentException(
        "%s \"%s\": expected %s, got %s".formatted(kind(), label, expected, got));
  }

  @Override
  final WidgetModel view() {
    return view;
  }

  @Override
  public String html() {
    return "<p>" + Html.escape(text()) + "</p>";
  }

  @Override
  public String text() {
    return "%s: %s (%s)".formatted(label, words(value()), range());
  }
}
