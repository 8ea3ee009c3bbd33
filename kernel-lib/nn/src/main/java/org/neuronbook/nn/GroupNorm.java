package org.neuronbook.nn;

import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/**
 * Brings groups of neighbouring channels of each sample to mean 0 and variance 1, then scales and
 * shifts each channel by learned numbers; other samples do not matter. Wu, He, "Group
 * normalization", ECCV 2018.
 *
 * <pre>{@code
 * jshell> new GroupNorm(4, 32).forward(Tensor.zeros(1, 32, 5, 5)).shape()
 * (1, 32, 5, 5)
 * }</pre>
 */
public final class GroupNorm extends Norm {
  public final int groups;

  /** With eps 1e-5, as in PyTorch. */
  public GroupNorm(int groups, int channels) {
    this(groups, channels, 1e-5);
  }

  /**
   * @param groups a divisor of the channels
   * @param eps added to the variance
   */
  public GroupNorm(int groups, int channels, double eps) {
    super(channels, eps);
    Refuse.when(groups < 1 || channels % groups != 0, ShapeException::new)
        .saying(
            "GroupNorm: expected a number of groups that divides %s channels, got %s. Each group has equally many channels",
            channels, groups);
    this.groups = groups;
  }

  /**
   * @param x (batch, channels, height, width)
   * @return the same shape
   */
  @Override
  public Tensor forward(Tensor x) {
    Pictures.require(this, x, 4, channels);
    int batch = x.shape().dim(0);
    Tensor normal = x.reshape(1, batch * groups, -1).normalise(eps); // (1, batch groups, rest)
    return scaled(normal.reshape(batch, channels, -1)).reshape(x.shape().toArray());
  }

  @Override
  public String describe() {
    return super.describe() + ", " + groups + " groups";
  }
}
