package org.neuronbook.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbook.data.Batches;
import org.neuronbook.data.Dataset;
import org.neuronbook.data.Split;
import org.neuronbook.datasets.Datasets;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.Sequential;
import org.neuronbook.optim.Adam;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.train.Evaluation;
import org.neuronbook.train.History;
import org.neuronbook.train.Trainer;

/**
 * The code of lesson 10 against the library, and its claims over more seeds than a notebook has
 * patience for.
 */
class Lesson10Test {
  private static final LessonText LESSON = LessonText.read("10-training-loop", "lesson.md");
  private static final int SEEDS = 6;

  @Test
  void theLoopWrittenByHandGivesTheTrainersLosses() {
    try (LessonShell shell = new LessonShell()) {
      shell.run(
          LESSON.cell("from-scratch-loop"),
          """
          double worst(int cases) {
            double worst = 0;
            for (int seed = 0; seed < cases; seed++) {
              Dataset data = Datasets.mnistSubset().train().head(100 + 7 * seed);
              double[] byHand = null;
              double[] byTrainer = null;
              for (boolean hand : new boolean[] {true, false}) {
                Rng rng = Rng.of(seed);
                var model = new Sequential(new Linear(784, 9, rng), Tensor::relu, new Linear(9, 10, rng));
                var adam = new Adam(model.parameters(), 1e-3);
                var batches = new Batches(data, 32, rng);
                if (hand) {
                  byHand = trainByHand(model, adam, batches, 3);
                } else {
                  byTrainer = Trainer.classifier(model, adam).fit(batches, 3).trainLoss();
                }
              }
              for (int i = 0; i < 3; i++) {
                worst = Math.max(worst, Math.abs(byHand[i] - byTrainer[i]));
              }
            }
            return worst;
          }
          """);
      assertThat(shell.number("worst(5)"))
          .as("largest difference of an epoch's loss between the lesson's text and the library")
          .isLessThan(1e-12);
    }
  }

  @Test
  void withTheBundledTenthAHiddenLayerReadsAtLeast92PercentAndSavesAFifthOfTheMistakes() {
    Split tenth = Datasets.mnistSubset();
    List<Double> accuracies = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      Run hidden = new Run(hidden(10 * seed), tenth, 10 * seed, 15, true);
      Run flat = new Run(flat(10 * seed), tenth, 10 * seed, 15, false);
      accuracies.add(hidden.accuracy());
      ratios.add(hidden.lastMistakes() / flat.lastMistakes());
    }
    assertThat(accuracies).as("accuracy, by seed").allMatch(accuracy -> accuracy >= 0.92);
    assertThat(ratios)
        .as("share of the mistakes that are left, by seed")
        .allMatch(ratio -> ratio <= 0.8);
  }

  @Test
  void withTheDataThatTheLessonFindsHereItsClaimsHoldForItsOwnSeeds() {
    Split data = Datasets.mnist();
    boolean complete = data.train().size() == 60_000;
    int epochs = complete ? 8 : 15;
    Run hidden = new Run(hidden(0), data, 0, epochs, true);
    Run flat = new Run(flat(0), data, 0, epochs, false);
    assertThat(hidden.accuracy()).as(data.source()).isGreaterThanOrEqualTo(complete ? 0.975 : 0.92);
    assertThat(hidden.lastMistakes() / flat.lastMistakes())
        .as("share of the mistakes that are left: %s", data.source())
        .isLessThanOrEqualTo(complete ? 0.5 : 0.8);
    assertThat(hidden.history.trainLoss()[epochs - 1])
        .as("the training curve ends below the validation curve")
        .isLessThan(hidden.history.validationLoss()[epochs - 1]);
  }

  @Test
  void labelsShuffledApartFromTheirPicturesLeaveTheLossNearLogarithmOfTen() {
    try (LessonShell shell = new LessonShell()) {
      shell.run(
          LESSON.cell("from-scratch-loop"),
          "var tenth = Datasets.mnistSubset();",
          LESSON.cell("broken-shuffle"));
      shell.run(
          """
          var losses = trainByHand(puzzled, new Adam(puzzled.parameters(), 1e-3),
              new Batches(shuffled(tenth.train(), Rng.of(4)), 64, Rng.of(3)), 3);
          """);
      for (int epoch = 0; epoch < 3; epoch++) {
        assertThat(shell.number("losses[" + epoch + "]"))
            .as("loss of epoch %d on labels that belong to other pictures", epoch + 4)
            .isCloseTo(Math.log(10), within(0.1));
      }
    }
  }

  private static Layer hidden(int seed) {
    return new Sequential(
        new Linear(784, 256, Rng.of(seed + 1)),
        Tensor::relu,
        new Linear(256, 10, Rng.of(seed + 2)));
  }

  private static Layer flat(int seed) {
    return new Sequential(new Linear(784, 10, Rng.of(seed + 1)));
  }

  /** One training run with the lesson's settings. */
  private static final class Run {
    private final Layer model;
    private final Dataset test;
    private final History history;

    Run(Layer model, Split data, int seed, int epochs, boolean keepsBest) {
      this.model = model;
      this.test = data.test();
      Trainer trainer = Trainer.classifier(model, new Adam(model.parameters(), 1e-3));
      if (keepsBest) {
        trainer.keepBest();
      }
      history = trainer.fit(new Batches(data.train(), 64, Rng.of(seed + 3)), test, epochs);
    }

    double accuracy() {
      return Evaluation.of(model, test).accuracy();
    }

    double lastMistakes() {
      double[] accuracies = history.validationAccuracy();
      return 1 - accuracies[accuracies.length - 1];
    }
  }
}
