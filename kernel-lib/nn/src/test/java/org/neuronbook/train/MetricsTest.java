package org.neuronbook.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

class MetricsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyMetricIsThatOfCountingByHand(int classes) {
    Rng rng = Rng.of(classes);
    for (int round = 0; round < 20; round++) {
      int n = 1 + rng.nextInt(40);
      int[] truth = IntStream.range(0, n).map(i -> rng.nextInt(classes)).toArray();
      int[] predicted = IntStream.range(0, n).map(i -> rng.nextInt(classes)).toArray();
      ConfusionMatrix confusion = ConfusionMatrix.of(truth, predicted, classes);
      assertThat(confusion.total()).isEqualTo(n);
      assertThat(confusion.accuracy())
          .isEqualTo((double) count(n, i -> truth[i] == predicted[i]) / n);
      double f1Sum = 0;
      for (int c = 0; c < classes; c++) {
        int k = c;
        long both = count(n, i -> truth[i] == k && predicted[i] == k);
        long called = count(n, i -> predicted[i] == k);
        long are = count(n, i -> truth[i] == k);
        assertThat(confusion.precision(c)).isEqualTo(called == 0 ? 0 : (double) both / called);
        assertThat(confusion.recall(c)).isEqualTo(are == 0 ? 0 : (double) both / are);
        // F1 straight from the counts: 2 TP / (2 TP + FP + FN).
        double f1 = called + are == 0 ? 0 : 2.0 * both / (called + are);
        assertThat(confusion.f1(c)).isEqualTo(f1, within(1e-15));
        f1Sum += f1;
        for (int p = 0; p < classes; p++) {
          int other = p;
          assertThat(confusion.count(c, p))
              .isEqualTo(count(n, i -> truth[i] == k && predicted[i] == other));
        }
      }
      assertThat(confusion.macroF1()).isEqualTo(f1Sum / classes, within(1e-14));
    }
  }

  private static int count(int n, java.util.function.IntPredicate condition) {
    return (int) IntStream.range(0, n).filter(condition).count();
  }

  @Test
  void aClassThatNeverOccursHasZeroMetrics() {
    ConfusionMatrix confusion = ConfusionMatrix.of(new int[] {0, 1}, new int[] {0, 1}, 3);
    assertThat(confusion.precision(2)).isZero();
    assertThat(confusion.recall(2)).isZero();
    assertThat(confusion.f1(2)).isZero();
    assertThat(confusion.macroF1()).isEqualTo(2.0 / 3, within(1e-15));
  }

  @Test
  void nothingToJudgeIsZeroRight() {
    ConfusionMatrix confusion = ConfusionMatrix.of(new int[0], new int[0], 2);
    assertThat(confusion.accuracy()).isZero();
    assertThat(confusion.total()).isZero();
  }

  @Test
  void printsTrueClassesDownAndPredictedAcross() {
    assertThat(ConfusionMatrix.of(new int[] {0, 0, 1}, new int[] {0, 1, 1}, 2).toString())
        .isEqualTo("true \\ predicted\n" + "       0   1\n" + "   0   1   1\n" + "   1   0   1");
  }

  @Test
  void accuracyCountsTheLargestLogitAndTheFirstAmongEquals() {
    Tensor logits = Tensor.of(new double[][] {{1, 2, 0}, {5, 5, 5}, {-1, -2, -0.5}, {0, 9, 1}});
    assertThat(logits.argmax()).containsExactly(1, 0, 2, 1);
    assertThat(Metrics.accuracy(logits, 1, 0, 2, 2)).isEqualTo(0.75);
  }

  @Test
  void microMetricsOfAllClassesAreAccuracy() {
    Rng rng = Rng.of(4);
    int[] truth = IntStream.range(0, 50).map(i -> rng.nextInt(4)).toArray();
    int[] predicted = IntStream.range(0, 50).map(i -> rng.nextInt(4)).toArray();
    ConfusionMatrix confusion = ConfusionMatrix.of(truth, predicted, 4);
    assertThat(confusion.microPrecision()).isEqualTo(confusion.accuracy());
    assertThat(confusion.microRecall()).isEqualTo(confusion.accuracy());
    assertThat(confusion.microF1()).isEqualTo(confusion.accuracy(), within(1e-15));
  }

  @Test
  void microMetricsOfAClassThatNeverOccursAreZero() {
    ConfusionMatrix confusion = ConfusionMatrix.of(new int[] {0, 1}, new int[] {0, 1}, 3);
    assertThat(confusion.microPrecision(2)).isZero();
    assertThat(confusion.microRecall(2)).isZero();
    assertThat(confusion.microF1(2)).isZero();
  }

  @Test
  void topKTakesTheFirstAmongEqualsAsAccuracyDoes() {
    Tensor logits = Tensor.of(new double[][] {{5, 5, 5}, {5, 5, 5}, {5, 5, 5}, {1, 9, 1}});
    int[] labels = {0, 1, 2, 2};
    assertThat(Metrics.topKAccuracy(logits, 1, labels)).isEqualTo(0.25);
    assertThat(Metrics.topKAccuracy(logits, 1, labels)).isEqualTo(Metrics.accuracy(logits, labels));
    assertThat(Metrics.topKAccuracy(logits, 2, labels)).isEqualTo(0.5);
    assertThat(Metrics.topKAccuracy(logits, 3, labels)).isEqualTo(1);
  }

  @Test
  void perplexityIsTheInverseOfTheGeometricMeanProbability() {
    double[] probabilities = {0.5, 0.1, 0.25, 0.9};
    double product = 1;
    double logs = 0;
    for (double each : probabilities) {
      product *= each;
      logs -= Math.log(each);
    }
    assertThat(Metrics.perplexity(logs / 4)).isEqualTo(Math.pow(product, -0.25), within(1e-14));
    assertThat(Metrics.perplexity(Math.log(27))).isEqualTo(27, within(1e-13));
    assertThat(Metrics.perplexity(0)).isEqualTo(1);
  }

  @Test
  void r2IsOneForTheTargetZeroForItsMeanAndNegativeBelow() {
    Tensor target = Tensor.of(1, 2, 3, 6);
    assertThat(Metrics.r2(target, target)).isEqualTo(1);
    assertThat(Metrics.r2(Tensor.of(3, 3, 3, 3), target)).isZero();
    // Errors 4, 9, 16, 49: 78 against a variance of 4 + 1 + 0 + 9 = 14.
    assertThat(Metrics.r2(Tensor.of(-1, -1, -1, -1), target)).isEqualTo(1 - 78.0 / 14);
  }

  @Test
  void aConstantTargetIsExplainedOnlyByItself() {
    // The mean of three times 0.1 is not 0.1 in floating point.
    Tensor target = Tensor.of(0.1, 0.1, 0.1);
    assertThat(Metrics.r2(target, target)).isEqualTo(1);
    assertThat(Metrics.r2(Tensor.of(0.1, 0.1, 0.2), target)).isZero();
  }
}
