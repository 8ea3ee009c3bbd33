package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "3, 3",
    "-2, -2",
    "0.123456, 0.1235",
    "12.3456, 12.35",
    "1234.56, 1235",
    "0.1, 0.1",
    "1e-5, 1.000e-05",
    "2500000.5, 2.500e+06",
    "60000, 60000",
    "-0.0, 0"
  })
  void writesFourSignificantDigits(double value, String text) {
    assertThat(Numbers.brief(value)).isEqualTo(text);
  }

  @Test
  void writesWhatIsNotFinite() {
    assertThat(Numbers.brief(Double.NaN)).isEqualTo("NaN");
    assertThat(Numbers.brief(Double.NEGATIVE_INFINITY)).isEqualTo("-∞");
  }

  @Test
  void givesAColumnTheSameDecimals() {
    assertThat(Numbers.aligned(1, 0.25, -12.5)).containsExactly("1.000", "0.250", "-12.500");
  }

  @Test
  void givesAColumnOfWholeNumbersNone() {
    assertThat(Numbers.aligned(1, 60000, -3)).containsExactly("1", "60000", "-3");
  }

  @Test
  void writesAColumnOfTinyNumbersWithExponents() {
    assertThat(Numbers.aligned(1e-8, 0)).containsExactly("1.000e-08", "0.000e+00");
  }

  @Test
  void neverWritesMinusZero() {
    assertThat(Numbers.fixed(-0.00001, 3)).isEqualTo("0.000");
  }

  @ParameterizedTest
  @CsvSource({
    "0.001, true, 10⁻³",
    "0.01, true, 0.01",
    "100000, true, 10⁵",
    "0.5, false, 0.5",
    "-20, false, −20",
    "0.00002, false, 2·10⁻⁵"
  })
  void writesTicksAsInABook(double value, boolean powers, String text) {
    assertThat(Numbers.tick(value, powers)).isEqualTo(text);
  }
}
