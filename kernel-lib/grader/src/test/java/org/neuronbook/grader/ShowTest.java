package org.neuronbook.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowTest {

  @ParameterizedTest
  @CsvSource({
    "3, 3",
    "-0.0, 0",
    "0.5, 0.5",
    "0.30000000000000004, 0.3",
    "1234.56789, 1234.57",
    "0.00001234567, 1.23457e-05",
    "1e300, 1e+300",
    "NaN, NaN",
    "-Infinity, -Infinity",
  })
  void showsANumberBriefly(double value, String text) {
    assertThat(Show.number(value)).isEqualTo(text);
  }

  @Test
  void showsEnoughDigitsToTellNumbersApart() {
    int digits = Show.digitsToTellApart(0.1 + 0.2, 0.3);
    assertThat(Show.number(0.1 + 0.2, digits)).isNotEqualTo(Show.number(0.3, digits));
    assertThat(Show.digitsToTellApart(1, 2)).isEqualTo(Show.DIGITS);
  }

  @Test
  void showsArraysMatricesAndLists() {
    assertThat(Show.value(new double[] {1, 2.5})).isEqualTo("[1, 2.5]");
    assertThat(Show.value(new double[][] {{1, 2}, {}})).isEqualTo("[[1, 2], []]");
    assertThat(Show.value(List.of(new int[] {3}, "a"))).isEqualTo("[[3], a]");
    assertThat(Show.value(new DMatrixRMaj(new double[][] {{1, 2.5}}))).isEqualTo("[[1, 2.5]]");
    assertThat(Show.value(Map.of("a", new int[] {3}))).isEqualTo("{a=[3]}");
    assertThat(Show.value(null)).isEqualTo("null");
    assertThat(Show.value("a")).isEqualTo("a");
  }

  @Test
  void showsNoHashesOfObjectsWithoutText() {
    Runnable lambda = () -> {};
    assertThat(Show.call("fit", lambda, new Object(), 3)).isEqualTo("fit(…, …, 3)");
  }

  @Test
  void cutsLongArraysAroundTheFocus() {
    double[] x = IntStream.range(0, 100).asDoubleStream().toArray();
    assertThat(Show.value(x)).isEqualTo("[0, 1, 2, 3, …, 99] (100 values)");
    assertThat(Show.value(x, Show.DIGITS, 50))
        .isEqualTo("[0, 1, 2, 3, …, [49] 49, 50, 51, …, 99] (100 values)");
  }

  @Test
  void cutsLongTexts() {
    assertThat(Show.value("x".repeat(1_000_000))).hasSizeLessThan(2010).endsWith(" …");
    Map<Integer, Integer> many = new TreeMap<>();
    IntStream.range(0, 50).forEach(i -> many.put(i, i * i));
    assertThat(Show.value(many)).startsWith("{0=0, 1=1, ").endsWith(", 9=81, …} (50 keys)");
  }

  @Test
  void cutsLongCalls() {
    assertThat(Show.call("f", new double[] {1}, 2)).isEqualTo("f([1], 2)");
    assertThat(Show.call("f", "x".repeat(500))).hasSizeLessThan(170).endsWith("…");
  }
}
