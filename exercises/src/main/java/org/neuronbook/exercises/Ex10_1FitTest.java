package org.neuronbook.exercises;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.neuronbook.exercises.Ex10_1Fit.History;
import org.neuronbook.exercises.Ex10_1Fit.Shuffle;
import org.neuronbook.grader.Expect;
import org.neuronbook.grader.GraderTests;
import org.neuronbook.grader.Hidden;
import org.neuronbook.grader.Hint;
import org.neuronbook.grader.Points;
import org.neuronbook.grader.Seeded;

/** Grades exercise 10.1 with a model that notes every call. */
@GraderTests
class Ex10_1FitTest {
  private static final String CALL = "fit with 10 rows, 3 epochs and batches of 4";
  private static final double TOLERANCE = 1e-12;

  @Test
  @Order(1)
  @Points(2)
  @Hint({
    "What do the gradients hold when a new batch begins?",
    "For every batch: zeroGrad, forward, loss, backward, step.",
    "Look at the body of the loop over the batches: is each of the five calls there, in this"
        + " order?"
  })
  void makesTheFiveCallsOfAStepInTheirOrder(Ex10_1Fit learner) {
    SpyModel spy = fit(learner, 3, 2, 1);
    if (spy.orderProblem() != null) {
      throw Expect.fail(CALL, SpyModel.STEP, spy.wrongOrder(), spy.orderProblem());
    }
    Expect.that(spy.steps())
        .named("the number of steps in " + CALL)
        .mistake(3, "One step an epoch. Make one for every batch.")
        .because("10 rows make 3 batches, 3 epochs make 9 steps: one step for every batch.")
        .isEqualTo(9);
  }

  @Test
  @Order(2)
  @Points(2)
  @Hint({
    "How many rows has the last batch, when 10 rows are cut into batches of 4?",
    "Batch k has the rows order[k · batchSize] to order[min((k + 1) · batchSize, rows) - 1].",
    "Look at the end of the range that you copy, and at the condition of the loop."
  })
  void visitsEveryRowOnceInEachEpoch(Ex10_1Fit learner) {
    SpyModel spy = fit(learner, 3, 2, 1);
    requireEpochs(spy, 3);
    for (SpyModel.Epoch epoch : spy.epochs()) {
      int[] sizes = epoch.batches.stream().mapToInt(batch -> batch.length).toArray();
      Expect.that(sizes)
          .named("the batch sizes of an epoch in " + CALL)
          .mistake(
              new int[] {4, 4}, "The last, shorter batch is missing: its rows are never learnt.")
          .mistake(
              new int[] {4, 4, 4},
              "The last batch was filled up to 4 rows. Only 2 are left: make it shorter.")
          .mistake(
              new int[] {10}, "All rows in one batch: cut the order into batches of batchSize.")
          .because("10 rows in batches of 4 are batches of 4, 4 and 2 rows.")
          .isEqualTo(new int[] {4, 4, 2});
      Expect.that(sorted(epoch.rows()))
          .named("the rows of an epoch, sorted, in " + CALL)
          .because("Each of the rows 0 to 9 must be seen exactly once in an epoch.")
          .isEqualTo(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    }
  }

  @Test
  @Order(3)
  @Points(1)
  @Hint({
    "Does the second epoch see the rows in the order of the first?",
    "int[] order = shuffle.order(rows), anew in each epoch.",
    "Is the call of shuffle.order inside the loop over the epochs?"
  })
  void takesANewOrderInEachEpoch(Ex10_1Fit learner) {
    var spy = new SpyModel(3, 2, 1);
    learner.fit(spy, shuffle(new SplittableRandom(1)), 40, 3, 8);
    requireEpochs(spy, 3);
    String call = "the order of the rows in fit with 40 rows, 3 epochs and batches of 8";
    int[] first = spy.epochs().get(0).rows();
    int[] second = spy.epochs().get(1).rows();
    if (Arrays.equals(first, sorted(first))) {
      throw Expect.fail(
          call,
          "a random order",
          first,
          "The rows come in the order of the data. Shuffle them: batches of similar rows mislead.");
    }
    if (Arrays.equals(first, second)) {
      throw Expect.fail(
          call,
          "another order in the second epoch",
          second,
          "Every epoch has the same order. Ask for a new one in each epoch.");
    }
  }

  @Test
  @Order(4)
  @Points(1)
  @Hint({
    "In which mode is the model while it trains, and in which while it is validated?",
    "Each epoch: train(), the batches, eval(), validationLoss().",
    "Is train() inside the loop over the epochs, before the batches?"
  })
  void switchesBetweenTrainingAndEvaluation(Ex10_1Fit learner) {
    SpyModel spy = fit(learner, 3, 2, 1);
    requireEpochs(spy, 3);
    if (spy.modeProblem() != null) {
      throw Expect.fail(
          CALL,
          "training mode for batches, evaluation mode for validation",
          "not so",
          spy.modeProblem());
    }
  }

  @Test
  @Order(5)
  @Points(2)
  @Hint({
    "Batches of 4, 4 and 2 rows: do the two rows of the last one count as much as the others?",
    "trainLoss = Σ loss(batch) · batch.length / rows.",
    "Look at the line that adds up the losses, and at what the sum is divided by."
  })
  void recordsTheMeanTrainingLossOverRows(Ex10_1Fit learner) {
    var spy = new SpyModel(3, 2, 1);
    History history = history(learner, spy);
    requireEpochs(spy, 3);
    Expect.that(history.trainLoss())
        .named("trainLoss of " + CALL)
        .mistake(
            losses(spy, (batch, loss) -> loss / 3),
            "That is the mean over batches. The last batch has only 2 rows and must count less:"
                + " weigh each loss by its rows.")
        .mistake(losses(spy, (batch, loss) -> loss), "That is the sum over batches. Take the mean.")
        .mistake(
            losses(spy, (batch, loss) -> loss * batch.length),
            "That is the sum over rows. Divide by the number of rows.")
        .mistake(
            losses(spy, (batch, loss) -> loss / 10),
            "The loss of a batch is a mean already: multiply it by the rows of the batch before"
                + " you divide by all rows.")
        .mistake(
            spy.epochs().stream()
                .mapToDouble(epoch -> epoch.losses.get(epoch.losses.size() - 1))
                .toArray(),
            "That is the loss of the last batch alone.")
        .because("For each epoch: Σ loss of a batch · its rows, divided by all rows.")
        .isCloseTo(losses(spy, (batch, loss) -> loss * batch.length / 10), TOLERANCE);
  }

  @Test
  @Order(6)
  @Points(1)
  @Hint({
    "How many validation losses belong to three epochs?",
    "validationLoss[epoch] is what model.validationLoss() returns after the epoch's batches.",
    "Look at the line that stores it: the index should be the epoch."
  })
  void recordsTheValidationLossOfEachEpoch(Ex10_1Fit learner) {
    var spy = new SpyModel(0.9, 0.4, 0.6);
    History history = history(learner, spy);
    requireEpochs(spy, 3);
    Expect.that(history.validationLoss())
        .named("validationLoss of " + CALL)
        .because("One number an epoch: the validation loss at its end.")
        .isCloseTo(new double[] {0.9, 0.4, 0.6}, TOLERANCE);
  }

  @Test
  @Order(7)
  @Points(2)
  @Hint({
    "The validation loss falls to 0.4 and rises again. Which parameters do you want to keep?",
    "When an epoch's validation loss is smaller than all before: best = model.save(). At the end:"
        + " model.load(best).",
    "Look at the comparison, at what it starts from, and at the last line before the return."
  })
  void endsWithTheParametersOfTheBestEpoch(Ex10_1Fit learner) {
    SpyModel spy = fit(learner, 0.9, 0.4, 0.6);
    requireEpochs(spy, 3);
    bestEpoch(spy.version(), "validation losses 0.9, 0.4, 0.6", 6, 9, 3);
    spy = fit(learner, 0.2, 0.4, 0.6);
    bestEpoch(spy.version(), "validation losses 0.2, 0.4, 0.6", 3, 9, -1);
    spy = fit(learner, 2000, 1000, 1500);
    bestEpoch(spy.version(), "validation losses 2000, 1000, 1500", 6, 9, 3);
    spy = fit(learner, 3, 2, 1);
    bestEpoch(spy.version(), "validation losses 3, 2, 1", 9, -1, 3);
  }

  private static void bestEpoch(int version, String losses, int best, int last, int first) {
    Expect.that(version)
        .named("how many steps the final parameters have seen, with " + losses)
        .mistake(last, "The model kept the parameters of the last epoch. Load the best ones.")
        .mistake(first, "The model went back to its first epoch, not to its best.")
        .mistake(0, "The parameters are those from before the training.")
        .because(
            "The epoch with the smallest validation loss ended after step "
                + best
                + ". Save at the end of an epoch whose validation loss is the smallest so far.")
        .isEqualTo(best);
  }

  @Test
  @Order(8)
  @Points(2)
  @Hidden
  @Hint({
    "Does your loop also work when one batch is larger than the whole training set?",
    "Batches begin at 0, batchSize, 2 batchSize, ... below rows, and end at the latest at rows.",
    "Look for a number that only fits 10 rows or batches of 4."
  })
  void worksForOtherSizes(Ex10_1Fit learner, @Seeded RandomGenerator random) {
    for (int[] size : new int[][] {{12, 4}, {7, 16}, {5, 1}, {1, 3}, {random.nextInt(20, 60), 9}}) {
      int rows = size[0];
      int batches = (rows + size[1] - 1) / size[1];
      double[] validation = random.doubles(4).toArray();
      var spy = new SpyModel(validation);
      learner.fit(spy, shuffle(random), rows, 4, size[1]);
      String call = "fit with " + rows + " rows, 4 epochs and batches of " + size[1];
      if (spy.orderProblem() != null) {
        throw Expect.fail(call, SpyModel.STEP, spy.wrongOrder(), spy.orderProblem());
      }
      Expect.that(spy.steps())
          .named("the number of steps in " + call)
          .because(batches + " batches an epoch, 4 epochs.")
          .isEqualTo(4 * batches);
      requireEpochs(spy, 4);
      Expect.that(sorted(spy.epochs().get(3).rows()))
          .named("the rows of the last epoch, sorted, in " + call)
          .because("Each row must be seen exactly once in an epoch.")
          .isEqualTo(java.util.stream.IntStream.range(0, rows).toArray());
      Expect.that(spy.version())
          .named("how many steps the final parameters have seen, in " + call)
          .because("The validation losses were " + Arrays.toString(validation) + ".")
          .isEqualTo((smallest(validation) + 1) * batches);
    }
  }

  private static SpyModel fit(Ex10_1Fit learner, double... validationLosses) {
    var spy = new SpyModel(validationLosses);
    learner.fit(spy, shuffle(new SplittableRandom(1)), 10, 3, 4);
    return spy;
  }

  private static History history(Ex10_1Fit learner, SpyModel spy) {
    History history = learner.fit(spy, shuffle(new SplittableRandom(1)), 10, 3, 4);
    if (history == null) {
      throw Expect.fail(
          CALL,
          "a History",
          "null",
          "The result is null: return new History(trainLoss, validationLoss).");
    }
    return history;
  }

  private static void requireEpochs(SpyModel spy, int epochs) {
    Expect.that(spy.epochs().size())
        .named("how often an epoch ended with validationLoss()")
        .mistake(0, "validationLoss() was never called: ask for it at the end of each epoch.")
        .because("validationLoss() must be called once an epoch, after all its batches.")
        .isEqualTo(epochs);
  }

  private static Shuffle shuffle(RandomGenerator random) {
    return n -> {
      int[] order = java.util.stream.IntStream.range(0, n).toArray();
      for (int i = n - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
      return order;
    };
  }

  private interface BatchLoss {
    double of(int[] batch, double loss);
  }

  /** For each epoch, the sum of a function of its batches and their losses. */
  private static double[] losses(SpyModel spy, BatchLoss part) {
    return spy.epochs().stream()
        .mapToDouble(
            epoch -> {
              List<Double> losses = epoch.losses;
              double sum = 0;
              for (int i = 0; i < Math.min(losses.size(), epoch.batches.size()); i++) {
                sum += part.of(epoch.batches.get(i), losses.get(i));
              }
              return sum;
            })
        .toArray();
  }

  private static int smallest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] < values[best] ? i : best;
    }
    return best;
  }

  private static int[] sorted(int[] values) {
    int[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }
}
