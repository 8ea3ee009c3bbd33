package org.neuronbook.data;

import java.util.Objects;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Tensor;

/**
 * Some rows and their labels: what one step of training sees.
 *
 * @param x the features, shape (b, d)
 * @param labels the b labels; not copied, do not write to it
 */
public record Batch(Tensor x, int[] labels) {
  public Batch {
    Objects.requireNonNull(x, "x");
    Refuse.when(x.shape().rank() == 0 || x.shape().dim(0) != labels.length, DataException::new)
        .saying(
            "Batch: expected one label for each row of x, got %s labels for x of shape %s",
            labels.length, x.shape());
  }

  /** The number of rows b. */
  public int size() {
    return labels.length;
  }

  @Override
  public String toString() {
    return "Batch of x %s and %d labels".formatted(x.shape(), labels.length);
  }
}
