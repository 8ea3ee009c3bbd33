package org.neuronbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Rng;

class DatasetSplitTest {
  /** Rows whose one feature is their number. */
  private static Dataset numbered(int... labels) {
    int classes = Arrays.stream(labels).max().orElseThrow() + 1;
    return new Dataset(
        "numbered",
        Rows.of(IntStream.range(0, labels.length).asDoubleStream().toArray(), 1),
        labels,
        classes);
  }

  private static double[] numbers(Dataset dataset) {
    return dataset.x().toArray();
  }

  /** Ninety rows of class 0, nine of class 1, one of class 2, sorted. */
  private static Dataset uneven() {
    return numbered(IntStream.range(0, 100).map(i -> i < 90 ? 0 : i < 99 ? 1 : 2).toArray());
  }

  @RepeatedTest(20)
  void givesEveryRowToExactlyOnePartWhateverTheSizes(RepetitionInfo repetition) {
    Rng rng = Rng.of(repetition.getCurrentRepetition());
    int n = 2 + rng.nextInt(200);
    Dataset all = numbered(IntStream.range(0, n).map(i -> rng.nextInt(5)).toArray());
    Split split = all.split(rng.nextDouble(0.5, 0.75), rng);
    double[] both =
        IntStream.concat(
                Arrays.stream(numbers(split.train())).mapToInt(x -> (int) x),
                Arrays.stream(numbers(split.test())).mapToInt(x -> (int) x))
            .sorted()
            .asDoubleStream()
            .toArray();
    assertThat(both).as("rows of both parts, sorted, n = %d", n).isEqualTo(numbers(all));
  }

  @RepeatedTest(20)
  void keepsEveryClassWithinOneRowOfItsShare(RepetitionInfo repetition) {
    Rng rng = Rng.of(100 + repetition.getCurrentRepetition());
    int n = 20 + rng.nextInt(300);
    double fraction = rng.nextDouble(0.1, 0.9);
    Dataset all = numbered(IntStream.range(0, n).map(i -> rng.nextInt(1 + i % 7)).toArray());
    int[] counts = all.split(fraction, rng).train().counts();
    for (int c = 0; c < all.classes(); c++) {
      assertThat((double) counts[c])
          .as("class %d: %d rows, fraction %s", c, all.counts()[c], fraction)
          .isBetween(fraction * all.counts()[c] - 1, fraction * all.counts()[c] + 1);
    }
  }

  @Test
  void givesTheTrainingPartItsExactShare() {
    Split split = uneven().split(0.8, Rng.of(1));
    assertThat(split.train().size()).isEqualTo(80);
    assertThat(split.train().counts()).containsExactly(72, 7, 1);
    assertThat(split.test().counts()).containsExactly(18, 2, 0);
  }

  @Test
  void keepsLabelsWithTheirRows() {
    Dataset all = uneven();
    Dataset train = all.split(0.8, Rng.of(1)).train();
    int[] expected = Arrays.stream(numbers(train)).mapToInt(x -> all.label((int) x)).toArray();
    assertThat(train.labels()).isEqualTo(expected);
  }

  @Test
  void mixesTheRowsOfSortedClasses() {
    Dataset train = uneven().split(0.8, Rng.of(1)).train();
    assertThat(numbers(train)).isNotEqualTo(Arrays.stream(numbers(train)).sorted().toArray());
  }

  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() {
    double[] first = numbers(uneven().split(0.8, Rng.of(1)).train());
    assertThat(numbers(uneven().split(0.8, Rng.of(1)).train())).isEqualTo(first);
    assertThat(numbers(uneven().split(0.8, Rng.of(2)).train())).isNotEqualTo(first);
  }

  @Test
  void namesTheParts() {
    Split split = uneven().split(0.8, Rng.of(1));
    assertThat(split.train().name()).isEqualTo("numbered train");
    assertThat(split.test().name()).isEqualTo("numbered test");
  }

  @Test
  void rejectsAFractionThatLeavesAPartEmpty() {
    for (double fraction : new double[] {0, 1, 1.5, -0.2, Double.NaN, 0.001, 80}) {
      assertThatThrownBy(() -> uneven().split(fraction, Rng.of(1)))
          .as("fraction %s", fraction)
          .isInstanceOf(DataException.class)
          .hasMessageContaining(
              "leaves a part of its 100 rows empty: expected the part to train on, such as 0.8");
    }
  }
}
