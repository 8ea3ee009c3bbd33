package org.neuronbook.train;

import org.neuronbook.tensor.Labels;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/**
 * Numbers by which a model is judged, where a {@link ConfusionMatrix} would be more than is needed.
 *
 * <pre>{@code
 * jshell> Metrics.accuracy(Tensor.of(new double[][] {{1, 3}, {2, 0}}), 1, 1)
 * 0.5
 * }</pre>
 */
public final class Metrics {
  private Metrics() {}

  /**
   * The share of rows whose largest logit is that of their label.
   *
   * @param logits (batch, classes)
   */
  public static double accuracy(Tensor logits, int... labels) {
    if (logits.shape().rank() != 2) {
      throw new ShapeException(
          "accuracy: expected logits of shape (batch, classes), got "
              + logits.shape()
              + ". Reshape them: logits.reshape(-1, classes)");
    }
    Labels.require("accuracy", labels, logits.shape().dim(0), logits.shape().dim(1));
    int[] predicted = logits.argmax();
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += predicted[i] == labels[i] ? 1 : 0;
    }
    return (double) right / labels.length;
  }
}
