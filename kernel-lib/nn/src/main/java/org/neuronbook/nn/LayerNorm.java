package org.neuronbook.nn;

import org.neuronbook.tensor.Tensor;

/**
 * Brings each row of the last axis to mean 0 and variance 1, then scales and shifts each feature by
 * learned numbers; the same in training and evaluation. Ba, Kiros, Hinton, "Layer normalization",
 * 2016.
 *
 * <pre>{@code
 * jshell> new LayerNorm(2).forward(Tensor.of(new double[][] {{1, 3}, {20, 10}}))
 * Tensor(2, 2) [[-1.0000, 1.0000],
 *               [1.0000, -1.0000]]
 * }</pre>
 */
public final class LayerNorm extends Norm {
  /** With eps 1e-5, as in PyTorch. */
  public LayerNorm(int features) {
    this(features, 1e-5);
  }

  /**
   * @param features the last size of the input
   * @param eps added to the variance
   */
  public LayerNorm(int features, double eps) {
    super(features, eps);
  }

  /**
   * @param x (batch, ..., features)
   * @return the same shape
   */
  @Override
  public Tensor forward(Tensor x) {
    requireLast(x, channels);
    return x.layerNorm(weight, bias, eps);
  }
}
