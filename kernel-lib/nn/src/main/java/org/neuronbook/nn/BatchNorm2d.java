package org.neuronbook.nn;

import org.neuronbook.tensor.Tensor;

/**
 * Batch normalisation of pictures: in training each channel is brought to mean 0 and variance 1
 * over the batch, then scaled and shifted by learned numbers; running statistics, a moving average,
 * take the place of the batch's in evaluation. Ioffe, Szegedy, "Batch normalization: accelerating
 * deep network training by reducing internal covariate shift", ICML 2015.
 *
 * <pre>{@code
 * jshell> new BatchNorm2d(32).forward(Tensor.zeros(4, 32, 5, 5)).shape()
 * (4, 32, 5, 5)
 * }</pre>
 */
public final class BatchNorm2d extends BatchNorm {

  /** With eps 1e-5 and momentum 0.1, as in PyTorch. */
  public BatchNorm2d(int channels) {
    this(channels, 1e-5, 0.1);
  }

  /**
   * @param eps added to the variance
   * @param momentum share of the newest batch in the running statistics
   */
  public BatchNorm2d(int channels, double eps, double momentum) {
    super(channels, eps, momentum);
  }

  /**
   * @param x (batch, channels, height, width)
   * @return the same shape
   */
  @Override
  public Tensor forward(Tensor x) {
    Pictures.require(this, x, 4, channels);
    return normalise(x);
  }
}
