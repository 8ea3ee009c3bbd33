package org.neuronbook.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.tensor.GradientCheck;
import org.neuronbook.tensor.Mistakes;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Recurrence;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/** Recurrent layers against their simple twins, and what they say about mistakes. */
class RecurrentLayersTest {
  private static final RecurrentOptions DEEP =
      new RecurrentOptions().withLayers(2).withBidirectional(true);

  private static List<RecurrentLayer> oneOfEach(int inputs, int hidden, RecurrentOptions options) {
    return List.of(
        new Rnn(inputs, hidden, options, Rng.of(1)),
        Rnn.relu(inputs, hidden, options, Rng.of(2)),
        new Gru(inputs, hidden, options, Rng.of(3)),
        new Lstm(inputs, hidden, options, Rng.of(4)));
  }

  // ---- twins: the formulas of the Javadoc, step by step, with ops that are checked elsewhere

  private static Tensor gate(Tensor products, int k, int hidden) {
    return products.slice(1, k * hidden, (k + 1) * hidden);
  }

  /** The outputs of a layer with one direction and, as the last one, its last cell state. */
  private static List<Tensor> twin(RecurrentLayer layer, boolean relu, Tensor x, int hidden) {
    Map<String, Parameter> p = layer.namedParameters();
    Tensor h = Tensor.zeros(x.shape().dim(0), hidden);
    Tensor c = h;
    List<Tensor> outputs = new ArrayList<>();
    for (int t = 0; t < x.shape().dim(1); t++) {
      Tensor now = x.slice(1, t, t + 1).reshape(x.shape().dim(0), -1); // (batch, features)
      Tensor a = now.matmul(p.get("weight_ih_l0").transpose()).add(p.get("bias_ih_l0"));
      Tensor b = h.matmul(p.get("weight_hh_l0").transpose()).add(p.get("bias_hh_l0"));
      Tensor sum = a.add(b);
      if (layer instanceof Rnn) {
        h = relu ? sum.relu() : sum.tanh();
      } else if (layer instanceof Gru) {
        Tensor r = gate(sum, 0, hidden).sigmoid();
        Tensor z = gate(sum, 1, hidden).sigmoid();
        Tensor n = gate(a, 2, hidden).add(r.mul(gate(b, 2, hidden))).tanh();
        h = n.sub(z.mul(n)).add(z.mul(h));
      } else {
        Tensor kept = gate(sum, 1, hidden).sigmoid().mul(c);
        c = kept.add(gate(sum, 0, hidden).sigmoid().mul(gate(sum, 2, hidden).tanh()));
        h = gate(sum, 3, hidden).sigmoid().mul(c.tanh());
      }
      outputs.add(h);
    }
    return List.of(Tensor.stack(1, outputs.toArray(Tensor[]::new)), c);
  }

  @TestFactory
  Stream<DynamicTest> everyLayerIsItsTwin() {
    // Sizes that are large enough for threads, blocks and engines, and that none of them divides.
    return oneOfEach(7, 19, new RecurrentOptions()).stream()
        .map(layer -> DynamicTest.dynamicTest(layer.describe(), () -> compareWithTwin(layer)));
  }

  private static void compareWithTwin(RecurrentLayer layer) {
    Rng rng = Rng.of(5);
    Parameter x = new Parameter("x", Tensor.randn(rng, 45, 11, 7));
    Tensor g = Tensor.randn(rng, 45, 11, 19);
    List<Parameter> moved = new ArrayList<>(layer.parameters());
    moved.add(x);
    boolean relu = layer.forward(x).op().equals("relu");
    List<Tensor> twin = twin(layer, relu, x, 19);
    twin.get(0).backward(g);
    List<Tensor> expected = moved.stream().map(Parameter::grad).toList();
    moved.forEach(Parameter::zeroGrad);
    Recurrence.Result fused = layer.run(x);
    assertClose(fused.outputs(), twin.get(0));
    if (layer instanceof Lstm) {
      assertClose(fused.last().cell().reshape(45, 19), twin.get(1));
    }
    fused.outputs().backward(g);
    for (int i = 0; i < moved.size(); i++) {
      assertClose(moved.get(i).grad(), expected.get(i));
    }
  }

  private static void assertClose(Tensor got, Tensor expected) {
    assertThat(got.shape()).isEqualTo(expected.shape());
    assertThat(got.toArray()).containsExactly(expected.toArray(), within(1e-11));
  }

  // ---- states and lengths

  @Test
  void aSequenceInTwoPiecesEndsAsInOne() {
    for (RecurrentLayer layer : oneOfEach(3, 4, new RecurrentOptions().withLayers(2))) {
      Tensor x = Tensor.randn(Rng.of(6), 2, 5, 3);
      Recurrence.Result whole = layer.run(x);
      Recurrence.States middle = layer.run(x.slice(1, 0, 2)).last().detach();
      Recurrence.Result rest = layer.run(x.slice(1, 2, 5), null, middle);
      assertClose(rest.outputs(), whole.outputs().slice(1, 2, 5));
      assertClose(rest.last().hidden(), whole.last().hidden());
    }
  }

  @Test
  void whatStandsBehindTheEndOfASequenceChangesNothing() {
    int[] lengths = {2, 4, 1};
    for (RecurrentLayer layer : oneOfEach(3, 4, DEEP)) {
      Tensor x = Tensor.randn(Rng.of(6), 3, 4, 3);
      double[] other = x.toArray();
      Arrays.fill(other, 2 * 3, 4 * 3, 17);
      Recurrence.Result one = layer.run(x, lengths);
      Recurrence.Result two = layer.run(Tensor.wrap(x.shape(), other), lengths);
      assertThat(two.outputs().toArray()).containsExactly(one.outputs().toArray());
      assertThat(two.last().hidden().toArray()).containsExactly(one.last().hidden().toArray());
      assertThat(one.outputs().slice(0, 0, 1).slice(1, 2, 4).toArray()).containsOnly(0);
      Recurrence.Result alone = layer.run(x.slice(0, 0, 1).slice(1, 0, 2));
      assertClose(one.last().hidden().slice(1, 0, 1), alone.last().hidden());
    }
  }

  @Test
  void gradientsOfLastStatesAndOutputsAddUp() {
    for (RecurrentLayer layer : oneOfEach(2, 3, DEEP)) {
      boolean cells = layer instanceof Lstm;
      Parameter h = new Parameter("h", Tensor.randn(Rng.of(7), 4, 3, 3));
      Parameter c = new Parameter("c", Tensor.randn(Rng.of(8), 4, 3, 3));
      Tensor x = Tensor.randn(Rng.of(9), 3, 4, 2);
      List<Parameter> moved = new ArrayList<>(layer.parameters());
      moved.addAll(cells ? List.of(h, c) : List.of(h));
      GradientCheck.check(
              layer.describe(),
              () -> {
                Recurrence.States first = new Recurrence.States(h, cells ? c : null);
                Recurrence.Result result = layer.run(x, new int[] {4, 1, 3}, first);
                Tensor last = result.last().hidden().pow(2).sum();
                Tensor sum = result.outputs().pow(2).sum().add(last);
                return cells ? sum.add(result.last().cell().pow(3).sum()) : sum;
              },
              moved)
          .require();
    }
  }

  @Test
  void aLastStateAloneHasItsGradient() {
    Lstm lstm = new Lstm(2, 3, Rng.of(1));
    Tensor x = Tensor.randn(Rng.of(2), 2, 4, 2);
    GradientCheck.check("cell", () -> lstm.run(x).last().cell(), lstm.parameters()).require();
  }

  // ---- start, dropout, state

  @Test
  void namesAreThoseOfPyTorch() {
    assertThat(new Lstm(2, 3, DEEP.withDropout(0.5), Rng.of(1)).state().keySet())
        .startsWith("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
        .contains("weight_ih_l0_reverse", "bias_hh_l1_reverse")
        .hasSize(16);
    assertThat(new Lstm(2, 3, DEEP, Rng.of(1)).state().get("weight_ih_l1").shape())
        .isEqualTo(Shape.of(12, 6));
    assertThat(new Gru(2, 3, Rng.of(1)).state().get("weight_hh_l0").shape())
        .isEqualTo(Shape.of(9, 3));
  }

  @Test
  void weightsStartUniformWithinOneOverTheRootOfTheHiddenFeatures() {
    for (Tensor each : new Lstm(5, 64, Rng.of(1)).state().values()) {
      assertThat(Arrays.stream(each.toArray())).allMatch(w -> Math.abs(w) <= 0.125);
      assertThat(Arrays.stream(each.toArray()).max().orElseThrow()).isGreaterThan(0.12);
    }
  }

  @Test
  void dropoutActsBetweenLayersAndInTrainingOnly() {
    Gru gru = new Gru(3, 64, new RecurrentOptions().withLayers(2).withDropout(0.5), Rng.of(1));
    Gru without = new Gru(3, 64, new RecurrentOptions().withLayers(2), Rng.of(1));
    without.load(gru.state());
    Tensor x = Tensor.randn(Rng.of(2), 2, 4, 3);
    double[] plain = without.forward(x).toArray();
    assertThat(gru.eval().forward(x).toArray()).containsExactly(plain);
    Tensor dropped = gru.train().forward(x);
    assertThat(dropped.toArray()).isNotEqualTo(plain);
    assertThat(gru.run(x).last().hidden().slice(0, 0, 1).toArray())
        .as("the layer below the dropout")
        .containsExactly(without.run(x).last().hidden().slice(0, 0, 1).toArray());
    assertThat(Arrays.stream(dropped.toArray()).filter(v -> v == 0).count())
        .as("outputs of the last layer set to 0")
        .isZero();
  }

  @Test
  void aSummaryTellsWhatIsNotAsUsual() {
    assertThat(new Lstm(28, 128, Rng.of(1)).describe()).isEqualTo("Lstm 28 -> 128");
    assertThat(new Gru(28, 64, DEEP, Rng.of(1)).describe())
        .isEqualTo("Gru 28 -> 128, 2 layers, both directions");
  }

  // ---- threads

  @Test
  void resultsHaveTheSameBitsInPoolsOfAnySize() throws Exception {
    List<List<Integer>> bits = new ArrayList<>();
    for (int threads : new int[] {1, 2, 4}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        bits.add(pool.submit(RecurrentLayersTest::bitsOfEverything).get());
      } finally {
        pool.shutdown();
      }
    }
    assertThat(bits.get(1)).as("two threads").isEqualTo(bits.get(0));
    assertThat(bits.get(2)).as("four threads").isEqualTo(bits.get(0));
  }

  private static List<Integer> bitsOfEverything() {
    List<Integer> bits = new ArrayList<>();
    for (RecurrentLayer layer : oneOfEach(20, 24, DEEP)) {
      Parameter x = new Parameter("x", Tensor.randn(Rng.of(6), 70, 6, 20));
      int[] lengths = IntStream.range(0, 70).map(i -> 1 + i % 6).toArray();
      Recurrence.Result result = layer.run(x, lengths);
      result.outputs().sum().add(result.last().hidden().sum()).backward();
      bits.add(Arrays.hashCode(result.outputs().toArray()));
      bits.add(Arrays.hashCode(x.grad().toArray()));
      layer.parameters().forEach(p -> bits.add(Arrays.hashCode(p.grad().toArray())));
    }
    return bits;
  }

  // ---- mistakes

  private final Mistakes mistakes = new Mistakes();
  private static final Class<ShapeException> SHAPE = ShapeException.class;
  private static final Class<IllegalArgumentException> ILLEGAL = IllegalArgumentException.class;

  @TestFactory
  Stream<DynamicTest> everyMistakeIsExplained() {
    Lstm lstm = new Lstm(3, 4, Rng.of(1));
    Gru gru = new Gru(3, 4, Rng.of(1));
    Tensor x = Tensor.zeros(2, 5, 3);
    mistakes.add(
        "a sequence without a batch",
        SHAPE,
        () -> new Sequential(new Gru(3, 4, Rng.of(1))).forward(Tensor.zeros(5, 3)),
        "0 (Gru 3 -> 4): expected an input of shape (batch, time, 3), got (5, 3). Reshape it: a"
            + " single sequence has a batch of 1");
    mistakes.add(
        "other features",
        SHAPE,
        () -> lstm.forward(Tensor.zeros(2, 5, 4)),
        "Lstm 3 -> 4: expected an input of shape (batch, time, 3), got (2, 5, 4). Does what comes"
            + " before give as many features?");
    mistakes.add(
        "a length for some sequences",
        SHAPE,
        () -> lstm.run(x, 5),
        "Lstm 3 -> 4: expected one length for each of 2 sequences, got 1. Leave lengths out if all"
            + " are equally long");
    mistakes.add(
        "a sequence of no steps",
        SHAPE,
        () -> lstm.run(x, 5, 0),
        "Lstm 3 -> 4: expected lengths from 1 to 5, got 0 for sequence 1. Leave empty sequences out"
            + " of the batch");
    mistakes.add(
        "a length beyond the end",
        SHAPE,
        () -> lstm.run(x, 6, 5),
        "Lstm 3 -> 4: expected lengths from 1 to 5, got 6 for sequence 0. Leave empty sequences out"
            + " of the batch");
    mistakes.add(
        "states of another batch",
        SHAPE,
        () -> gru.run(x, null, gru.run(Tensor.zeros(3, 5, 3)).last()),
        "Gru 3 -> 4, first hidden states: expected equal shapes, got (1, 3, 4) and (1, 2, 4)."
            + " Nothing is repeated to fit here");
    mistakes.add(
        "an Lstm without a cell state",
        ILLEGAL,
        () -> lstm.run(x, null, gru.run(x).last()),
        "Lstm 3 -> 4: expected first states with a cell state, got them without one. An Lstm has"
            + " both, others have a hidden state only");
    mistakes.add(
        "a Gru with a cell state",
        ILLEGAL,
        () -> gru.run(x, null, lstm.run(x).last()),
        "Gru 3 -> 4: expected first states without a cell state, got them with one. An Lstm has"
            + " both, others have a hidden state only");
    mistakes.add(
        "no hidden features",
        SHAPE,
        () -> new Rnn(3, 0, Rng.of(1)),
        "Rnn: expected at least 1 input and 1 hidden feature, got 3 -> 0. They are the last sizes of"
            + " what goes in and comes out");
    mistakes.add(
        "no layers",
        ILLEGAL,
        () -> new RecurrentOptions().withLayers(0),
        "RecurrentOptions: expected at least 1 layer, got 0. 1 or 2 are usual");
    mistakes.add(
        "dropout behind the only layer",
        ILLEGAL,
        () -> new RecurrentOptions().withDropout(0.5),
        "RecurrentOptions: expected a dropout from 0 to below 1, and 0 for a single layer, got 0.5"
            + " for 1. It acts between layers: behind the last one put a Dropout");
    return mistakes.tests();
  }
}
