package org.neuronbook.grader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
  private final double[] a = {0.5, -1, 2};
  private final double[][] b = {{1, 2}, {3, 4}};

  /** L = sum of (i + 1) a[i]^2 + b[0][1] b[1][0], so that no two derivatives are alike. */
  private double loss() {
    double sum = b[0][1] * b[1][0];
    for (int i = 0; i < a.length; i++) {
      sum += (i + 1) * a[i] * a[i];
    }
    return sum;
  }

  private static final double[] GRADIENT_A = {1, -4, 12};
  private static final double[][] GRADIENT_B = {{0, 3}, {2, 0}};

  @Test
  void acceptsRightGradients() {
    assertThatCode(
            () ->
                GradientCheck.of("f(a, b)", this::loss)
                    .parameter("a", a, GRADIENT_A)
                    .parameter("b", b, GRADIENT_B)
                    .holds(1e-8))
        .doesNotThrowAnyException();
  }

  @Test
  void putsTheParametersBack() {
    GradientCheck.of("f", this::loss).parameter("a", a, GRADIENT_A).holds(1e-8);
    assertThat(a).containsExactly(0.5, -1, 2);
  }

  @Test
  void namesParameterIndexNumbersAndRatio() {
    Mismatch mismatch =
        catchThrowableOfType(
            Mismatch.class,
            () ->
                GradientCheck.of("f(a, b)", this::loss)
                    .parameter("a", a, GRADIENT_A)
                    .parameter("b", b, new double[][] {{0, 3}, {7, 0}})
                    .holds(1e-6));
    assertThat(mismatch.comparison().tried())
        .isEqualTo("the gradient with respect to b in f(a, b)");
    Difference difference = mismatch.comparison().difference();
    assertThat(difference.index()).isEqualTo("[1][0]");
    assertThat(difference.actual()).isEqualTo(7);
    assertThat(difference.ratio()).isCloseTo(3.5, org.assertj.core.data.Offset.offset(1e-6));
  }

  @Test
  void seesAMissingFactor() {
    double[] half = Arrays.stream(GRADIENT_A).map(v -> v / 2).toArray();
    assertThat(
            catchThrowableOfType(
                Mismatch.class,
                () -> GradientCheck.of("f", this::loss).parameter("a", a, half).holds(1e-6)))
        .hasMessageContaining("2 times too small");
  }

  @Test
  void explainsAGradientOfTheWrongShape() {
    assertThat(
            catchThrowableOfType(
                Mismatch.class,
                () ->
                    GradientCheck.of("f", this::loss).parameter("a", a, new double[2]).holds(1e-6)))
        .hasMessageContaining("Expected 3 values, got 2 values");
    assertThat(
            catchThrowableOfType(
                Mismatch.class,
                () -> GradientCheck.of("f", this::loss).parameter("a", a, null).holds(1e-6)))
        .hasMessageContaining("The result is null");
  }

  @Test
  void measuresTwoHundredCoordinatesOfALargeParameter() {
    var many = new double[500];
    var calls = new int[1];
    GradientCheck.of(
            "f",
            () -> {
              calls[0]++;
              return Arrays.stream(many).sum();
            })
        .parameter("many", many, Arrays.stream(many).map(v -> 1).toArray())
        .holds(1e-6);
    assertThat(calls[0]).isEqualTo(400);
  }

  @Test
  void catchesALargeParameterThatIsWrongEverywhere() {
    var many = new double[500];
    assertThat(
            catchThrowableOfType(
                Mismatch.class,
                () ->
                    GradientCheck.of("f", () -> Arrays.stream(many).sum())
                        .parameter("many", many, new double[500])
                        .holds(1e-6)))
        .isNotNull();
  }
}
