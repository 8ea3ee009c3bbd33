package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrendTest {

  private static String words(double... y) {
    double[] x = new double[y.length];
    java.util.Arrays.setAll(x, i -> i + 1);
    return Trend.words(x, y, "epoch");
  }

  @Test
  void tellsAFall() {
    assertThat(words(2.3, 1.1, 0.4, 0.12)).isEqualTo("falls from 2.3 to 0.12");
  }

  @Test
  void tellsARise() {
    assertThat(words(0.1, 0.8, 0.79, 0.93)).isEqualTo("rises from 0.1 to 0.93");
  }

  @Test
  void tellsWhereAFallTurns() {
    assertThat(words(2, 0.5, 0.3, 0.9))
        .isEqualTo("falls from 2 to 0.3 at epoch 3, then rises to 0.9");
  }

  @Test
  void tellsWhereARiseTurns() {
    assertThat(words(0, 5, 1)).isEqualTo("rises from 0 to 5 at epoch 2, then falls to 1");
  }

  @Test
  void tellsTheRangeOfAWave() {
    assertThat(words(0, 1, -1, 0))
        .isEqualTo("goes from 0 to 0, between -1 at epoch 3 and 1 at epoch 2");
  }

  @Test
  void ignoresNoise() {
    assertThat(words(2, 1, 1.05, 0.5, 0.52)).isEqualTo("falls from 2 to 0.52");
  }

  @Test
  void tellsALevel() {
    assertThat(words(0.5, 0.5, 0.5)).isEqualTo("stays at 0.5");
  }

  @Test
  void tellsWhereValuesStopBeingFinite() {
    assertThat(words(1, 40, Double.POSITIVE_INFINITY, Double.NaN))
        .isEqualTo("rises from 1 to 40, not finite at epoch 3");
  }

  @Test
  void tellsASinglePoint() {
    assertThat(words(0.7)).isEqualTo("is 0.7 at epoch 1");
  }

  @Test
  void tellsHowPointsLieTogether() {
    double[] x = {1, 2, 3, 4};
    assertThat(Trend.cloud(x, new double[] {2, 4, 6, 8.5}, "age", "height"))
        .isEqualTo(
            "is 4 points, age from 1 to 4, height from 2 to 8.5, closely rising with age (correlation 1.00)");
    assertThat(Trend.cloud(x, new double[] {1, -1, -1, 1}, "", ""))
        .contains("hardly rising with x");
    assertThat(Trend.cloud(x, new double[] {4, 3, 5, 1}, "", ""))
        .contains("loosely falling with x (correlation -0.53)");
    assertThat(Trend.cloud(x, new double[] {5, 5, 5, 5}, "", "")).endsWith("y from 5 to 5");
    assertThat(Trend.cloud(new double[0], new double[0], "", "")).isEqualTo("is 0 points");
  }

  @Test
  void tellsThatThereIsNothing() {
    assertThat(words()).isEqualTo("has no value yet");
    assertThat(words(Double.NaN)).isEqualTo("has no finite value");
  }
}
