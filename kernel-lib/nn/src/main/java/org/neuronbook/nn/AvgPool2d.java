package org.neuronbook.nn;

import org.neuronbook.tensor.Tensor;
import org.neuronbook.tensor.Window;

/**
 * The mean of the pixels under a window, at each of its places: {@link Tensor#avgPool2d}.
 *
 * <pre>{@code
 * jshell> new AvgPool2d(2).forward(Tensor.zeros(64, 32, 26, 26)).shape()
 * (64, 32, 13, 13)
 * }</pre>
 */
public final class AvgPool2d extends Layer {
  public final Window window;

  /** A square window whose places do not overlap: the stride is the size. */
  public AvgPool2d(int size) {
    this(Window.of(size).stride(size));
  }

  public AvgPool2d(Window window) {
    this.window = window;
  }

  /**
   * @param x (batch, channels, height, width)
   * @return (batch, channels, places down, places right)
   */
  @Override
  public Tensor forward(Tensor x) {
    Pictures.requireRank(this, x, 4, "channels");
    Pictures.requireFits(this, x, window);
    return x.avgPool2d(window);
  }

  @Override
  public String describe() {
    return "AvgPool2d " + window;
  }
}
