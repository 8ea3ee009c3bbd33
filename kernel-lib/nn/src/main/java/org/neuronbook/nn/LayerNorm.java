package org.neuronbook.nn;

import org.neuronbook.tensor.Parameter;
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
public final class LayerNorm extends Layer {
  private final int features;
  public final double eps;

  /** Starts at 1. */
  public final Parameter weight;

  /** Starts at 0. */
  public final Parameter bias;

  /** With eps 1e-5, as in PyTorch. */
  public LayerNorm(int features) {
    this(features, 1e-5);
  }

  /**
   * @param features the last size of the input
   * @param eps added to the variance
   */
  public LayerNorm(int features, double eps) {
    Norms.require("LayerNorm", features, eps);
    this.features = features;
    this.eps = eps;
    this.weight = parameter("weight", Tensor.ones(features));
    this.bias = parameter("bias", Tensor.zeros(features));
  }

  /**
   * @param x (batch, ..., features)
   * @return the same shape
   */
  @Override
  public Tensor forward(Tensor x) {
    requireLast(x, features);
    return x.layerNorm(weight, bias, eps);
  }

  @Override
  public String describe() {
    return "LayerNorm " + features;
  }
}
