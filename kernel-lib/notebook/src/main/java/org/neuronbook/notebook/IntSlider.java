package org.neuronbook.notebook;

/**
 * A slider over whole numbers.
 *
 * <pre>{@code
 * var hidden = new IntSlider("hidden units", 1, 64, 8);
 * }</pre>
 */
public final class IntSlider extends Control<Integer> {

  private final int low;
  private final int high;

  /**
   * @param label what it sets
   * @param low the least value
   * @param high the greatest value
   * @param start where it stands first
   */
  public IntSlider(String label, int low, int high, int start) {
    super(
        label,
        SliderModels.of("IntSlider", low, high, start).with("step", 1).with("readout_format", "d"),
        "value");
    this.low = low;
    this.high = high;
    SliderModels.check(this, low, high, start);
  }

  @Override
  Integer fromState(Object state) {
    return ((Number) state).intValue();
  }

  @Override
  Object toState(Integer value) {
    if (value == null || value < low || value > high) {
      throw refused("a whole number from %d to %d".formatted(low, high), value);
    }
    return value;
  }

  @Override
  String range() {
    return "slider from %d to %d".formatted(low, high);
  }
}
