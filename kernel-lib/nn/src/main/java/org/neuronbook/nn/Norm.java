package org.neuronbook.nn;

import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Tensor;

/** What all normalising layers share: a learned scale and shift of each channel or feature. */
abstract class Norm extends Layer {
  final int channels;
  public final double eps;

  /** Starts at 1. */
  public final Parameter weight;

  /** Starts at 0. */
  public final Parameter bias;

  Norm(int channels, double eps) {
    String layer = getClass().getSimpleName();
    Refuse.when(channels < 1)
        .saying(
            "%s: expected at least 1 channel, got %s. It is the size of the axis that keeps a scale and a shift of its own",
            layer, channels);
    Refuse.when(!(eps > 0))
        .saying(
            "%s: expected an eps above 0, got %s. It is added to the variance, against a division by 0; 1e-5 is usual",
            layer, eps);
    this.channels = channels;
    this.eps = eps;
    this.weight = parameter("weight", Tensor.ones(channels));
    this.bias = parameter("bias", Tensor.zeros(channels));
  }

  /**
   * Scales and shifts each channel.
   *
   * @param normal (batch, channels, pixels)
   */
  final Tensor scaled(Tensor normal) {
    return normal.mul(weight.reshape(channels, 1)).add(bias.reshape(channels, 1));
  }

  @Override
  public String describe() {
    return getClass().getSimpleName() + " " + channels;
  }
}
