package org.neuronbook.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neuronbook.data.Batches;
import org.neuronbook.data.Dataset;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.Losses;
import org.neuronbook.optim.Adam;
import org.neuronbook.optim.Gradients;
import org.neuronbook.optim.Optimizer;
import org.neuronbook.optim.Schedule;
import org.neuronbook.optim.Sgd;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

/** Early stopping, accumulation, what happens around steps, and the range test. */
class TrainerOptionsTest {
  private final Linear model = new Linear(2, 3, Rng.of(1));

  private static Dataset clouds(int n, long seed) {
    Rng rng = Rng.of(seed);
    double[][] x = new double[n][];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = rng.nextInt(3);
      x[i] = new double[] {2 * labels[i] + rng.nextGaussian(), -labels[i] + rng.nextGaussian()};
    }
    return Dataset.of("clouds", x, labels, 3);
  }

  // ---- early stopping

  /** Validation losses as given: the objective of an evaluation is the next of them. */
  private Trainer losing(double... validationLosses) {
    int[] next = {0};
    return new Trainer(
        model,
        new Sgd(model.parameters(), 0.1),
        (m, batch) ->
            m.isTraining()
                ? m.forward(batch.x()).pow(2).mean()
                : Tensor.scalar(validationLosses[next[0]++]));
  }

  @Test
  void trainingEndsAfterPatienceEpochsWithoutALowerLossWithTheBestWeights() {
    List<Map<String, Tensor>> after = new ArrayList<>();
    History history =
        losing(5, 3, 4, 3, 9, 1)
            .stopEarly(3)
            .afterEpoch(epoch -> after.add(model.state()))
            .fit(new Batches(clouds(6, 1), 6), clouds(3, 2), 6);
    assertThat(history.validationLoss())
        .as("an equal loss is no better")
        .containsExactly(5, 3, 4, 3, 9);
    assertThat(history.interrupted()).isFalse();
    assertThat(model.weight.toArray()).containsExactly(after.get(1).get("weight").toArray());
  }

  @Test
  void aNewBestStartsThePatienceAnew() {
    History history =
        losing(5, 6, 4, 5, 3, 2).stopEarly(2).fit(new Batches(clouds(6, 1), 6), clouds(3, 2), 6);
    assertThat(history.epochs()).hasSize(6);
  }

  @Test
  void anotherFitStartsWithNewPatience() {
    Trainer trainer = losing(1, 2, 3, 4).stopEarly(1);
    assertThat(trainer.fit(new Batches(clouds(6, 1), 6), clouds(3, 2), 5).epochs()).hasSize(2);
    assertThat(trainer.fit(new Batches(clouds(6, 1), 6), clouds(3, 2), 5).epochs()).hasSize(2);
  }

  @Test
  void aLossThatIsNeverANumberUsesThePatienceUp() {
    double[] losses = {Double.NaN, Double.NaN, Double.NaN};
    History history =
        losing(losses).stopEarly(2).fit(new Batches(clouds(6, 1), 6), clouds(3, 2), 3);
    assertThat(history.epochs()).hasSize(2);
  }

  @Test
  void stoppingEarlyWithoutAValidationSetIsRefused() {
    assertThatThrownBy(() -> losing(1).stopEarly(2).fit(new Batches(clouds(6, 1), 6), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("fit: stopEarly() expects a validation set");
    assertThatThrownBy(() -> losing(1).stopEarly(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("stopEarly: expected a patience of at least 1 epoch, got 0");
  }

  // ---- accumulation

  private static double[] trained(int batchSize, int accumulated) {
    Linear model = new Linear(2, 3, Rng.of(1));
    Trainer.classifier(model, new Sgd(model.parameters(), 0.3, 0.9))
        .accumulate(accumulated)
        .fit(new Batches(clouds(23, 1), batchSize), 4);
    return model.weight.toArray();
  }

  @Test
  void severalSmallBatchesMakeTheStepOfOneLargeOneAlsoAtTheEndOfAnEpoch() {
    // 23 rows: steps of 12 and 11 rows, the last batch has 3.
    assertThat(trained(4, 3)).containsExactly(trained(12, 1), within(1e-12));
  }

  @Test
  void stepsAreCountedPerAccumulation() {
    int[] steps = {0};
    Trainer.classifier(model, new Sgd(model.parameters(), 0.1))
        .accumulate(3)
        .afterStep(() -> steps[0]++)
        .fit(new Batches(clouds(23, 1), 4), 2);
    assertThat(steps[0]).isEqualTo(4);
    assertThatThrownBy(
            () -> Trainer.classifier(model, new Sgd(model.parameters(), 1)).accumulate(0))
        .hasMessageStartingWith("accumulate: expected at least 1 batch a step, got 0");
  }

  // ---- around steps

  @Test
  void gradientsAreClippedBeforeTheStepAndTheScheduleMovesAfterIt() {
    Optimizer optimizer = new Sgd(model.parameters(), 0.1);
    Schedule schedule = Schedule.step(optimizer, 1, 0.5);
    double[] before = model.weight.toArray();
    List<Double> norms = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    Trainer.classifier(model, optimizer)
        .beforeStep(() -> rates.add(optimizer.learningRate()))
        .beforeStep(() -> norms.add(Gradients.clipNorm(model.parameters(), 1e-3)))
        .afterStep(schedule::step)
        .fit(new Batches(clouds(9, 1), 3), 1);
    assertThat(rates).containsExactly(0.1, 0.05, 0.025);
    assertThat(norms).allMatch(norm -> norm > 1e-2);
    double[] after = model.weight.toArray();
    for (int i = 0; i < after.length; i++) {
      assertThat(after[i]).isEqualTo(before[i], within(0.175e-3));
    }
  }

  // ---- the range test

  private LearningRateRange range(Optimizer optimizer, LearningRateRange.Options options) {
    return LearningRateRange.of(
        model,
        optimizer,
        (m, batch) -> Losses.crossEntropy(m.forward(batch.x()), batch.labels()),
        new Batches(clouds(60, 1), 16),
        options);
  }

  @Test
  void theRatesGrowByOneFactorAndTheTestEndsWhenTheLossExplodes() {
    var options = new LearningRateRange.Options().withRange(1e-5, 1e5).withSmoothing(0.5);
    LearningRateRange range = range(new Sgd(model.parameters(), 0.1), options);
    assertThat(range.rates()[0]).isEqualTo(1e-5);
    double factor = Math.pow(1e10, 1 / 99.0);
    assertThat(range.rates()[50] / range.rates()[49]).isEqualTo(factor, within(1e-12));
    assertThat(range.losses().length).isEqualTo(range.rates().length).isBetween(40, 99);
    assertThat(range.steepest()).isBetween(1e-3, 10.0);
  }

  @Test
  void theTestLeavesModelAndOptimizerAsTheyWere() {
    Optimizer optimizer = new Adam(model.parameters(), 0.1);
    model.forward(Tensor.ones(1, 2)).sum().backward();
    optimizer.step();
    double[] weight = model.weight.toArray();
    double[] moments = optimizer.state().get("0.m").toArray();
    model.eval();
    range(optimizer, new LearningRateRange.Options().withSteps(10));
    assertThat(model.weight.toArray()).containsExactly(weight);
    assertThat(optimizer.state().get("0.m").toArray()).containsExactly(moments);
    assertThat(optimizer.learningRate()).isEqualTo(0.1);
    assertThat(model.isTraining()).isFalse();
    assertThat(model.weight.grad()).isNull();
  }

  @Test
  void aLossThatNeverFallsHasNoSteepestRate() {
    var range = new LearningRateRange(new double[] {1, 2, 3}, new double[] {1, 2, 3});
    assertThatThrownBy(range::steepest)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected a loss that falls somewhere");
    assertThatThrownBy(() -> new LearningRateRange.Options().withRange(1, 0.1))
        .hasMessageStartingWith("LearningRateRange: expected 0 < low < high");
  }

  @Test
  void theFirstSmoothedLossIsTheFirstLoss() {
    Dataset head = clouds(60, 1).head(16);
    double first = Losses.crossEntropy(model.forward(head.x()), head.labels()).item();
    LearningRateRange range =
        range(new Sgd(model.parameters(), 0.1), new LearningRateRange.Options().withSteps(5));
    assertThat(range.losses()[0]).isEqualTo(first, within(1e-12));
  }
}
