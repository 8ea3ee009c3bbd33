package org.neuronbook.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Fused attention against its simple twin, written with ops that are checked elsewhere. */
class AttentionTest {

  /** softmax(q kᵀ / √dim) v, head by head; hidden keys get a score of -infinity. */
  private static Tensor twin(Tensor q, Tensor k, Tensor v, int heads, Mask mask, boolean causal) {
    Tensor scores =
        split(q, heads).matmul(split(k, heads).transpose()); // (batch, heads, time, keys)
    scores = scores.div(Math.sqrt(q.shape().dim(2) / heads));
    Mask hidden = mask;
    if (mask.shape().rank() == 2) {
      hidden = mask.reshape(mask.shape().dim(0), 1, 1, mask.shape().dim(1));
    }
    if (causal) {
      hidden = hidden.or(future(q.shape().dim(1), k.shape().dim(1)));
    }
    Tensor weights = scores.maskedFill(hidden, Double.NEGATIVE_INFINITY).softmax(-1);
    Tensor found = weights.matmul(split(v, heads)); // (batch, heads, time, dim)
    return found.permute(0, 2, 1, 3).reshape(q.shape().dim(0), q.shape().dim(1), -1);
  }

  private static Tensor split(Tensor x, int heads) {
    return x.reshape(x.shape().dim(0), x.shape().dim(1), heads, -1).permute(0, 2, 1, 3);
  }

  private static Mask future(int time, int keys) {
    boolean[] values = new boolean[time * keys];
    for (int i = 0; i < time; i++) {
      for (int j = 0; j < keys; j++) {
        values[i * keys + j] = keys - 1 - j < time - 1 - i; // counted from the end
      }
    }
    return Mask.of(Shape.of(time, keys), values);
  }

  @TestFactory
  Stream<DynamicTest> attentionIsItsTwin() {
    Rng rng = Rng.of(1);
    return Stream.generate(() -> rng.split())
        .limit(80)
        .map(
            each -> {
              int batch = 1 + each.nextInt(4);
              int heads = 1 + each.nextInt(4);
              int time = 1 + each.nextInt(20);
              int keys = time + each.nextInt(10);
              int width = heads * (1 + each.nextInt(8));
              boolean causal = each.nextInt(2) == 0;
              Mask mask = draw(each, batch, heads, time, keys);
              return dynamicTest(
                  "%d heads of %d queries and %d keys, causal %s, %s"
                      .formatted(heads, time, keys, causal, mask),
                  () -> {
                    Parameter q = new Parameter("q", Tensor.randn(each, batch, time, width).mul(3));
                    Parameter k = new Parameter("k", Tensor.randn(each, batch, keys, width).mul(3));
                    Parameter v = new Parameter("v", Tensor.randn(each, batch, keys, 2 * width));
                    Tensor g = Tensor.randn(each, batch, time, 2 * width);
                    List<Tensor> expected = run(twin(q, k, v, heads, mask, causal), g, q, k, v);
                    List<Tensor> got = run(q.attention(k, v, heads, mask, causal), g, q, k, v);
                    for (int i = 0; i < got.size(); i++) {
                      assertThat(got.get(i).shape()).isEqualTo(expected.get(i).shape());
                      assertThat(got.get(i).toArray())
                          .as("result or gradient " + i)
                          .containsExactly(expected.get(i).toArray(), within(1e-12));
                    }
                  });
            });
  }

  /** A mask of some shape that leaves every query the first key. */
  private static Mask draw(Rng rng, int batch, int heads, int time, int keys) {
    if (rng.nextInt(4) == 0) {
      return Mask.none();
    }
    Shape shape =
        rng.nextInt(3) == 0
            ? Shape.of(batch, keys)
            : Shape.of(
                rng.nextInt(2) == 0 ? 1 : batch,
                rng.nextInt(2) == 0 ? 1 : heads,
                rng.nextInt(2) == 0 ? 1 : time,
                keys);
    boolean[] values = new boolean[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % keys != 0 && rng.nextInt(3) == 0;
    }
    return Mask.of(shape, values);
  }

  private static List<Tensor> run(Tensor result, Tensor g, Parameter... inputs) {
    List<Tensor> all = new ArrayList<>(List.of(result));
    result.backward(g);
    for (Parameter input : inputs) {
      all.add(input.grad());
      input.zeroGrad();
    }
    return all;
  }

  @Test
  void aQueryThatSeesNoKeyGetsZerosAndPassesNoGradientOn() {
    Rng rng = Rng.of(2);
    Parameter q = new Parameter("q", Tensor.randn(rng, 2, 3, 4));
    Parameter k = new Parameter("k", Tensor.randn(rng, 2, 3, 4));
    Tensor result = q.attention(k, k, 2, Mask.padding(3, 3, 0), false);
    assertThat(result.slice(0, 1, 2).toArray()).containsOnly(0);
    assertThat(result.slice(0, 0, 1).toArray()).doesNotContain(0);
    result.backward(Tensor.randn(rng, 2, 3, 4));
    assertThat(q.grad().slice(0, 1, 2).toArray()).containsOnly(0);
    assertThat(k.grad().slice(0, 1, 2).toArray()).containsOnly(0);
    assertThat(k.grad().slice(0, 0, 1).toArray()).doesNotContain(0, Double.NaN);
  }

  @Test
  void largeScoresDoNotOverflow() {
    Tensor q = Tensor.of(new double[][] {{1e200, -1e200}}).reshape(1, 1, 2);
    Tensor k = Tensor.of(new double[][] {{1, 0}, {0, 1}, {1, 0}}).reshape(1, 3, 2);
    assertThat(q.attentionWeights(k, 1, Mask.none(), false).toArray()).containsExactly(0.5, 0, 0.5);
  }

  @Test
  void notANumberIsNotHidden() {
    Tensor q = Tensor.of(1, Double.NaN).reshape(1, 2, 1);
    Tensor weights = q.attentionWeights(Tensor.ones(1, 2, 1), 1, Mask.none(), false);
    assertThat(weights.toArray()).containsExactly(0.5, 0.5, Double.NaN, Double.NaN);
  }

  @Test
  void resultsHaveTheSameBitsInPoolsOfAnySize() throws Exception {
    List<List<double[]>> all = new ArrayList<>();
    for (int threads : new int[] {1, 2, 4}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        all.add(pool.submit(AttentionTest::everything).get());
      } finally {
        pool.shutdown();
      }
    }
    for (int i = 0; i < all.get(0).size(); i++) {
      assertThat(all.get(1).get(i)).as("two threads, " + i).containsExactly(all.get(0).get(i));
      assertThat(all.get(2).get(i)).as("four threads, " + i).containsExactly(all.get(0).get(i));
    }
  }

  private static List<double[]> everything() {
    Rng rng = Rng.of(3);
    List<double[]> all = new ArrayList<>();
    for (int time : new int[] {1, 33, 64}) {
      Parameter q = new Parameter("q", Tensor.randn(rng, 5, time, 32));
      Parameter k = new Parameter("k", Tensor.randn(rng, 5, 64, 32));
      Tensor y = q.attention(k, k, 4, Mask.padding(64, 64, 3, 60, 31, 1), true);
      run(y, Tensor.randn(rng, 5, time, 32), q, k).forEach(each -> all.add(each.toArray()));
    }
    return all;
  }
}
