package org.neuronbook.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neuronbook.data.Batches;
import org.neuronbook.data.Dataset;
import org.neuronbook.nn.Dropout;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.Losses;
import org.neuronbook.nn.Sequential;
import org.neuronbook.optim.Adam;
import org.neuronbook.optim.Optimizer;
import org.neuronbook.optim.Sgd;
import org.neuronbook.tensor.Autograd;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

class TrainerTest {

  @AfterEach
  void noInterruptIsLeftForOtherTests() {
    Thread.interrupted();
  }

  /** Three clouds in the plane, in a fixed random order. */
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

  private static Layer model(long seed) {
    Rng rng = Rng.of(seed);
    return new Sequential(
        new Linear(2, 8, rng.split()),
        Tensor::tanh,
        new Dropout(0.2, rng.split()),
        new Linear(8, 3, rng.split()));
  }

  // ---- the order of things

  /** Writes down what the loop does with it. */
  private static final class Spy extends Layer {
    private final List<String> log;
    private final Linear inner = add("inner", new Linear(2, 3, Rng.of(1)));

    Spy(List<String> log) {
      this.log = log;
    }

    @Override
    public Tensor forward(Tensor x) {
      Tensor logits = inner.forward(x);
      log.add(
          (isTraining() ? "train" : "eval")
              + " forward of "
              + x.shape().dim(0)
              + (isTraining() && inner.weight.grad() != null ? " with an old gradient" : "")
              + (logits.requiresGrad() ? "" : ", not recorded"));
      return logits;
    }
  }

  private static final class SpyingOptimizer extends Optimizer {
    private final List<String> log;
    private final Linear inner;

    SpyingOptimizer(List<String> log, Linear inner) {
      super(inner.parameters(), 0.1);
      this.log = log;
      this.inner = inner;
    }

    @Override
    public void step() {
      log.add("step with " + (inner.weight.grad() == null ? "no gradient" : "a gradient"));
    }
  }

  @Test
  void everyBatchIsZeroGradForwardBackwardStepAndEveryEpochEndsWithAValidation() {
    List<String> log = new ArrayList<>();
    Spy model = new Spy(log);
    Trainer trainer = Trainer.classifier(model, new SpyingOptimizer(log, model.inner));
    trainer.listen(p -> log.add(p.finished() ? "finished" : "told of batch " + p.batch()));
    trainer.fit(new Batches(clouds(5, 1), 3), clouds(4, 2), 2);
    assertThat(log)
        .containsExactly(
            "train forward of 3",
            "step with a gradient",
            "told of batch 1",
            "train forward of 2",
            "step with a gradient",
            "told of batch 2",
            "eval forward of 4, not recorded",
            "told of batch 2",
            "train forward of 3",
            "step with a gradient",
            "told of batch 1",
            "train forward of 2",
            "step with a gradient",
            "told of batch 2",
            "eval forward of 4, not recorded",
            "finished");
    assertThat(model.isTraining()).as("training mode after fit").isFalse();
  }

  @Test
  void anyObjectiveIsValidatedInEvaluationModeWithoutRecording() {
    List<String> log = new ArrayList<>();
    Spy model = new Spy(log);
    new Trainer(
            model,
            new SpyingOptimizer(log, model.inner),
            (m, batch) -> m.forward(batch.x()).pow(2).mean())
        .fit(new Batches(clouds(2, 1), 2), clouds(3, 2), 1);
    assertThat(log)
        .containsExactly(
            "train forward of 2", "step with a gradient", "eval forward of 3, not recorded");
  }

  // ---- the numbers

  @Test
  void theHistoryHoldsWhatAPlainLoopMeasures() {
    Dataset train = clouds(50, 1);
    Dataset validation = clouds(30, 2);
    Layer model = model(3);
    History history =
        Trainer.classifier(model, new Sgd(model.parameters(), 0.1, 0.9))
            .fit(new Batches(train, 16, Rng.of(4)), validation, 3);

    Layer again = model(3);
    Optimizer optimizer = new Sgd(again.parameters(), 0.1, 0.9);
    Batches batches = new Batches(train, 16, Rng.of(4));
    for (Epoch epoch : history.epochs()) {
      again.train();
      double sum = 0;
      for (var batch : batches) {
        again.zeroGrad();
        Tensor loss = Losses.crossEntropy(again.forward(batch.x()), batch.labels());
        loss.backward();
        optimizer.step();
        sum += loss.item() * batch.size();
      }
      again.eval();
      Tensor logits = again.forward(validation.x());
      assertThat(epoch.trainLoss()).isEqualTo(sum / 50, within(1e-15));
      assertThat(epoch.validationLoss())
          .isEqualTo(Losses.crossEntropy(logits, validation.labels()).item(), within(1e-15));
      assertThat(epoch.validationAccuracy())
          .isEqualTo(Metrics.accuracy(logits, validation.labels()));
      assertThat(epoch.seconds()).isPositive();
    }
    assertThat(history.epochs()).extracting(Epoch::number).containsExactly(1, 2, 3);
    assertThat(history.interrupted()).isFalse();
    assertThat(history.trainLoss()).hasSize(3);
    assertThat(history.seconds())
        .isEqualTo(history.epochs().stream().mapToDouble(Epoch::seconds).sum());
  }

  @Test
  void validationInSeveralBatchesGivesTheMeanOverRows() {
    Dataset large = clouds(1_203, 5);
    Layer model = model(1).eval();
    Tensor logits = Autograd.noGrad(() -> model.forward(large.x()));
    Evaluation evaluation = Evaluation.of(model, large);
    assertThat(evaluation.loss())
        .isEqualTo(Losses.crossEntropy(logits, large.labels()).item(), within(1e-12));
    assertThat(evaluation.predictions()).containsExactly(logits.argmax());
    History history =
        new Trainer(
                model,
                new Sgd(model.parameters(), 0),
                (m, batch) -> Losses.crossEntropy(m.forward(batch.x()), batch.labels()))
            .fit(new Batches(large, 100), large, 1);
    assertThat(history.validationLoss()[0]).isEqualTo(evaluation.loss(), within(1e-12));
  }

  @Test
  void withoutValidationThereAreNoValidationNumbers() {
    Layer model = model(1);
    History history =
        Trainer.classifier(model, new Sgd(model.parameters(), 0.1))
            .fit(new Batches(clouds(9, 1), 4), 2);
    assertThat(history.validationLoss()).containsExactly(Double.NaN, Double.NaN);
    assertThat(history.validationAccuracy()).containsOnly(Double.NaN);
    assertThat(history.best()).isEmpty();
  }

  @Test
  void trainingLearns() {
    Layer model = model(1);
    History history =
        Trainer.classifier(model, new Adam(model.parameters(), 0.02))
            .fit(new Batches(clouds(300, 1), 32, Rng.of(2)), clouds(300, 3), 20);
    assertThat(history.validationAccuracy()[19]).isGreaterThan(0.7);
    assertThat(history.trainLoss()[19]).isLessThan(0.8 * history.trainLoss()[0]);
  }

  @Test
  void equalSeedsGiveRunsEqualToTheLastBit() {
    assertThat(run(1, 2)).isEqualTo(run(1, 2));
    assertThat(run(1, 3)).as("another order of the rows").isNotEqualTo(run(1, 2));
    assertThat(run(2, 2)).as("another start").isNotEqualTo(run(1, 2));
  }

  private static List<Double> run(long modelSeed, long orderSeed) {
    Layer model = model(modelSeed);
    Trainer.classifier(model, new Adam(model.parameters(), 0.01))
        .fit(new Batches(clouds(40, 1), 16, Rng.of(orderSeed)), 3);
    List<Double> values = new ArrayList<>();
    model.parameters().forEach(p -> DoubleStream.of(p.toArray()).forEach(values::add));
    return values;
  }

  // ---- the best epoch

  @Test
  void keepBestEndsWithTheParametersOfTheBestEpochToTheLastBit() {
    Layer model = model(1);
    Optimizer optimizer = new Sgd(model.parameters(), 0.5);
    List<Map<String, Tensor>> afterEpoch = new ArrayList<>();
    Trainer trainer = Trainer.classifier(model, optimizer).keepBest();
    // A rate so large that later epochs are worse.
    trainer.listen(
        p -> {
          if (p.batch() == p.batches() && p.history().epochs().size() < p.epoch()) {
            afterEpoch.add(model.state());
            optimizer.setLearningRate(p.epoch() == 3 ? 100 : 0.5);
          }
        });
    History history = trainer.fit(new Batches(clouds(60, 1), 16, Rng.of(2)), clouds(60, 3), 6);
    int best = history.best().orElseThrow().number();
    assertThat(best).as("the best epoch, neither first nor last").isBetween(2, 5);
    assertSameState(model.state(), afterEpoch.get(best - 1));
    assertThat(Evaluation.of(model, clouds(60, 3)).loss())
        .isEqualTo(history.validationLoss()[best - 1]);
  }

  private static void assertSameState(Map<String, Tensor> got, Map<String, Tensor> expected) {
    assertThat(got.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (path, values) ->
            assertThat(got.get(path).toArray()).as(path).containsExactly(values.toArray()));
  }

  @Test
  void keepBestBearsAValidationLossThatIsNoNumber() {
    Layer model = model(1);
    Dataset broken = Dataset.of("broken", new double[][] {{Double.NaN, 1}}, new int[] {0}, 3);
    History history =
        Trainer.classifier(model, new Sgd(model.parameters(), 0.1))
            .keepBest()
            .fit(new Batches(clouds(9, 1), 4), broken, 2);
    assertThat(history.validationLoss()).containsExactly(Double.NaN, Double.NaN);
  }

  // ---- interrupts

  @Test
  void anInterruptEndsTheRunAfterItsBatchAndKeepsTheHistory() {
    Layer model = model(1);
    List<Progress> told = new ArrayList<>();
    Trainer trainer = Trainer.classifier(model, new Sgd(model.parameters(), 0.1));
    trainer.listen(told::add);
    trainer.listen(
        p -> {
          if (p.epoch() == 3 && p.batch() == 1) {
            Thread.currentThread().interrupt();
          }
        });
    History history = trainer.fit(new Batches(clouds(20, 1), 5), clouds(9, 2), 10);
    assertThat(history.interrupted()).isTrue();
    assertThat(history.epochs()).hasSize(2);
    assertThat(trainer.history()).isEqualTo(history);
    assertThat(Thread.currentThread().isInterrupted()).as("interrupt flag afterwards").isFalse();
    assertThat(model.isTraining()).isFalse();
    Progress last = told.get(told.size() - 1);
    assertThat(last.finished()).isTrue();
    assertThat(last.history().interrupted()).isTrue();
    assertThat(last.epoch()).isEqualTo(3);
    assertThat(last.batch()).isEqualTo(2);
  }

  @Test
  void anInterruptDuringTheLastValidationIsConsumedAndTheEpochCounts() {
    Layer inner = model(1);
    Layer interruptedInValidation =
        new Layer() {
          {
            add("inner", inner);
          }

          @Override
          public Tensor forward(Tensor x) {
            if (!isTraining()) {
              Thread.currentThread().interrupt();
            }
            return inner.forward(x);
          }
        };
    History history =
        Trainer.classifier(interruptedInValidation, new Sgd(inner.parameters(), 0.1))
            .fit(new Batches(clouds(20, 1), 5), clouds(9, 2), 1);
    assertThat(Thread.currentThread().isInterrupted()).as("interrupt flag afterwards").isFalse();
    assertThat(history.interrupted()).isTrue();
    assertThat(history.epochs()).hasSize(1);
  }

  @Test
  void anInterruptedRunWithKeepBestEndsWithTheBest() {
    Layer model = model(1);
    List<Map<String, Tensor>> afterFirst = new ArrayList<>();
    Trainer trainer = Trainer.classifier(model, new Sgd(model.parameters(), 0.3)).keepBest();
    trainer.listen(
        p -> {
          if (p.epoch() == 1 && p.batch() == p.batches() && p.history().epochs().isEmpty()) {
            afterFirst.add(model.state());
          }
          if (p.epoch() == 2) {
            Thread.currentThread().interrupt();
          }
        });
    trainer.fit(new Batches(clouds(20, 1), 5), clouds(9, 2), 5);
    assertSameState(model.state(), afterFirst.get(0));
  }

  @Test
  void aTrainerCanGoOnAfterAnInterrupt() {
    Layer model = model(1);
    Trainer trainer = Trainer.classifier(model, new Sgd(model.parameters(), 0.1));
    Thread.currentThread().interrupt();
    assertThat(trainer.fit(new Batches(clouds(20, 1), 5), 2).epochs()).isEmpty();
    History second = trainer.fit(new Batches(clouds(20, 1), 5), 2);
    assertThat(second.interrupted()).isFalse();
    assertThat(second.epochs()).hasSize(2);
  }

  // ---- listeners

  @Test
  void listenersHearOfEveryStepAndOnceOfTheEnd() {
    Layer model = model(1);
    List<Progress> told = new ArrayList<>();
    Trainer.classifier(model, new Sgd(model.parameters(), 0.1))
        .listen(told::add)
        .fit(new Batches(clouds(10, 1), 4), clouds(5, 2), 3);
    assertThat(told.stream().filter(p -> !p.finished()).map(Progress::step).distinct())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(told).filteredOn(Progress::finished).hasSize(1);
    assertThat(told.get(told.size() - 1).finished()).isTrue();
    assertThat(told).extracting(Progress::steps).containsOnly(9L);
    assertThat(told.get(told.size() - 1).history().epochs()).hasSize(3);
    assertThat(told.stream().map(p -> p.history().epochs().size()))
        .as("epochs that each message knows of")
        .containsExactly(0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3);
  }

  @Test
  void aRunningLossIsTheMeanOverTheRowsSoFar() {
    Layer model = model(1);
    List<Progress> told = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    new Trainer(
            model,
            new Sgd(model.parameters(), 0.1),
            (m, batch) -> {
              Tensor loss = Losses.crossEntropy(m.forward(batch.x()), batch.labels());
              losses.add(loss.item());
              return loss;
            })
        .listen(told::add)
        .fit(new Batches(clouds(6, 1), 4), 1);
    assertThat(told.get(0).loss()).isEqualTo(losses.get(0), within(1e-15));
    assertThat(told.get(1).loss())
        .isEqualTo((4 * losses.get(0) + 2 * losses.get(1)) / 6, within(1e-15));
  }

  // ---- failures

  @Test
  void aDivergingRunStopsWithAdviceAndStillTellsItsListeners() {
    Layer model = model(1);
    List<Progress> told = new ArrayList<>();
    Trainer trainer =
        new Trainer(
                model,
                new Sgd(model.parameters(), 0.25),
                (m, batch) -> {
                  Tensor loss = m.forward(batch.x()).pow(2).mean();
                  return told.size() == 4 ? loss.mul(Double.NaN) : loss;
                })
            .listen(told::add);
    assertThatThrownBy(() -> trainer.fit(new Batches(clouds(9, 1), 3), 5))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("the loss is NaN at epoch 2, batch 1, with learning rate 0.25");
    assertThat(told).filteredOn(Progress::finished).hasSize(1);
    assertThat(trainer.history().epochs()).hasSize(1);
    assertThat(model.isTraining()).isFalse();
  }

  @Test
  void aFailureInTheModelReachesTheCallerAndEndsTheRun() {
    Layer model = new Sequential(new Linear(5, 3, Rng.of(1)));
    List<Progress> told = new ArrayList<>();
    Trainer trainer = Trainer.classifier(model, new Sgd(model.parameters(), 0.1)).listen(told::add);
    assertThatThrownBy(() -> trainer.fit(new Batches(clouds(4, 1), 2), 1))
        .hasMessageContaining("expected an input of shape (batch, ..., 5), got (2, 2)");
    assertThat(told).extracting(Progress::finished).containsExactly(true);
  }

  @Test
  void aFailingListenerDoesNotHideTheFailureThatCameFirst() {
    Layer model = new Sequential(new Linear(5, 3, Rng.of(1)));
    Consumer<Progress> broken =
        p -> {
          throw new IllegalStateException("the listener is broken");
        };
    Trainer trainer = Trainer.classifier(model, new Sgd(model.parameters(), 0.1)).listen(broken);
    assertThatThrownBy(() -> trainer.fit(new Batches(clouds(4, 1), 2), 1))
        .hasMessageContaining("expected an input of shape")
        .hasSuppressedException(new IllegalStateException("the listener is broken"));
  }

  @Test
  void historiesAreValues() {
    History history = new History(Collections.nCopies(1, new Epoch(1, 0.5, 0.25, 0.75, 9)), false);
    assertThat(history.toString())
        .isEqualTo(
            "epoch  train loss  validation loss  validation accuracy\n"
                + "    1      0.5000           0.2500               0.7500");
    assertThatThrownBy(() -> history.epochs().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
