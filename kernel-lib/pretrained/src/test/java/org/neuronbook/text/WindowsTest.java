package org.neuronbook.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neuronbook.data.Batch;
import org.neuronbook.data.Batches;
import org.neuronbook.data.Dataset;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.Losses;
import org.neuronbook.optim.Adam;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.train.History;
import org.neuronbook.train.Trainer;

class WindowsTest {
  private static final int[] TEXT = IntStream.range(0, 10).toArray();

  private static Batch all(Dataset windows) {
    return new Batches(windows, windows.size()).iterator().next();
  }

  @Test
  void targetsAreTheInputsOnePlaceOn() {
    Batch batch = all(Windows.of(TEXT, 10, 3, 3));
    assertThat(Windows.inputs(batch)).isDeepEqualTo(new int[][] {{0, 1, 2}, {3, 4, 5}, {6, 7, 8}});
    assertThat(Windows.targets(batch)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(batch.labels()).containsExactly(3, 6, 9);
  }

  @Test
  void windowsOverlapWhereTheStrideIsSmaller() {
    Batch batch = all(Windows.of(TEXT, 10, 4, 2));
    assertThat(Windows.inputs(batch))
        .isDeepEqualTo(new int[][] {{0, 1, 2, 3}, {2, 3, 4, 5}, {4, 5, 6, 7}});
  }

  @Test
  void whatIsTooShortAtTheEndIsNotUsed() {
    assertThat(Windows.of(TEXT, 10, 4, 4).size()).isEqualTo(2);
    assertThat(Windows.of(TEXT, 10, 4, 5).size()).isEqualTo(2);
    assertThat(Windows.of(TEXT, 10, 4, 6).size()).isEqualTo(1);
    assertThat(Windows.of(TEXT, 10, 9, 1).size()).isEqualTo(1);
    assertThat(Windows.of(TEXT, 10, 1, 1).size()).isEqualTo(9);
  }

  @Test
  void shuffledWindowsKeepTheirTargets() {
    for (Batch batch : new Batches(Windows.of(TEXT, 10, 3, 1), 4, Rng.of(3))) {
      int[] inputs =
          IntStream.range(0, batch.size())
              .flatMap(i -> IntStream.of(Windows.inputs(batch)[i]))
              .toArray();
      assertThat(Windows.targets(batch))
          .containsExactly(IntStream.of(inputs).map(id -> id + 1).toArray());
    }
  }

  @Test
  void theTextMayChangeAfterwards() {
    int[] text = TEXT.clone();
    Dataset windows = Windows.of(text, 10, 3, 3);
    text[0] = 9;
    assertThat(windows.row(0)).containsExactly(0, 1, 2);
  }

  /** The table of which letter follows which: the smallest language model. */
  private static final class Bigrams extends Layer {
    private final int size;
    private final Linear table;

    Bigrams(int size) {
      this.size = size;
      this.table = add("table", new Linear(size, size, Rng.of(1)));
    }

    Tensor logits(int[]... inputs) {
      double[][] oneHot = new double[inputs.length * inputs[0].length][size];
      for (int i = 0; i < oneHot.length; i++) {
        oneHot[i][inputs[i / inputs[0].length][i % inputs[0].length]] = 1;
      }
      return table.forward(Tensor.of(oneHot));
    }

    @Override
    public Tensor forward(Tensor x) {
      throw new UnsupportedOperationException("ids are no tensors");
    }
  }

  @Test
  void aLanguageModelLearnsFromWindows() {
    CharacterTokenizer tokenizer = CharacterTokenizer.of("abc");
    int size = tokenizer.vocabulary().size();
    Dataset windows = Windows.of(tokenizer.encode("abc".repeat(30)), size, 8, 8);
    Bigrams model = new Bigrams(size);
    History history =
        new Trainer(
                model,
                new Adam(model.parameters(), 0.1),
                (m, batch) ->
                    Losses.crossEntropy(
                        model.logits(Windows.inputs(batch)), Windows.targets(batch)))
            .fit(new Batches(windows, 4, Rng.of(2)), windows, 60);
    assertThat(history.epochs().get(59).validationLoss()).isLessThan(0.01);
    assertThat(model.logits(tokenizer.encode("cab")).argmax(1))
        .containsExactly(tokenizer.encode("abc"));
  }
}
