package org.neuronbook.notebook;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A slider over numbers.
 *
 * <pre>{@code
 * var rate = new Slider("learning rate", 0, 0.5, 0.1);
 * interact(rate, value -> descent(value).chart())
 * }</pre>
 */
public final class Slider extends Control<Double> {

  /** About as many as there are pixels on which to drop it. */
  private static final double STEPS = 200;

  private final double low;
  private final double high;
  private double step;

  /**
   * A slider with about 200 steps, each a power of ten.
   *
   * @param label what it sets, with its unit if it has one
   * @param low the least value
   * @param high the greatest value
   * @param start where it stands first
   */
  public Slider(String label, double low, double high, double start) {
    super(label, SliderModels.of("FloatSlider", low, high, start), "value");
    this.low = low;
    this.high = high;
    SliderModels.check(this, low, high, start);
    step(Math.pow(10, Math.round(Math.log10((high - low) / STEPS))));
  }

  /**
   * Sets how far one press of an arrow key moves it.
   *
   * @return this slider
   */
  public Slider step(double size) {
    if (!(size > 0 && size <= high - low)) {
      throw refused("a step above 0 and up to %s".formatted(Numbers.brief(high - low)), size);
    }
    step = size;
    model().with("step", size).with("readout_format", "." + decimals() + "f");
    return this;
  }

  private int decimals() {
    return Math.max(0, BigDecimal.valueOf(step).stripTrailingZeros().scale());
  }

  /** Steps add up to 0.30000000000000004 in a browser, too. */
  @Override
  Double fromState(Object state) {
    return BigDecimal.valueOf(((Number) state).doubleValue())
        .setScale(Math.max(decimals(), BigDecimal.valueOf(low).scale()), RoundingMode.HALF_EVEN)
        .doubleValue();
  }

  @Override
  Object toState(Double value) {
    return SliderModels.within(this, low, high, value);
  }

  @Override
  String words(Double value) {
    return Numbers.brief(value);
  }

  @Override
  String range() {
    return "slider from %s to %s".formatted(Numbers.brief(low), Numbers.brief(high));
  }
}
