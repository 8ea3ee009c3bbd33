package org.neuronbook.nn;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.neuronbook.tensor.BagMode;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

/**
 * The sum, mean or maximum of learned vectors over bags of ids of any sizes: {@link
 * Tensor#embeddingBag}. The weight (vocabulary, width) starts standard normal, as in PyTorch.
 *
 * <pre>{@code
 * jshell> var bag = new EmbeddingBag(1000, 16, BagMode.MEAN, Rng.of(1))
 * jshell> bag.forward(new int[][] {{5, 7, 7}, {3}}).shape()
 * (2, 16)
 * }</pre>
 */
public final class EmbeddingBag extends Layer {
  private final BagMode mode;
  private final int padding;
  public final Parameter weight;

  /** Without padding. */
  public EmbeddingBag(int vocabulary, int width, BagMode mode, Rng rng) {
    this(vocabulary, width, mode, -1, rng);
  }

  /**
   * @param padding the id that belongs to no bag, and whose vector is 0; -1 for none
   */
  public EmbeddingBag(int vocabulary, int width, BagMode mode, int padding, Rng rng) {
    this.mode = mode;
    this.padding = padding;
    this.weight = parameter("weight", Embedding.start(this, vocabulary, width, padding, rng));
  }

  /** Bags one behind the other, and where each begins: (bags, width). */
  public Tensor forward(int[] ids, int... offsets) {
    return weight.embeddingBag(mode, padding, ids, offsets);
  }

  /** One bag a row, of any lengths: (bags, width). */
  public Tensor forward(int[][] bags) {
    int[] offsets = new int[bags.length];
    for (int i = 1; i < bags.length; i++) {
      offsets[i] = offsets[i - 1] + bags[i - 1].length;
    }
    return forward(Arrays.stream(bags).flatMapToInt(Arrays::stream).toArray(), offsets);
  }

  /**
   * The same for bags that say how often each id is in them, which pass no gradient on.
   *
   * @param counts (bags, vocabulary), whole numbers
   * @return (bags, width)
   */
  @Override
  public Tensor forward(Tensor counts) {
    requireLast(counts, weight.shape().dim(0));
    return forward(
        Arrays.stream(counts.toMatrix())
            .map(row -> Arrays.stream(row).mapToInt(n -> (int) Math.rint(n)).toArray())
            .map(EmbeddingBag::ids)
            .toArray(int[][]::new));
  }

  private static int[] ids(int... counts) {
    return IntStream.range(0, counts.length)
        .flatMap(id -> IntStream.range(0, counts[id]).map(i -> id))
        .toArray();
  }

  @Override
  public String describe() {
    String kind = mode.name().toLowerCase(Locale.ROOT);
    return "EmbeddingBag %d -> %d, %s".formatted(weight.shape().dim(0), weight.shape().dim(1), kind)
        + (padding < 0 ? "" : ", padding " + padding);
  }
}
