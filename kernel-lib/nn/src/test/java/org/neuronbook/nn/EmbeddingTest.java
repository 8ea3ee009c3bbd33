package org.neuronbook.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.tensor.BagMode;
import org.neuronbook.tensor.Mistakes;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/** Embeddings and bags of them. */
class EmbeddingTest {
  private static final int[][] IDS = {{2, 0, 2}, {1, 3, 1}};

  private static Tensor oneHot(int[][] ids, int vocabulary) {
    double[] values = new double[ids.length * ids[0].length * vocabulary];
    for (int i = 0; i < ids.length * ids[0].length; i++) {
      values[i * vocabulary + ids[i / ids[0].length][i % ids[0].length]] = 1;
    }
    return Tensor.wrap(Shape.of(ids.length, ids[0].length, vocabulary), values);
  }

  /** The twin of picking a row is the product with a one-hot vector. */
  @Test
  void idsGiveWhatOneHotVectorsGive() {
    for (int padding : new int[] {-1, 2}) {
      Embedding embedding = new Embedding(4, 3, padding, Rng.of(1));
      Tensor g = Tensor.randn(Rng.of(2), 2, 3, 3);
      Tensor twin = embedding.forward(oneHot(IDS, 4));
      twin.backward(g);
      double[] expected = embedding.weight.grad().toArray();
      embedding.zeroGrad();
      Tensor fused = embedding.forward(IDS);
      fused.backward(g);
      assertThat(fused.shape()).isEqualTo(Shape.of(2, 3, 3));
      assertThat(fused.toArray()).containsExactly(twin.toArray());
      assertThat(embedding.weight.grad().toArray()).containsExactly(expected, within(1e-15));
    }
  }

  @Test
  void thePaddingStartsAtZeroAndStaysThere() {
    Embedding embedding = new Embedding(4, 3, 1, Rng.of(1));
    embedding.forward(IDS).sum().backward();
    assertThat(Arrays.copyOfRange(embedding.weight.toArray(), 3, 6)).containsOnly(0);
    assertThat(embedding.weight.grad().toArray())
        .containsExactly(1, 1, 1, 0, 0, 0, 2, 2, 2, 1, 1, 1);
  }

  @Test
  void theTableStartsStandardNormal() {
    double[] values = new Embedding(200, 50, Rng.of(1)).weight.toArray();
    double squares = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
    assertThat(squares).isEqualTo(1, within(0.03));
  }

  /** A bag, written with ops that are checked elsewhere. */
  @Test
  void aBagIsItsTwin() {
    Parameter table = new Parameter("table", Tensor.randn(Rng.of(1), 5, 4));
    int[] ids = {3, 1, 1, 4, 0, 3, 2};
    int[] offsets = {0, 3, 4};
    for (BagMode mode : BagMode.values()) {
      Tensor g = Tensor.randn(Rng.of(2), 3, 4);
      Tensor[] bags = new Tensor[3];
      for (int i = 0; i < 3; i++) {
        Tensor rows = table.rows(Arrays.copyOfRange(ids, offsets[i], i == 2 ? 7 : offsets[i + 1]));
        bags[i] =
            mode == BagMode.SUM ? rows.sum(0) : mode == BagMode.MEAN ? rows.mean(0) : rows.max(0);
      }
      Tensor twin = Tensor.stack(0, bags);
      twin.backward(g);
      double[] expected = table.grad().toArray();
      table.zeroGrad();
      Tensor fused = table.embeddingBag(mode, -1, ids, offsets);
      fused.backward(g);
      assertThat(fused.toArray()).containsExactly(twin.toArray(), within(1e-15));
      assertThat(table.grad().toArray()).containsExactly(expected, within(1e-15));
      table.zeroGrad();
    }
  }

  @Test
  void bagsComeAsRowsAsOffsetsAndAsCounts() {
    for (BagMode mode : BagMode.values()) {
      EmbeddingBag bag = new EmbeddingBag(4, 3, mode, 3, Rng.of(1));
      double[] rows = bag.forward(new int[][] {{0, 2, 2, 3}, {}, {1}}).toArray();
      assertThat(bag.forward(new int[] {0, 2, 2, 3, 1}, 0, 4, 4).toArray()).containsExactly(rows);
      Tensor counts = Tensor.of(new double[][] {{1, 0, 2, 1}, {0, 0, 0, 0}, {0, 1, 0, 0}});
      assertThat(bag.forward(counts).toArray()).containsExactly(rows);
      assertThat(Arrays.copyOfRange(rows, 3, 6)).as("the empty bag").containsOnly(0);
    }
  }

  @Test
  void aSummaryTellsWhatIsNotAsUsual() {
    assertThat(new Embedding(9, 3, Rng.of(1)).describe()).isEqualTo("Embedding 9 -> 3");
    assertThat(new EmbeddingBag(9, 3, BagMode.MAX, 0, Rng.of(1)).describe())
        .isEqualTo("EmbeddingBag 9 -> 3, max, padding 0");
  }

  private final Mistakes mistakes = new Mistakes();

  @TestFactory
  Stream<DynamicTest> everyMistakeIsExplained() {
    Embedding embedding = new Embedding(4, 3, Rng.of(1));
    EmbeddingBag bag = new EmbeddingBag(4, 3, BagMode.SUM, Rng.of(1));
    mistakes.add(
        "an id beyond the vocabulary",
        IllegalArgumentException.class,
        () -> embedding.forward(1, 4),
        "embedding: id 4 at place 1 is out of range: expected 0 to 3. Is the table as large as the"
            + " vocabulary that the ids come from?");
    mistakes.add(
        "sequences of different lengths",
        ShapeException.class,
        () -> embedding.forward(new int[][] {{1, 2}, {3}}),
        "Embedding 4 -> 3: expected sequences of 2 ids as the first, got one of 1. Fill up the"
            + " shorter ones");
    mistakes.add(
        "no sequences",
        ShapeException.class,
        () -> embedding.forward(new int[0][]),
        "Embedding 4 -> 3: expected at least one sequence, got none. Is the batch empty?");
    mistakes.add(
        "a padding that is no id",
        ShapeException.class,
        () -> new Embedding(4, 3, 4, Rng.of(1)),
        "Embedding: expected a vocabulary and a width of at least 1 and a padding within, got 4, 3"
            + " and 4. A padding of -1 means none");
    mistakes.add(
        "a padding beyond the table",
        IllegalArgumentException.class,
        () -> Tensor.zeros(4, 3).embedding(4, 1),
        "embedding: expected a padding from 0 to 3, or -1 for none, got 4. It is the id that fills"
            + " up short sequences");
    mistakes.add(
        "a table of one axis",
        ShapeException.class,
        () -> Tensor.zeros(4).embedding(-1, 1),
        "embedding: expected a table (vocabulary, width), got shape (4). Each row belongs to one"
            + " id");
    mistakes.add(
        "offsets that go back",
        ShapeException.class,
        () -> bag.forward(new int[] {1, 2, 3}, 0, 2, 1),
        "embeddingBag: expected offsets from 0 upwards to at most 3, the number of ids, got (0, 2,"
            + " 1). Each says where a bag begins");
    mistakes.add(
        "no bags",
        ShapeException.class,
        () -> bag.forward(new int[] {1, 2, 3}, new int[0]),
        "embeddingBag: expected at least one offset, got none. A single bag begins at 0");
    return mistakes.tests();
  }
}
