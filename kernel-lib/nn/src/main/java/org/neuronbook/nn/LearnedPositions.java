package org.neuronbook.nn;

import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

/**
 * Adds to each position of a sequence a learned vector: row t of the weight (length, width), which
 * starts normal with a standard deviation of 0.02, as in BERT and GPT-2.
 *
 * <pre>{@code
 * jshell> new LearnedPositions(512, 8, Rng.of(1)).forward(Tensor.zeros(2, 10, 8)).shape()
 * (2, 10, 8)
 * }</pre>
 */
public final class LearnedPositions extends Layer {
  public final Parameter weight;

  /**
   * @param length the most positions
   * @param width the features of a position
   */
  public LearnedPositions(int length, int width, Rng rng) {
    this.weight = parameter("weight", Tensor.randn(rng, length, width).mul(0.02));
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
    return SinusoidalPositions.add(this, weight, x, first);
  }

  @Override
  public String describe() {
    return "LearnedPositions " + weight.shape();
  }
}
