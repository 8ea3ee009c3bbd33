package org.neuronbook.notebook;

/** What the three sliders have in common. */
final class SliderModels {

  private SliderModels() {}

  static WidgetModel of(String name, Number low, Number high, Number start) {
    return WidgetModel.control(name)
        .with("min", low)
        .with("max", high)
        .with("value", start)
        .with("continuous_update", true)
        .with("readout", true)
        .with("orientation", "horizontal")
        .with("style", Looks.WHOLE_LABEL)
        .with("layout", Looks.WIDE);
  }

  static void check(Control<?> slider, double low, double high, double start) {
    if (!(low < high) || Double.isInfinite(high - low)) {
      throw slider.refused(
          "a least value below the greatest", Numbers.brief(low) + " and " + Numbers.brief(high));
    }
    if (!(low <= start && start <= high)) {
      throw slider.refused(
          "a start from %s to %s".formatted(Numbers.brief(low), Numbers.brief(high)),
          Numbers.brief(start));
    }
  }

  /** The value, if the slider can stand there. */
  static Double within(Control<?> slider, double low, double high, Double value) {
    if (value == null || !(value >= low && value <= high)) {
      throw slider.refused(
          "a number from %s to %s".formatted(Numbers.brief(low), Numbers.brief(high)), value);
    }
    return value;
  }
}
