package org.neuronbook.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectTest {

  @Test
  void acceptsNumbersWithinTheTolerance() {
    assertThatCode(
            () -> Expect.that(new double[] {1, 100.5}).isCloseTo(new double[] {1, 100}, 0.01))
        .doesNotThrowAnyException();
  }

  @Test
  void rejectsNumbersBeyondTheTolerance() {
    assertThat(mismatch(new double[] {1, 102}, new double[] {1, 100}).comparison().difference())
        .isEqualTo(new Difference("[1]", 100, 102, 1, 2, 2));
  }

  @Test
  void tellsTheLargestErrorOfAll() {
    assertThat(mismatch(new double[] {1, 3, 9}, new double[] {1, 2, 3}).comparison().difference())
        .isEqualTo(new Difference("[1]", 2, 3, 2, 3, 6));
  }

  @Test
  void comparesMatricesOfEjmlWithArraysOfRows() {
    var matrix = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}});
    assertThatCode(() -> Expect.that(matrix).isCloseTo(new double[][] {{1, 2}, {3, 4}}, 0))
        .doesNotThrowAnyException();
    var other = new DMatrixRMaj(new double[][] {{1, 2}, {3, 6}});
    assertThat(mismatch(other, matrix).comparison().difference())
        .isEqualTo(new Difference("[1][1]", 4, 6, 1, 4, 2));
    assertThat(mismatch(new DMatrixRMaj(2, 3), new DMatrixRMaj(3, 2)))
        .hasMessageContaining("are rows and columns swapped?");
  }

  @Test
  void seesThatAMatrixOfEjmlWasChanged() {
    var matrix = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}});
    Unchanged inputs = Unchanged.watch("a", matrix);
    assertThatCode(() -> inputs.verify("f(a)")).doesNotThrowAnyException();
    matrix.set(1, 0, 5);
    assertThatThrownBy(() -> inputs.verify("f(a)"))
        .hasMessageContaining("Your code changed its input a");
  }

  @Test
  void acceptsEqualInfinitiesAndRejectsOthers() {
    double infinity = Double.POSITIVE_INFINITY;
    assertThatCode(() -> Expect.that(infinity).isCloseTo(infinity, 0)).doesNotThrowAnyException();
    assertThat(mismatch(infinity, 1.0)).hasMessageContaining("division by 0");
    assertThat(mismatch(-infinity, infinity)).hasMessageContaining("infinity");
  }

  @Test
  void explainsNotANumber() {
    assertThat(mismatch(new double[] {1, Double.NaN}, new double[] {1, 2}))
        .hasMessageContaining("NaN (not a number) at [1]");
  }

  @Test
  void explainsNull() {
    assertThat(mismatch(null, new double[] {1})).hasMessageContaining("The result is null");
    assertThat(mismatch(new double[][] {{1}, null}, new double[][] {{1}, {2}}))
        .hasMessageContaining("A row of the result is null");
  }

  @Test
  void explainsAWrongLength() {
    assertThat(mismatch(new double[2], new double[3]))
        .hasMessageContaining("Expected 3 values, got 2 values");
  }

  @Test
  void explainsAWrongShape() {
    assertThat(mismatch(new double[2][4], new double[2][3]))
        .hasMessageContaining("Expected a matrix of shape (2, 3), got a matrix of shape (2, 4).");
    assertThat(mismatch(new double[][] {{1}, {1, 2}}, new double[2][2]))
        .hasMessageContaining("rows have the lengths [1, 2]");
  }

  @Test
  void suspectsSwappedRowsAndColumns() {
    assertThat(mismatch(new double[3][2], new double[2][3]))
        .hasMessageContaining("are rows and columns swapped?");
    assertThat(mismatch(new double[][] {{1, 3}, {2, 4}}, new double[][] {{1, 2}, {3, 4}}))
        .hasMessageContaining("the transpose of the expected matrix");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " 2   | Every value is 2 times too large: is a factor missing or extra?",
        " 0.2 | Every value is 5 times too small: is a factor missing or extra?",
        "-1   | Every value has the wrong sign.",
        "-3   | Every value is -3 times the expected one: look at the sign and at a factor.",
        " 0   | Every value is 0.",
      })
  void namesAConstantRatio(double ratio, String sentence) {
    double[] expected = {1, -2, 0, 5};
    double[] actual = {ratio, -2 * ratio, 0, 5 * ratio};
    assertThat(mismatch(actual, expected)).hasMessageContaining(sentence);
  }

  @Test
  void seesNoRatioInASingleCrookedNumber() {
    assertThat(mismatch(1.37, 1.0).getMessage()).isEmpty();
  }

  @Test
  void namesAConstantOffset() {
    assertThat(mismatch(new double[] {3, 4, 7}, new double[] {1, 2, 5}))
        .hasMessageContaining("Every value is too large by 2.");
  }

  @Test
  void noticesRounding() {
    double[] expected = {0.1, 0.7, 0.123456789};
    double[] actual = {0.1f, 0.7f, 0.123456789f};
    Mismatch mismatch =
        catchThrowableOfType(Mismatch.class, () -> Expect.that(actual).isCloseTo(expected, 1e-12));
    assertThat(mismatch).hasMessageContaining("computed in float?");
  }

  @Test
  void namesTheMisconceptionThatTheValueFits() {
    Mismatch mismatch =
        catchThrowableOfType(
            Mismatch.class,
            () ->
                Expect.that(6.0)
                    .named("mean", new double[] {1, 2, 3})
                    .mistake(2.5, "You divided by n + 1.")
                    .mistake(6.0, "You forgot to divide.")
                    .because("The mean is 2.")
                    .isCloseTo(2.0, 1e-9));
    assertThat(mismatch).hasMessage("You forgot to divide.");
    assertThat(mismatch.comparison().tried()).isEqualTo("mean([1, 2, 3])");
  }

  @Test
  void ignoresAMistakeThatGivesTheRightNumbers() {
    assertThatCode(() -> Expect.that(2.0).mistake(2.0, "wrong").isCloseTo(2.0, 1e-9))
        .doesNotThrowAnyException();
  }

  @Test
  void comparesOtherValuesByEquals() {
    assertThatCode(() -> Expect.that("a").isEqualTo("a")).doesNotThrowAnyException();
    Mismatch mismatch =
        catchThrowableOfType(
            Mismatch.class,
            () -> Expect.that("b").named("order").because("a comes first").isEqualTo("a"));
    assertThat(mismatch).hasMessage("a comes first");
    assertThat(mismatch.comparison()).isEqualTo(new Comparison("order", "a", "b", null));
  }

  @Test
  void seesNoRatioInCounts() {
    Mismatch mismatch =
        catchThrowableOfType(
            Mismatch.class, () -> Expect.that(1).because("Three epochs.").isEqualTo(3));
    assertThat(mismatch).hasMessage("Three epochs.");
  }

  @Test
  void comparesWholeNumbersExactly() {
    assertThat(
            catchThrowableOfType(
                Mismatch.class, () -> Expect.that(new int[] {1, 2}).isEqualTo(new int[] {1, 3})))
        .isNotNull();
  }

  @Test
  void noticesChangedInputs() {
    double[] x = {1, 2};
    double[][] w = {{1}, {2}};
    Unchanged inputs = Unchanged.watch("x", x).and("w", w);
    assertThatCode(() -> inputs.verify("f(x, w)")).doesNotThrowAnyException();
    w[1][0] = 5;
    Mismatch mismatch = catchThrowableOfType(Mismatch.class, () -> inputs.verify("f(x, w)"));
    assertThat(mismatch).hasMessageContaining("changed its input w");
    assertThat(mismatch.comparison().tried()).isEqualTo("w after f(x, w)");
    assertThat(mismatch.comparison().difference().index()).isEqualTo("[1][0]");
  }

  private static Mismatch mismatch(Object actual, Object expected) {
    return catchThrowableOfType(
        Mismatch.class, () -> Expect.that(actual).isCloseTo(expected, 1e-9));
  }
}
