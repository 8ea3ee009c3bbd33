package org.neuronbook.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SigmoidsTest {
  private static final double[] X = Tensor.linspace(-60, 60, 10_001).toArray();

  @Test
  void sigmoidsAreThoseOfTheFormula() {
    double[] y = X.clone();
    new Sigmoids(y.length).sigmoid(y, 0, y.length);
    double[] expected = Arrays.stream(X).map(x -> 1 / (1 + Math.exp(-x))).toArray();
    assertThat(y).containsExactly(expected, within(1e-15));
  }

  @Test
  void tanhIsThatOfTheJdk() {
    double[] y = X.clone();
    new Sigmoids(y.length).tanh(y, 0, y.length);
    assertThat(y).containsExactly(Arrays.stream(X).map(Math::tanh).toArray(), within(1e-15));
  }

  @Test
  void whatIsBeyondAllBoundsGivesTheLimits() {
    double infinite = Double.POSITIVE_INFINITY;
    double[] y = {-infinite, -1e300, -1000, 0, 1000, 1e300, infinite};
    double[] z = y.clone();
    new Sigmoids(7).sigmoid(y, 0, 7);
    assertThat(y).containsExactly(new double[] {0, 0, 0, 0.5, 1, 1, 1}, within(1e-300));
    new Sigmoids(7).tanh(z, 0, 7);
    assertThat(z).containsExactly(-1, -1, -1, 0, 1, 1, 1);
  }

  @Test
  void notANumberStaysSoAndNeighboursStayAsTheyAre() {
    double[] y = {7, Double.NaN, 0, 7};
    new Sigmoids(5).sigmoid(y, 1, 2);
    assertThat(y).containsExactly(7, Double.NaN, 0.5, 7);
  }
}
