package org.neuronbook.notebook;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A slider whose equal steps multiply: for learning rates and penalties, where 0.001 is as far from
 * 0.01 as that is from 0.1.
 *
 * <pre>{@code
 * var rate = new LogSlider("learning rate", 1e-4, 1, 0.01);
 * }</pre>
 */
public final class LogSlider extends Control<Double> {

  /** Twenty steps a power of ten: one of them is a factor of 1.12. */
  private static final double STEP = 0.05;

  private static final MathContext DIGITS = new MathContext(3);

  private final double low;
  private final double high;

  /**
   * @param label what it sets
   * @param low the least value itself, not its exponent; above zero
   * @param high the greatest value itself
   * @param start where it stands first
   */
  public LogSlider(String label, double low, double high, double start) {
    super(
        label,
        SliderModels.of("FloatLogSlider", Math.log10(low), Math.log10(high), start)
            .with("base", 10)
            .with("step", STEP)
            .with("readout_format", ".3~g"),
        "value");
    this.low = low;
    this.high = high;
    if (!(low > 0)) {
      throw refused(
          "a least value above 0, since each step multiplies (write 0.001, not its exponent -3)",
          low);
    }
    SliderModels.check(this, low, high, start);
  }

  /** Three digits, as it is shown: a power of ten that was dragged to is that power. */
  @Override
  Double fromState(Object state) {
    double shown = new BigDecimal(((Number) state).doubleValue()).round(DIGITS).doubleValue();
    return Math.min(high, Math.max(low, shown));
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
    return "slider from %s to %s, each step multiplies"
        .formatted(Numbers.brief(low), Numbers.brief(high));
  }
}
