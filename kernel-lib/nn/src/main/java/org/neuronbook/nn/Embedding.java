package org.neuronbook.nn;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/**
 * A learned vector for each id of a vocabulary. Ids are {@code int[]}; the weight (vocabulary,
 * width) starts standard normal, as in PyTorch.
 *
 * <pre>{@code
 * jshell> var embedding = new Embedding(1000, 16, Rng.of(1))
 * jshell> embedding.forward(new int[][] {{5, 7, 7}, {3, 0, 0}}).shape()
 * (2, 3, 16)
 * }</pre>
 */
public final class Embedding extends Layer {
  private final int padding;
  public final Parameter weight;

  /** Without padding. */
  public Embedding(int vocabulary, int width, Rng rng) {
    this(vocabulary, width, -1, rng);
  }

  /**
   * @param padding the id that fills up short sequences: its vector starts at 0 and is not learned;
   *     -1 for none
   */
  public Embedding(int vocabulary, int width, int padding, Rng rng) {
    this.padding = padding;
    this.weight = parameter("weight", start(this, vocabulary, width, padding, rng));
  }

  static Tensor start(Layer layer, int vocabulary, int width, int padding, Rng rng) {
    Refuse.when(
            vocabulary < 1 || width < 1 || padding < -1 || padding >= vocabulary,
            ShapeException::new)
        .saying(
            "%s: expected a vocabulary and a width of at least 1 and a padding within, got %s, %s and %s. A padding of -1 means none",
            layer.getClass().getSimpleName(), vocabulary, width, padding);
    double[] values = Tensor.randn(rng, vocabulary, width).toArray();
    if (padding >= 0) {
      Arrays.fill(values, padding * width, (padding + 1) * width, 0);
    }
    return Tensor.wrap(Shape.of(vocabulary, width), values);
  }

  /** The vectors of ids: (ids, width). */
  public Tensor forward(int... ids) {
    return weight.embedding(padding, ids);
  }

  /** The vectors of sequences of ids, all equally long: (batch, time, width). */
  public Tensor forward(int[][] ids) {
    Refuse.when(ids.length == 0, ShapeException::new)
        .saying("%s: expected at least one sequence, got none. Is the batch empty?", here);
    for (int[] row : ids) {
      Refuse.when(row.length != ids[0].length, ShapeException::new)
          .saying(
              "%s: expected sequences of %s ids as the first, got one of %s. Fill up the shorter ones",
              here, ids[0].length, row.length);
    }
    int[] all = Arrays.stream(ids).flatMapToInt(Arrays::stream).toArray();
    return forward(all).reshape(ids.length, -1, weight.shape().dim(1));
  }

  /**
   * x W, the same for rows of ids written as one-hot vectors, and a mixture of vectors for rows of
   * probabilities.
   *
   * @param x (batch, ..., vocabulary)
   * @return (batch, ..., width)
   */
  @Override
  public Tensor forward(Tensor x) {
    int vocabulary = weight.shape().dim(0);
    requireLast(x, vocabulary);
    return x.matmul(forward(IntStream.range(0, vocabulary).toArray()));
  }

  @Override
  public String describe() {
    return "Embedding %d -> %d".formatted(weight.shape().dim(0), weight.shape().dim(1))
        + (padding < 0 ? "" : ", padding " + padding);
  }
}
