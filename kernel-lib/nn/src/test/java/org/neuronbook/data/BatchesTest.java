package org.neuronbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

class BatchesTest {
  /** n rows (i, 10 i) with label i. */
  private static Dataset numbered(int n) {
    double[] values =
        IntStream.range(0, 2 * n).mapToDouble(k -> k % 2 == 0 ? k / 2 : 10 * (k / 2)).toArray();
    return new Dataset("numbered", Rows.of(values, 2), IntStream.range(0, n).toArray(), n);
  }

  private static List<Integer> labels(Batches batches) {
    List<Integer> seen = new ArrayList<>();
    batches.forEach(batch -> IntStream.of(batch.labels()).forEach(seen::add));
    return seen;
  }

  private static List<Integer> upTo(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  @Test
  void keepsTheOrderOfTheRowsWithoutRng() {
    assertThat(labels(new Batches(numbered(10), 3))).isEqualTo(upTo(10));
  }

  @RepeatedTest(20)
  void givesEveryRowExactlyOnce(RepetitionInfo repetition) {
    Rng rng = Rng.of(repetition.getCurrentRepetition());
    int n = 1 + rng.nextInt(50);
    int batchSize = 1 + rng.nextInt(60);
    assertThat(labels(new Batches(numbered(n), batchSize, rng)))
        .as("%d rows in batches of %d", n, batchSize)
        .containsExactlyInAnyOrderElementsOf(upTo(n));
  }

  @Test
  void drawsAFreshOrderEveryTime() {
    var batches = new Batches(numbered(50), 8, Rng.of(1));
    assertThat(labels(batches)).isNotEqualTo(upTo(50)).isNotEqualTo(labels(batches));
  }

  @Test
  void givesTheSameOrdersForTheSameSeed() {
    var one = new Batches(numbered(50), 8, Rng.of(1));
    var other = new Batches(numbered(50), 8, Rng.of(1));
    assertThat(List.of(labels(one), labels(one))).isEqualTo(List.of(labels(other), labels(other)));
  }

  @Test
  void keepsTheShortLastBatch() {
    List<Integer> sizes = new ArrayList<>();
    new Batches(numbered(10), 4).forEach(batch -> sizes.add(batch.size()));
    assertThat(sizes).containsExactly(4, 4, 2);
  }

  @RepeatedTest(10)
  void saysBeforehandHowManyBatchesThereAre(RepetitionInfo repetition) {
    var batches = new Batches(numbered(12), repetition.getCurrentRepetition());
    int given = 0;
    for (Batch batch : batches) {
      given += batch.size() > 0 ? 1 : 0;
    }
    assertThat(batches.size()).isEqualTo(given);
  }

  @Test
  void keepsFeaturesAndLabelsTogether() {
    for (Batch batch : new Batches(numbered(10), 4, Rng.of(1))) {
      assertThat(batch.x().shape()).isEqualTo(Shape.of(batch.size(), 2));
      for (int i = 0; i < batch.size(); i++) {
        assertThat(batch.x().get(i, 0)).isEqualTo(batch.labels()[i]);
        assertThat(batch.x().get(i, 1)).isEqualTo(10.0 * batch.labels()[i]);
      }
    }
  }

  @Test
  void twoLoopsAtOnceDoNotDisturbEachOther() {
    var batches = new Batches(numbered(6), 2, Rng.of(1));
    Iterator<Batch> one = batches.iterator();
    one.next();
    assertThat(labels(batches)).containsExactlyInAnyOrderElementsOf(upTo(6));
    List<Integer> rest = new ArrayList<>();
    one.forEachRemaining(batch -> IntStream.of(batch.labels()).forEach(rest::add));
    assertThat(rest).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void endsWithNoSuchElement() {
    Iterator<Batch> iterator = new Batches(numbered(1), 1).iterator();
    iterator.next();
    assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void rejectsABatchSizeOfZero() {
    assertThatThrownBy(() -> new Batches(numbered(3), 0))
        .isInstanceOf(DataException.class)
        .hasMessage("Batches: expected a batch size of at least 1, got 0");
  }

  @Test
  void rejectsANullRngInsteadOfSilentlyNotShuffling() {
    assertThatThrownBy(() -> new Batches(numbered(3), 1, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("leave the argument out to keep the order");
  }

  @Test
  void aBatchRejectsLabelsThatDoNotFitItsRows() {
    assertThatThrownBy(() -> new Batch(Tensor.zeros(3, 2), new int[2]))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "Batch: expected one label for each row of x, got 2 labels for x of shape (3, 2)");
  }
}
