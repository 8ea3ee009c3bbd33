package org.neuronbook.nn;

import org.neuronbook.tensor.Labels;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/**
 * How wrong a model is, as one number: the mean over a batch. Shapes must be equal: a loss
 * broadcasts nothing in silence. A loss that starts from logits (numbers before sigmoid or softmax)
 * says so in its parameters.
 */
public final class Losses {
  private Losses() {}

  /** Mean squared error: the mean of (prediction - target)². */
  public static Tensor mse(Tensor prediction, Tensor target) {
    Shape.requireEqual("mse", prediction.shape(), target.shape());
    return prediction.sub(target).pow(2).mean();
  }

  /** Mean absolute error: the mean of |prediction - target|. */
  public static Tensor mae(Tensor prediction, Tensor target) {
    Shape.requireEqual("mae", prediction.shape(), target.shape());
    return prediction.sub(target).abs().mean();
  }

  /**
   * The mean negative log-probability of the right class: -log softmax(logits)[label].
   *
   * <pre>{@code
   * jshell> Losses.crossEntropy(Tensor.zeros(4, 10), new int[] {1, 2, 3, 4}).item() - Math.log(10) < 1e-12
   * true
   * }</pre>
   *
   * @param logits (batch, classes)
   * @param labels one for each row, 0 to classes - 1
   */
  public static Tensor crossEntropy(Tensor logits, int... labels) {
    requireRows("crossEntropy", logits);
    Labels.require("crossEntropy", labels, logits.shape().dim(0), logits.shape().dim(1));
    return nll(logits.logSoftmax(-1), labels);
  }

  /**
   * The mean of -logProbabilities[label]; {@link #crossEntropy} for those who have
   * log-probabilities already.
   */
  public static Tensor nll(Tensor logProbabilities, int... labels) {
    requireRows("nll", logProbabilities);
    Labels.require("nll", labels, logProbabilities.shape().dim(0), logProbabilities.shape().dim(1));
    return logProbabilities.pick(labels).mean().neg();
  }

  /**
   * Binary cross-entropy: the mean of -(t log σ(z) + (1 - t) log(1 - σ(z))), computed as
   * softplus(z) - z t, which does not overflow.
   *
   * @param logits z, before the sigmoid
   * @param target t, from 0 to 1, of the same shape
   */
  public static Tensor bceWithLogits(Tensor logits, Tensor target) {
    Shape.requireEqual("bceWithLogits", logits.shape(), target.shape());
    return logits.softplus().sub(logits.mul(target)).mean();
  }

  private static void requireRows(String loss, Tensor x) {
    if (x.shape().rank() != 2) {
      throw new ShapeException(
          loss
              + ": expected one row of class scores for each label, (batch, classes), got "
              + x.shape()
              + ". Reshape it: x.reshape(-1, classes)");
    }
  }
}
