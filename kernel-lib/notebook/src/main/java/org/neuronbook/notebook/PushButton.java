package org.neuronbook.notebook;

/**
 * A button. Its value is how often it was pressed.
 *
 * <pre>{@code
 * new PushButton("train one epoch").onClick(() -> trainer.fit(data, 1))
 * interact(new PushButton("another sample"), presses -> chart(presses))
 * }</pre>
 */
public final class PushButton extends Control<Integer> {

  private static final String PRESSES = "presses";

  /**
   * @param label what pressing it does
   */
  public PushButton(String label) {
    super(
        label, WidgetModel.control("Button").with(PRESSES, 0).with("layout", Looks.SNUG), PRESSES);
    model()
        .onEvent(
            content -> {
              if ("click".equals(content.get("event"))) {
                Widget.frontEnd().later(this::press);
              }
            });
  }

  /** Presses it from Java. */
  public void press() {
    set(value() + 1);
  }

  /**
   * Runs code for each press, also for those that come while it runs.
   *
   * @return this button
   */
  public PushButton onClick(Runnable action) {
    onChange(presses -> action.run());
    return this;
  }

  @Override
  Integer fromState(Object state) {
    return ((Number) state).intValue();
  }

  @Override
  Object toState(Integer value) {
    if (value == null || value < 0) {
      throw refused("a number of presses", value);
    }
    return value;
  }

  @Override
  String words(Integer value) {
    return value == 1 ? "pressed once" : "pressed " + value + " times";
  }

  @Override
  String range() {
    return "button";
  }
}
