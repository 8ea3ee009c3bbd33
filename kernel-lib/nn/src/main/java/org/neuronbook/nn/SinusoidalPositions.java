package org.neuronbook.nn;

import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

/**
 * Adds to each position of a sequence a vector that says where it stands: sin(t / 10000^(2i /
 * width)) at feature 2i and the cosine of the same at 2i + 1. Not learned. Vaswani and others,
 * "Attention is all you need", NeurIPS 2017, 3.5.
 *
 * <pre>{@code
 * jshell> new SinusoidalPositions(100, 4).forward(Tensor.zeros(1, 2, 4))
 * Tensor(1, 2, 4) [[[0, 1, 0, 1],
 *                   [0.8415, 0.5403, 0.0100, 1.0000]]]
 * }</pre>
 */
public final class SinusoidalPositions extends Layer {
  private final Tensor table;

  /**
   * @param length the most positions
   * @param width the features of a position
   */
  public SinusoidalPositions(int length, int width) {
    double[] values = new double[Shape.of(length, width).size()];
    for (int k = 0; k < values.length; k++) {
      int feature = k % width;
      double angle = k / width / Math.pow(10_000, (feature - feature % 2) / (double) width);
      values[k] = feature % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
    }
    this.table = Tensor.wrap(Shape.of(length, width), values);
  }

  /**
   * @param x (batch, time, width)
   * @return the same shape
   */
  @Override
  public Tensor forward(Tensor x) {
    return forward(x, 0);
  }

  /** The same for a part of a sequence that begins at a later position. */
  public Tensor forward(Tensor x, int first) {
    return add(this, table, x, first);
  }

  /** The rows of a table of positions added to x. */
  static Tensor add(Layer layer, Tensor table, Tensor x, int first) {
    layer.requireLast(x, table.shape().dim(1));
    int time = x.shape().dim(-2);
    Refuse.when(first < 0 || first + time > table.shape().dim(0))
        .saying(
            "%s: expected positions 0 to %s, got %s to %s. Cut the sequence off, or make the layer for a longer one",
            layer.here, table.shape().dim(0) - 1, first, first + time - 1);
    return x.add(table.slice(0, first, first + time));
  }

  @Override
  public String describe() {
    return "SinusoidalPositions " + table.shape();
  }
}
