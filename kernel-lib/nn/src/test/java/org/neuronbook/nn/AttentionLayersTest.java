package org.neuronbook.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

class AttentionLayersTest {
  private static final TransformerOptions OPTIONS =
      new TransformerOptions(16, 4).withFeedForward(32).withDropout(0).withNormFirst(true);

  /** Two causal blocks, as in GPT. */
  private static final class Stack extends Layer {
    private final TransformerEncoderLayer first =
        add("first", new TransformerEncoderLayer(OPTIONS, Rng.of(1)));
    private final TransformerEncoderLayer second =
        add("second", new TransformerEncoderLayer(OPTIONS.withNormFirst(false), Rng.of(2)));

    @Override
    public Tensor forward(Tensor x) {
      return second.forward(first.forward(x, Mask.none(), true), Mask.none(), true);
    }

    Tensor forward(Tensor x, Mask mask, AttentionCache cache) {
      return second.forward(first.forward(x, mask, cache), mask, cache);
    }
  }

  private static void assertClose(String what, Tensor got, Tensor expected) {
    assertThat(got.shape()).isEqualTo(expected.shape());
    assertThat(got.toArray()).as(what).containsExactly(expected.toArray(), within(1e-12));
  }

  // ---- generating

  @Test
  void theCacheGivesTheRowsOfTheWholeSequence() {
    Stack model = new Stack();
    Tensor x = Tensor.randn(Rng.of(3), 3, 12, 16);
    Tensor whole = model.forward(x);
    AttentionCache cache = new AttentionCache(12);
    int[] ends = {5, 6, 7, 10, 11, 12}; // a prompt, then one by one, once three together
    for (int end : ends) {
      int start = cache.length();
      Tensor got = model.forward(x.slice(1, start, end), Mask.none(), cache);
      assertClose("positions " + start + " to " + end, got, whole.slice(1, start, end));
      assertThat(cache.length()).isEqualTo(end);
    }
  }

  @Test
  void promptsOfDifferentLengthsAreFilledOnTheLeft() {
    Stack model = new Stack();
    Tensor x = Tensor.randn(Rng.of(3), 1, 4, 16);
    Tensor filled = Tensor.concat(1, Tensor.full(9, 1, 2, 16), x);
    Mask hidden = Mask.of(Shape.of(1, 6), true, true, false, false, false, false);
    AttentionCache cache = new AttentionCache(7);
    Tensor got = model.forward(filled, hidden, cache).slice(1, 2, 6);
    assertClose("what follows the filling", got, model.forward(x));
  }

  @Test
  void theDecoderWithACacheGivesTheRowsOfTheWholeSequence() {
    TransformerDecoderLayer decoder = new TransformerDecoderLayer(OPTIONS, Rng.of(1));
    Tensor x = Tensor.randn(Rng.of(3), 2, 5, 16);
    Tensor memory = Tensor.randn(Rng.of(4), 2, 7, 16);
    Mask padding = Mask.padding(7, 7, 3);
    Tensor whole = decoder.forward(x, memory, Mask.none(), padding);
    AttentionCache cache = new AttentionCache(5);
    for (int t = 0; t < 5; t++) {
      Tensor got = decoder.forward(x.slice(1, t, t + 1), memory, Mask.none(), padding, cache);
      assertClose("position " + t, got, whole.slice(1, t, t + 1));
      assertThat(cache.length()).isEqualTo(t + 1);
    }
  }

  @Test
  void theMemoryIsProjectedOnceForACache() {
    TransformerDecoderLayer decoder = new TransformerDecoderLayer(OPTIONS, Rng.of(1));
    Tensor x = Tensor.randn(Rng.of(3), 1, 2, 16);
    Tensor memory = Tensor.randn(Rng.of(4), 1, 3, 16);
    AttentionCache cache = new AttentionCache(2);
    decoder.forward(x.slice(1, 0, 1), memory, Mask.none(), Mask.none(), cache);
    Tensor other = Tensor.zeros(1, 3, 16);
    Tensor got = decoder.forward(x.slice(1, 1, 2), other, Mask.none(), Mask.none(), cache);
    assertClose("the second", got, decoder.forward(x, memory).slice(1, 1, 2));
  }

  // ---- what sees what

  @Test
  void theFutureDoesNotChangeThePast() {
    Stack model = new Stack();
    Tensor x = Tensor.randn(Rng.of(3), 2, 6, 16);
    Tensor before = model.forward(x);
    Tensor changed = Tensor.concat(1, x.slice(1, 0, 4), Tensor.full(100, 2, 2, 16));
    Tensor after = model.forward(changed);
    assertClose("the past", after.slice(1, 0, 4), before.slice(1, 0, 4));
    assertThat(after.slice(1, 4, 6).toArray()).isNotEqualTo(before.slice(1, 4, 6).toArray());
  }

  @Test
  void paddingDoesNotChangeTheRest() {
    TransformerEncoderLayer encoder = new TransformerEncoderLayer(OPTIONS, Rng.of(1));
    Tensor x = Tensor.randn(Rng.of(3), 1, 4, 16);
    Tensor filled = Tensor.concat(1, x, Tensor.full(100, 1, 3, 16));
    Tensor got = encoder.forward(filled, Mask.padding(7, 4), false).slice(1, 0, 4);
    assertClose("without its filling", got, encoder.forward(x));
  }

  @Test
  void weightsAreKeptForPictures() {
    MultiHeadAttention attention = new MultiHeadAttention(16, 4, 0.5, Rng.of(1));
    assertThat(attention.weights()).isNull();
    attention.forward(Tensor.randn(Rng.of(3), 2, 3, 16), Mask.none(), true);
    Tensor weights = attention.weights();
    assertThat(weights.shape()).isEqualTo(Shape.of(2, 4, 3, 3));
    assertThat(weights.sum(3).toArray()).containsExactly(Tensor.ones(24).toArray(), within(1e-15));
    assertThat(weights.get(1, 2, 0, 0)).isEqualTo(1);
    assertThat(weights.get(1, 2, 0, 1)).isZero();
  }

  // ---- training and start

  @Test
  void dropoutWorksInTrainingOnly() {
    TransformerEncoderLayer encoder =
        new TransformerEncoderLayer(OPTIONS.withDropout(0.1), Rng.of(1));
    Tensor x = Tensor.randn(Rng.of(3), 2, 3, 16);
    assertThat(encoder.forward(x).toArray()).isNotEqualTo(encoder.forward(x).toArray());
    encoder.eval();
    assertThat(encoder.forward(x).toArray()).isEqualTo(encoder.forward(x).toArray());
  }

  @Test
  void dropoutDrawsOnceForEachWeightEachHiddenFeatureAndEachAddition() {
    TransformerOptions options = OPTIONS.withDropout(0.1);
    Rng drawn = Rng.of(1);
    Rng same = Rng.of(1);
    TransformerEncoderLayer encoder = new TransformerEncoderLayer(options, drawn);
    new TransformerEncoderLayer(options, same);
    encoder.forward(Tensor.ones(2, 3, 16));
    int draws = 2 * 4 * 3 * 3 + 2 * 3 * 16 + 2 * 3 * 32 + 2 * 3 * 16;
    for (int i = 0; i < draws; i++) {
      same.nextDouble();
    }
    assertThat(drawn.nextDouble()).isEqualTo(same.nextDouble());
  }

  @Test
  void dropoutOfWeightsTakesWholeKeysFromAQuery() {
    MultiHeadAttention attention = new MultiHeadAttention(4, 1, 0.5, Rng.of(1));
    attention.load(identity(attention));
    double[] found = new double[400];
    Tensor x = Tensor.ones(1, 2, 4);
    for (int i = 0; i < found.length; i++) {
      found[i] = attention.forward(x).get(0, 0, 0);
    }
    // Two keys of weight 1/2, each left out or doubled.
    assertThat(found).containsOnly(0, 1, 2);
    assertThat(Tensor.of(found).mean().item()).isEqualTo(1, within(0.1));
  }

  private static Map<String, Tensor> identity(Layer layer) {
    var state = layer.state();
    state.replaceAll((name, t) -> name.endsWith("weight") ? Tensor.eye(4) : Tensor.zeros(4));
    return state;
  }

  @Test
  void weightsStartAsInPyTorch() {
    var state = new MultiHeadAttention(64, 4, Rng.of(1)).state();
    for (String part : List.of("query", "key", "value")) {
      double[] sorted = state.get(part + ".weight").toArray();
      Arrays.sort(sorted);
      // Glorot's bound for 64 -> 3 · 64
      assertThat(sorted[sorted.length - 1]).isEqualTo(Math.sqrt(6.0 / 256), within(1e-3));
      assertThat(sorted[0]).isEqualTo(-Math.sqrt(6.0 / 256), within(1e-3));
    }
    assertThat(state.get("out_proj.weight").max().item()).isEqualTo(1.0 / 8, within(1e-3));
    List<Double> biases = new ArrayList<>();
    state.forEach((name, t) -> biases.add(name.endsWith("bias") ? t.abs().sum().item() : 0));
    assertThat(biases).containsOnly(0.0);
  }

  // ---- positions

  @Test
  void sinusoidsHaveTheWavelengthsOfThePaper() {
    Tensor table = new SinusoidalPositions(50, 6).forward(Tensor.zeros(1, 50, 6));
    for (int t = 0; t < 50; t++) {
      for (int i = 0; i < 3; i++) {
        double angle = t / Math.pow(10_000, 2 * i / 6.0);
        assertThat(table.get(0, t, 2 * i)).isEqualTo(Math.sin(angle), within(1e-15));
        assertThat(table.get(0, t, 2 * i + 1)).isEqualTo(Math.cos(angle), within(1e-15));
      }
    }
  }

  @Test
  void aLaterPartGetsLaterPositions() {
    Tensor zeros = Tensor.zeros(2, 8, 6);
    SinusoidalPositions fixed = new SinusoidalPositions(8, 6);
    LearnedPositions learned = new LearnedPositions(8, 6, Rng.of(1));
    Tensor part = zeros.slice(1, 0, 3);
    assertThat(fixed.forward(part, 5).toArray())
        .containsExactly(fixed.forward(zeros).slice(1, 5, 8).toArray());
    assertThat(learned.forward(part, 5).toArray())
        .containsExactly(learned.forward(zeros).slice(1, 5, 8).toArray());
  }

  @Test
  void positionsThatWereNotUsedGetNoGradient() {
    LearnedPositions learned = new LearnedPositions(4, 2, Rng.of(1));
    learned.forward(Tensor.zeros(3, 2, 2), 1).sum().backward();
    assertThat(learned.weight.grad().toArray()).containsExactly(0, 0, 3, 3, 3, 3, 0, 0);
  }
}
