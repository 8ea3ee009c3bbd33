package org.neuronbook.nn;

import java.util.Arrays;
import org.neuronbook.tensor.Autograd;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/** What batch normalisation is for every number of axes. */
abstract class BatchNorm extends Norm {
  private final double momentum;

  /** Of each channel, for evaluation; starts at 0. */
  public final Buffer runningMean;

  /** Of each channel, for evaluation; starts at 1. */
  public final Buffer runningVariance;

  BatchNorm(int channels, double eps, double momentum) {
    super(channels, eps);
    Refuse.when(!(momentum >= 0 && momentum <= 1))
        .saying(
            "%s: expected a momentum from 0 to 1, got %s. It is the share of the newest batch in the running statistics; 0.1 is usual",
            getClass().getSimpleName(), momentum);
    this.momentum = momentum;
    this.runningMean = buffer("running_mean", Tensor.zeros(channels));
    this.runningVariance = buffer("running_var", Tensor.ones(channels));
  }

  /** Normalises an input whose axis 1 are the channels. */
  final Tensor normalise(Tensor x) {
    Tensor groups = x.reshape(x.shape().dim(0), channels, -1); // (batch, channels, pixels)
    Tensor normal = isTraining() ? byBatch(groups) : byRunning(groups);
    return scaled(normal).reshape(x.shape().toArray());
  }

  private Tensor byBatch(Tensor x) {
    Refuse.when(x.shape().dim(0) * x.shape().dim(2) == 1, ShapeException::new)
        .saying(
            "%s: expected more than 1 value of each channel in training, got a batch of 1. A single value has no variance: take larger batches, drop a last one of 1, or call eval()",
            here);
    Autograd.noGrad(
        () -> {
          // The batch is normalised with the variance over n, the running one is over n - 1.
          int[] overBatch = {0, 2};
          track(runningMean, x.mean(overBatch));
          track(runningVariance, x.var(overBatch, true, false));
        });
    return x.normalise(eps);
  }

  private void track(Buffer running, Tensor newest) {
    running.assign(running.value().mul(1 - momentum).add(newest.mul(momentum)));
  }

  private Tensor byRunning(Tensor x) {
    double[] deviation =
        Arrays.stream(runningVariance.value().toArray()).map(v -> Math.sqrt(v + eps)).toArray();
    return x.sub(runningMean.value().reshape(channels, 1))
        .div(Tensor.wrap(Shape.of(channels, 1), deviation));
  }
}
