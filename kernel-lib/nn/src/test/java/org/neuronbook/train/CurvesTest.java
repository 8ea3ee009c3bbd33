package org.neuronbook.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Rng;

class CurvesTest {

  @RepeatedTest(20)
  void theRocAreaIsTheShareOfPairsInTheRightOrderATieBeingHalf(RepetitionInfo round) {
    Rng rng = Rng.of(round.getCurrentRepetition());
    int n = 2 + rng.nextInt(30);
    int[] labels = IntStream.range(0, n).map(i -> i < 2 ? i : rng.nextInt(2)).toArray();
    double[] scores = IntStream.range(0, n).mapToDouble(i -> rng.nextInt(6) - 2.5).toArray();
    double won = 0;
    int pairs = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (labels[i] == 1 && labels[j] == 0) {
          pairs++;
          won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    assertThat(RocCurve.of(scores, labels).area()).isEqualTo(won / pairs, within(1e-14));
  }

  @RepeatedTest(20)
  void everyPointCountsTheRowsAtOrAboveItsThreshold(RepetitionInfo round) {
    Rng rng = Rng.of(100 + round.getCurrentRepetition());
    int n = 2 + rng.nextInt(30);
    int[] labels = IntStream.range(0, n).map(i -> i < 2 ? i : rng.nextInt(2)).toArray();
    double[] scores = IntStream.range(0, n).mapToDouble(i -> rng.nextInt(8)).toArray();
    RocCurve roc = RocCurve.of(scores, labels);
    PrecisionRecallCurve curve = PrecisionRecallCurve.of(scores, labels);
    assertThat(roc.thresholds()).hasSize(1 + (int) Arrays.stream(scores).distinct().count());
    for (int point = 0; point < roc.thresholds().length; point++) {
      double threshold = roc.thresholds()[point];
      double hits = count(n, i -> scores[i] >= threshold && labels[i] == 1);
      double alarms = count(n, i -> scores[i] >= threshold && labels[i] == 0);
      double positives = count(n, i -> labels[i] == 1);
      assertThat(roc.truePositiveRate()[point]).isEqualTo(hits / positives);
      assertThat(roc.falsePositiveRate()[point]).isEqualTo(alarms / (n - positives));
      assertThat(curve.recall()[point]).isEqualTo(hits / positives);
      assertThat(curve.precision()[point])
          .isEqualTo(hits + alarms == 0 ? 1 : hits / (hits + alarms));
    }
  }

  private static int count(int n, java.util.function.IntPredicate condition) {
    return (int) IntStream.range(0, n).filter(condition).count();
  }

  @Test
  void equalScoresAreOneSlantedLineAndHalfTheArea() {
    RocCurve roc = RocCurve.of(new double[] {3, 3, 3, 3}, 1, 0, 0, 1);
    assertThat(roc.falsePositiveRate()).containsExactly(0, 1);
    assertThat(roc.truePositiveRate()).containsExactly(0, 1);
    assertThat(roc.thresholds()).containsExactly(Double.POSITIVE_INFINITY, 3);
    assertThat(roc.area()).isEqualTo(0.5);
    assertThat(PrecisionRecallCurve.of(new double[] {3, 3, 3, 3}, 1, 0, 0, 0).averagePrecision())
        .isEqualTo(0.25);
  }

  @Test
  void zeroAndMinusZeroAreOneScore() {
    assertThat(RocCurve.of(new double[] {0.0, -0.0}, 1, 0).area()).isEqualTo(0.5);
    assertThat(RocCurve.of(new double[] {-0.0, 0.0}, 1, 0).area()).isEqualTo(0.5);
  }

  @Test
  void infiniteScoresAreScores() {
    double[] scores = {Double.POSITIVE_INFINITY, 0, Double.NEGATIVE_INFINITY};
    assertThat(RocCurve.of(scores, 1, 1, 0).area()).isEqualTo(1);
    assertThat(RocCurve.of(scores, 0, 0, 1).area()).isZero();
  }

  @Test
  void withoutNegativesPrecisionIsAlwaysOne() {
    PrecisionRecallCurve curve = PrecisionRecallCurve.of(new double[] {1, 2, 2}, 1, 1, 1);
    assertThat(curve.precision()).containsOnly(1);
    assertThat(curve.averagePrecision()).isEqualTo(1);
  }

  @Test
  void curvesPrintTheirAreas() {
    assertThat(RocCurve.of(new double[] {1, 2}, 0, 1))
        .hasToString("ROC curve of 3 points, area 1.0000");
    assertThat(PrecisionRecallCurve.of(new double[] {1, 2}, 0, 1))
        .hasToString("precision-recall curve of 3 points, average precision 1.0000");
  }
}
