package org.neuronbook.nn;

import org.neuronbook.tensor.Tensor;
import org.neuronbook.tensor.Window;

/**
 * The largest of the pixels under a window, at each of its places: {@link Tensor#maxPool2d}.
 *
 * <pre>{@code
 * jshell> new MaxPool2d(2).forward(Tensor.zeros(64, 32, 26, 26)).shape()
 * (64, 32, 13, 13)
 * }</pre>
 */
public final class MaxPool2d extends Layer {
  public final Window window;

  /** A square window whose places do not overlap: the stride is the size. */
  public MaxPool2d(int size) {
    this(Window.of(size).stride(size));
  }

  public MaxPool2d(Window window) {
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
    return x.maxPool2d(window);
  }

  @Override
  public String describe() {
    return "MaxPool2d " + window;
  }
}
