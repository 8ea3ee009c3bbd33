package org.neuronbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StandardiserTest {
  private static Dataset of(double[]... features) {
    return Dataset.of("table", features, new int[features.length], 1);
  }

  @Test
  void measuresMeanAndStandardDeviationDividedByN() {
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squared deviations sum to 32, 32 / 8 = 4.
    Standardiser fitted =
        Standardiser.fit(of(new double[][] {{2}, {4}, {4}, {4}, {5}, {5}, {7}, {9}}));
    assertThat(fitted.mean()).containsExactly(new double[] {5}, within(1e-12));
    assertThat(fitted.deviation()).containsExactly(new double[] {2}, within(1e-12));
  }

  @Test
  void bringsTheRowsItWasFittedOnToMeanZeroAndDeviationOne() {
    Dataset table = of(new double[] {1, 1000}, new double[] {2, -3000}, new double[] {7, 500});
    Standardiser again = Standardiser.fit(Standardiser.fit(table).apply(table));
    assertThat(again.mean()).containsExactly(new double[] {0, 0}, within(1e-12));
    assertThat(again.deviation()).containsExactly(new double[] {1, 1}, within(1e-12));
  }

  @Test
  void usesTheTrainingRowsNumbersOnTheTestRows() {
    Standardiser fitted = Standardiser.fit(of(new double[] {0}, new double[] {10}));
    assertThat(fitted.apply(of(new double[] {20}, new double[] {40})).x().toArray())
        .containsExactly(new double[] {3, 7}, within(1e-12));
  }

  @Test
  void onlyCentresAFeatureThatNeverVaries() {
    // Ten times 0.1 / 10 is 0.09999999999999999: divided by its deviation from that, 0.1 would
    // become 1.
    double[][] constant = new double[10][];
    Arrays.setAll(constant, i -> new double[] {0.1, 0});
    assertThat(Standardiser.fit(of(constant)).apply(of(constant)).x().toArray())
        .containsExactly(new double[20], within(1e-12));
  }

  @Test
  void keepsDigitsWhenTheMeanIsLarge() {
    Dataset table = of(new double[] {1e9 + 1}, new double[] {1e9 + 2}, new double[] {1e9 + 3});
    assertThat(Standardiser.fit(table).deviation())
        .containsExactly(new double[] {Math.sqrt(2.0 / 3)}, within(1e-6));
  }

  @Test
  void followsRowsThroughASelection() {
    Dataset table = of(new double[] {0}, new double[] {10});
    assertThat(Standardiser.fit(table).apply(table).select(1, 0).x().toArray())
        .containsExactly(new double[] {1, -1}, within(1e-12));
  }

  @Test
  void leavesTheOriginalAlone() {
    Dataset table = of(new double[] {0}, new double[] {10});
    Standardiser.fit(table).apply(table).x();
    assertThat(table.x().toArray()).containsExactly(0, 10);
  }

  @Test
  void rejectsRowsOfAnotherWidth() {
    Standardiser fitted = Standardiser.fit(of(new double[] {0, 1}, new double[] {10, 3}));
    assertThatThrownBy(() -> fitted.apply(of(new double[] {1})))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "Standardiser: expected rows of 2 features as it was fitted on, got 1, in data set table");
  }
}
