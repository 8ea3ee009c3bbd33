package org.neuronbook.nn;

import org.neuronbook.tensor.Tensor;

/**
 * Batch normalisation of samples (batch, channels), or of sequences (batch, channels, length): in
 * training each channel is brought to mean 0 and variance 1 over the batch, then scaled and shifted
 * by learned numbers; running statistics, a moving average, take the place of the batch's in
 * evaluation. Ioffe, Szegedy, "Batch normalization: accelerating deep network training by reducing
 * internal covariate shift", ICML 2015.
 *
 * <pre>{@code
 * jshell> new BatchNorm1d(2).forward(Tensor.of(new double[][] {{1, 5}, {3, 9}}))
 * Tensor(2, 2) [[-1.0000, -1.0000],
 *               [1.0000, 1.0000]]
 * }</pre>
 */
public final class BatchNorm1d extends BatchNorm {

  /** With eps 1e-5 and momentum 0.1, as in PyTorch. */
  public BatchNorm1d(int channels) {
    this(channels, 1e-5, 0.1);
  }

  /**
   * @param eps added to the variance
   * @param momentum share of the newest batch in the running statistics
   */
  public BatchNorm1d(int channels, double eps, double momentum) {
    super(channels, eps, momentum);
  }

  /**
   * @param x (batch, channels) or (batch, channels, length)
   * @return the same shape
   */
  @Override
  public Tensor forward(Tensor x) {
    if (x.shape().rank() == 2) {
      requireLast(x, channels);
    } else {
      Pictures.require(this, x, 3, channels);
    }
    return normalise(x);
  }
}
