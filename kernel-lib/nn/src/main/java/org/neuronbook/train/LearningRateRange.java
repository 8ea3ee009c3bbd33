package org.neuronbook.train;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import org.neuronbook.data.Batch;
import org.neuronbook.data.Batches;
import org.neuronbook.nn.Layer;
import org.neuronbook.optim.Optimizer;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Tensor;

/**
 * The learning-rate range test: one short training in which the rate grows from tiny to far too
 * large by the same factor at each step. Where the loss falls fastest is a good rate; where it
 * rises, one that is too large. Smith, WACV 2017.
 *
 * <pre>{@code
 * jshell> var model = new Linear(2, 2, Rng.of(1))
 * jshell> var optimizer = new Sgd(model.parameters(), 0.1)
 * jshell> Trainer.Objective objective = (m, batch) -> Losses.crossEntropy(m.forward(batch.x()), batch.labels())
 * jshell> var test = new LearningRateRange.Options().withSteps(50)
 * jshell> var range = LearningRateRange.of(model, optimizer, objective, new Batches(Dataset.xor(), 4), test)
 * jshell> range.rates()[0]
 * 1.0E-7
 * }</pre>
 *
 * @param rates the learning rate of each step, rising
 * @param losses the loss of each step, smoothed: a running mean, corrected for starting at 0
 */
public record LearningRateRange(double[] rates, double[] losses) {

  /**
   * From where to where.
   *
   * @param low the first rate
   * @param high the last rate, unless the loss has exploded before
   * @param steps how many rates are tried
   * @param smoothing how much of the running mean of losses is kept at each step
   */
  public record Options(double low, double high, int steps, double smoothing) {

    /** 100 steps from 1e-7 to 10, smoothing 0.9. */
    public Options() {
      this(1e-7, 10, 100, 0.9);
    }

    public Options {
      Refuse.when(!(low > 0 && low < high) || Double.isInfinite(high))
          .saying(
              "LearningRateRange: expected 0 < low < high, both finite, got %s and %s. Usual values are 1e-7 and 10",
              low, high);
      Refuse.when(steps < 3)
          .saying(
              "LearningRateRange: expected at least 3 steps, got %s. A usual value is 100", steps);
      Refuse.when(!(smoothing >= 0 && smoothing < 1))
          .saying(
              "LearningRateRange: expected 0 <= smoothing < 1, got %s. A usual value is 0.9",
              smoothing);
    }

    public Options withRange(double from, double to) {
      return new Options(from, to, steps, smoothing);
    }

    public Options withSteps(int value) {
      return new Options(low, high, value, smoothing);
    }

    public Options withSmoothing(double value) {
      return new Options(low, high, steps, value);
    }

    private double rate(int step) {
      return low * Math.pow(high / low, (double) step / (steps - 1));
    }
  }

  /** A loss so many times the lowest ends the test. */
  private static final double EXPLODED = 4;

  /**
   * Runs the test. Model, optimiser and learning rate are afterwards as they were; the order of the
   * batches and dropout have drawn their random numbers.
   *
   * @param train gone through again from the start if there are fewer batches than steps
   */
  public static LearningRateRange of(
      Layer model,
      Optimizer optimizer,
      Trainer.Objective objective,
      Batches train,
      Options options) {
    Map<String, Tensor> modelBefore = model.state();
    Map<String, Tensor> optimizerBefore = optimizer.state();
    boolean wasTraining = model.isTraining();
    double[] rates = new double[options.steps];
    double[] losses = new double[options.steps];
    int done = 0;
    Iterator<Batch> batches = train.iterator();
    double mean = 0;
    double lowest = Double.POSITIVE_INFINITY;
    try {
      model.train();
      for (; done < options.steps; done++) {
        batches = batches.hasNext() ? batches : train.iterator();
        optimizer.setLearningRate(options.rate(done));
        optimizer.zeroGrad();
        Tensor loss = objective.loss(model, batches.next());
        mean = options.smoothing * mean + (1 - options.smoothing) * loss.item();
        double smooth = mean / (1 - Math.pow(options.smoothing, done + 1));
        if (!Double.isFinite(smooth) || smooth > EXPLODED * lowest && smooth > 0) {
          break;
        }
        lowest = Math.min(lowest, smooth);
        rates[done] = optimizer.learningRate();
        losses[done] = smooth;
        loss.backward();
        optimizer.step();
      }
      return new LearningRateRange(Arrays.copyOf(rates, done), Arrays.copyOf(losses, done));
    } finally {
      model.load(modelBefore);
      optimizer.load(optimizerBefore);
      optimizer.zeroGrad();
      if (!wasTraining) {
        model.eval();
      }
    }
  }

  /**
   * The rate at which the loss falls fastest from one rate to the next but one, a good one to start
   * with.
   *
   * @throws IllegalStateException if the loss never fell
   */
  public double steepest() {
    int best = 0;
    double fall = 0;
    for (int i = 1; i + 1 < losses.length; i++) {
      double difference = losses[i - 1] - losses[i + 1];
      best = difference > fall ? i : best;
      fall = Math.max(difference, fall);
    }
    Refuse.when(best == 0, IllegalStateException::new)
        .saying(
            "steepest: expected a loss that falls somewhere, got %s losses that do not. Is low small enough, and does the loss depend on the model?",
            losses.length);
    return rates[best];
  }
}
