package org.neuronbook.misconceptions;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.neuronbook.exercises.Ex10_1Fit;

/** Wrong solutions of exercise 10.1. */
public final class Ex10_1FitMisconceptions {
  private Ex10_1FitMisconceptions() {}

  /** The loop with the places open where mistakes are made. */
  private abstract static class Flawed implements Ex10_1Fit {
    int lastBegin(int rows, int batchSize) {
      return rows - 1;
    }

    int end(int begin, int batchSize, int rows) {
      return Math.min(begin + batchSize, rows);
    }

    int[] order(Shuffle shuffle, int rows, int epoch) {
      return shuffle.order(rows);
    }

    void beforeEpoch(Model model, int epoch) {
      model.train();
    }

    void beforeValidation(Model model) {
      model.eval();
    }

    double step(Model model, int[] batch) {
      model.zeroGrad();
      model.forward(batch);
      double loss = model.loss();
      model.backward();
      model.step();
      return loss;
    }

    double add(double sum, double loss, int[] batch, int rows, int batchSize) {
      return sum + loss * batch.length / rows;
    }

    boolean better(double now, double best) {
      return now < best;
    }

    double worst() {
      return Double.POSITIVE_INFINITY;
    }

    void finish(Model model, int number) {
      model.load(number);
    }

    @Override
    public History fit(Model model, Shuffle shuffle, int rows, int epochs, int batchSize) {
      double[] trainLoss = new double[epochs];
      double[] validationLoss = new double[epochs];
      double best = worst();
      int number = model.save();
      for (int epoch = 0; epoch < epochs; epoch++) {
        beforeEpoch(model, epoch);
        int[] order = order(shuffle, rows, epoch);
        for (int begin = 0; begin <= lastBegin(rows, batchSize); begin += batchSize) {
          int[] batch = Arrays.copyOfRange(order, begin, end(begin, batchSize, rows));
          double loss = step(model, batch);
          trainLoss[epoch] = add(trainLoss[epoch], loss, batch, rows, batchSize);
        }
        beforeValidation(model);
        validationLoss[epoch] = model.validationLoss();
        if (better(validationLoss[epoch], best)) {
          best = validationLoss[epoch];
          number = model.save();
        }
      }
      finish(model, number);
      return new History(trainLoss, validationLoss);
    }
  }

  @Wrong(
      why = "does not zero the gradients before each batch",
      killedBy = "makesTheFiveCallsOfAStepInTheirOrder",
      message = "call zeroGrad() first, for every batch")
  static final class NeverZeroes extends Flawed {
    @Override
    double step(Model model, int[] batch) {
      model.forward(batch);
      double loss = model.loss();
      model.backward();
      model.step();
      return loss;
    }
  }

  @Wrong(
      why = "does not zero the gradients before each batch",
      killedBy = "makesTheFiveCallsOfAStepInTheirOrder",
      message = "call zeroGrad() first, for every batch")
  static final class ZeroesOnceAnEpoch extends Flawed {
    @Override
    void beforeEpoch(Model model, int epoch) {
      model.train();
      model.zeroGrad();
    }

    @Override
    double step(Model model, int[] batch) {
      return new NeverZeroes().step(model, batch);
    }
  }

  @Wrong(
      why = "zeroes the gradients between backward and step",
      killedBy = "makesTheFiveCallsOfAStepInTheirOrder",
      message = "before step() has used them")
  static final class ZeroesBeforeStep extends Flawed {
    @Override
    double step(Model model, int[] batch) {
      model.zeroGrad();
      model.forward(batch);
      double loss = model.loss();
      model.backward();
      model.zeroGrad();
      model.step();
      return loss;
    }
  }

  @Wrong(
      why = "steps before it knows the gradients",
      killedBy = "makesTheFiveCallsOfAStepInTheirOrder",
      message = "step() came before backward()")
  static final class StepsFirst extends Flawed {
    @Override
    double step(Model model, int[] batch) {
      model.zeroGrad();
      model.forward(batch);
      double loss = model.loss();
      model.step();
      model.backward();
      return loss;
    }
  }

  @Wrong(
      why = "never steps",
      killedBy = "makesTheFiveCallsOfAStepInTheirOrder",
      message = "Is step() missing?")
  static final class NeverSteps extends Flawed {
    @Override
    double step(Model model, int[] batch) {
      model.zeroGrad();
      model.forward(batch);
      double loss = model.loss();
      model.backward();
      return loss;
    }
  }

  @Wrong(
      why = "drops the last, shorter batch",
      killedBy = "visitsEveryRowOnceInEachEpoch",
      message = "The last, shorter batch is missing")
  static final class DropsTheLastBatch extends Flawed {
    @Override
    int lastBegin(int rows, int batchSize) {
      return rows - batchSize;
    }
  }

  @Wrong(
      why = "copies beyond the end of the order, where Java fills up with row 0",
      killedBy = "visitsEveryRowOnceInEachEpoch",
      message = "The last batch was filled up")
  static final class FillsUpTheLastBatch extends Flawed {
    @Override
    int end(int begin, int batchSize, int rows) {
      return begin + batchSize;
    }
  }

  @Wrong(
      why = "draws rows with replacement",
      killedBy = "visitsEveryRowOnceInEachEpoch",
      message = "seen exactly once in an epoch")
  static final class WithReplacement extends Flawed {
    @Override
    int[] order(Shuffle shuffle, int rows, int epoch) {
      int[] drawn = shuffle.order(rows);
      drawn[1] = drawn[0];
      return drawn;
    }
  }

  @Wrong(
      why = "does not shuffle",
      killedBy = "takesANewOrderInEachEpoch",
      message = "The rows come in the order of the data")
  static final class NeverShuffles extends Flawed {
    @Override
    int[] order(Shuffle shuffle, int rows, int epoch) {
      return IntStream.range(0, rows).toArray();
    }
  }

  @Wrong(
      why = "shuffles once, before the first epoch",
      killedBy = "takesANewOrderInEachEpoch",
      message = "Every epoch has the same order")
  static final class ShufflesOnce extends Flawed {
    private int[] first;

    @Override
    int[] order(Shuffle shuffle, int rows, int epoch) {
      first = epoch == 0 ? shuffle.order(rows) : first;
      return first;
    }
  }

  @Wrong(
      why = "validates in training mode",
      killedBy = "switchesBetweenTrainingAndEvaluation",
      message = "computed in training mode")
  static final class NeverEvaluates extends Flawed {
    @Override
    void beforeValidation(Model model) {}
  }

  @Wrong(
      why = "stays in evaluation mode after the first epoch",
      killedBy = "switchesBetweenTrainingAndEvaluation",
      message = "in evaluation mode: call train() before each epoch")
  static final class TrainsOnce extends Flawed {
    @Override
    void beforeEpoch(Model model, int epoch) {
      if (epoch == 0) {
        model.train();
      }
    }
  }

  @Wrong(
      why = "averages over batches",
      killedBy = "recordsTheMeanTrainingLossOverRows",
      message = "That is the mean over batches")
  static final class MeanOverBatches extends Flawed {
    @Override
    double add(double sum, double loss, int[] batch, int rows, int batchSize) {
      return sum + loss / ((rows + batchSize - 1) / batchSize);
    }
  }

  @Wrong(
      why = "adds the losses up",
      killedBy = "recordsTheMeanTrainingLossOverRows",
      message = "That is the sum over batches")
  static final class SumOverBatches extends Flawed {
    @Override
    double add(double sum, double loss, int[] batch, int rows, int batchSize) {
      return sum + loss;
    }
  }

  @Wrong(
      why = "keeps the loss of the last batch",
      killedBy = "recordsTheMeanTrainingLossOverRows",
      message = "the loss of the last batch alone")
  static final class LastBatchLoss extends Flawed {
    @Override
    double add(double sum, double loss, int[] batch, int rows, int batchSize) {
      return loss;
    }
  }

  @Wrong(
      why = "keeps the last epoch",
      killedBy = "endsWithTheParametersOfTheBestEpoch",
      message = "kept the parameters of the last epoch")
  static final class KeepsTheLast extends Flawed {
    @Override
    void finish(Model model, int number) {}
  }

  @Wrong(
      why = "takes the largest validation loss for the best",
      killedBy = "endsWithTheParametersOfTheBestEpoch",
      message = "went back to its first epoch")
  static final class KeepsTheWorst extends Flawed {
    @Override
    boolean better(double now, double best) {
      return now > best;
    }

    @Override
    double worst() {
      return Double.NEGATIVE_INFINITY;
    }
  }

  @Wrong(
      why = "thinks that no loss is above 1",
      killedBy = "endsWithTheParametersOfTheBestEpoch",
      message = "those from before the training")
  static final class StartsFromOne extends Flawed {
    @Override
    double worst() {
      return 1;
    }
  }

  @Wrong(
      why = "validates only once, after all epochs",
      killedBy = "recordsTheValidationLossOfEachEpoch",
      message = "once an epoch, after all its batches")
  static final class ValidatesOnce implements Ex10_1Fit {
    @Override
    public History fit(Model model, Shuffle shuffle, int rows, int epochs, int batchSize) {
      double[] trainLoss = new double[epochs];
      model.train();
      for (int epoch = 0; epoch < epochs; epoch++) {
        int[] order = shuffle.order(rows);
        for (int begin = 0; begin < rows; begin += batchSize) {
          int[] batch = Arrays.copyOfRange(order, begin, Math.min(begin + batchSize, rows));
          model.zeroGrad();
          model.forward(batch);
          trainLoss[epoch] += model.loss() * batch.length / rows;
          model.backward();
          model.step();
        }
      }
      model.eval();
      return new History(trainLoss, new double[] {model.validationLoss()});
    }
  }

  @Wrong(
      why = "returns nothing",
      killedBy = "recordsTheMeanTrainingLossOverRows",
      message = "The result is null")
  static final class ReturnsNull implements Ex10_1Fit {
    @Override
    public History fit(Model model, Shuffle shuffle, int rows, int epochs, int batchSize) {
      new Flawed() {}.fit(model, shuffle, rows, epochs, batchSize);
      return null;
    }
  }
}
