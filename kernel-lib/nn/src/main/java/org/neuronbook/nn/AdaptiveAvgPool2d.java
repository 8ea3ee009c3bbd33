package org.neuronbook.nn;

import org.neuronbook.tensor.Tensor;

/**
 * Means over a fixed number of parts of a picture of any size: {@link Tensor#adaptiveAvgPool2d}. 1
 * x 1 parts give the mean of each channel: Lin, Chen, Yan, "Network in network", ICLR 2014.
 *
 * <pre>{@code
 * jshell> new AdaptiveAvgPool2d(1, 1).forward(Tensor.zeros(64, 32, 26, 26)).shape()
 * (64, 32, 1, 1)
 * }</pre>
 */
public final class AdaptiveAvgPool2d extends Layer {
  public final int height;
  public final int width;

  /** Parts down and right. */
  public AdaptiveAvgPool2d(int height, int width) {
    this.height = height;
    this.width = width;
  }

  /**
   * @param x (batch, channels, any height, any width)
   * @return (batch, channels, height, width)
   */
  @Override
  public Tensor forward(Tensor x) {
    Pictures.requireRank(this, x, 4, "channels");
    return x.adaptiveAvgPool2d(height, width);
  }

  @Override
  public String describe() {
    return "AdaptiveAvgPool2d " + height + "x" + width;
  }
}
