package org.neuronbook.nn;

import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/**
 * Lets each position of a sequence gather from others what it needs: each head compares its part of
 * the queries x Wq with the keys x Wk, and takes the mean of the values x Wv, weighted by the
 * softmax of these comparisons; what the heads found goes through a last linear layer. Vaswani and
 * others, "Attention is all you need", NeurIPS 2017.
 *
 * <p>Names, start and masks (true hides) are those of PyTorch's {@code MultiheadAttention}, but for
 * the first linear layer, which is three here: {@code query}, {@code key} and {@code value}, as in
 * BERT, so that each can be replaced and adapted alone. PyTorch's {@code in_proj_weight} (3 width,
 * width) holds their transposed weights one below the other.
 *
 * <pre>{@code
 * jshell> var attention = new MultiHeadAttention(8, 2, Rng.of(1))
 * jshell> var x = Tensor.randn(Rng.of(2), 1, 3, 8)
 * jshell> attention.forward(x, Mask.none(), true).shape()
 * (1, 3, 8)
 * jshell> attention.weights().slice(1, 0, 1).reshape(3, 3)
 * Tensor(3, 3) [[1, 0, 0],
 *               [0.8771, 0.1229, 0],
 *               [0.4506, 0.2274, 0.3220]]
 * }</pre>
 */
public final class MultiHeadAttention extends Layer {
  private final int width;
  private final int heads;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear output;
  private final Dropout dropout;
  private Tensor weights;

  /** Without dropout. */
  public MultiHeadAttention(int width, int heads, Rng rng) {
    this(width, heads, 0, rng);
  }

  /**
   * @param width the last size of input and output
   * @param heads a divisor of the width
   * @param dropout the share of weights that training sets to 0
   */
  public MultiHeadAttention(int width, int heads, double dropout, Rng rng) {
    Refuse.when(width < 1 || heads < 1 || width % heads != 0, ShapeException::new)
        .saying(
            "MultiHeadAttention: expected a number of heads that divides the width, got width %s and %s heads. Each head sees width / heads of the features; 64 are usual",
            width, heads);
    this.width = width;
    this.heads = heads;
    this.query = add("query", projection(rng));
    this.key = add("key", projection(rng));
    this.value = add("value", projection(rng));
    this.output = add("out_proj", new Linear(width, width, rng));
    output.bias.assign(Tensor.zeros(width));
    this.dropout = add("dropout", new Dropout(dropout, rng));
  }

  /** As PyTorch starts the three of them together: Glorot's bound for width -> 3 width. */
  private Linear projection(Rng rng) {
    Linear linear = new Linear(width, width, rng);
    double bound = Math.sqrt(6.0 / (4 * width));
    linear.weight.assign(Tensor.uniform(rng, -bound, bound, width, width));
    linear.bias.assign(Tensor.zeros(width));
    return linear;
  }

  /**
   * Each position looks at all.
   *
   * @param x (batch, time, width)
   * @return the same shape
   */
  @Override
  public Tensor forward(Tensor x) {
    return forward(x, Mask.none(), false);
  }

  /**
   * Self-attention with masks.
   *
   * @param mask as for {@link Tensor#attentionWeights}
   * @param causal whether each position looks only at itself and those before it
   */
  public Tensor forward(Tensor x, Mask mask, boolean causal) {
    return forward(x, x, mask, causal);
  }

  /**
   * Cross-attention: queries from one sequence, keys and values from another.
   *
   * @param x (batch, time, width)
   * @param memory (batch, keys, width)
   * @return (batch, time, width)
   */
  public Tensor forward(Tensor x, Tensor memory, Mask mask, boolean causal) {
    requireLast(memory, width);
    return attend(x, key.forward(memory), value.forward(memory), mask, causal);
  }

  /**
   * Causal self-attention of new positions, which also look at those that the cache has seen and
   * are remembered there: the rows that {@link #forward(Tensor, Mask, boolean)} would give them in
   * the whole sequence, at the cost of the new ones.
   *
   * @param x the new positions (batch, time, width)
   * @param mask whose keys are all positions, old and new
   */
  public Tensor forward(Tensor x, Mask mask, AttentionCache cache) {
    requireLast(x, width);
    Tensor[] seen = cache.append(this, key.forward(x), value.forward(x));
    return attend(x, seen[0], seen[1], mask, true);
  }

  /** Cross-attention whose keys and values are computed when the cache sees this layer first. */
  Tensor forward(Tensor x, Tensor memory, Mask mask, AttentionCache cache) {
    requireLast(memory, width);
    Tensor[] seen =
        cache.once(this, () -> new Tensor[] {key.forward(memory), value.forward(memory)});
    return attend(x, seen[0], seen[1], mask, false);
  }

  private Tensor attend(Tensor x, Tensor keys, Tensor values, Mask mask, boolean causal) {
    requireLast(x, width);
    Refuse.when(x.shape().rank() != 3, ShapeException::new)
        .saying(
            "%s: expected an input of shape (batch, time, %s), got %s. A single sequence is a batch of 1: x.reshape(1, -1, %s)",
            here, width, x.shape(), width);
    weights = query.forward(x).attentionWeights(keys, heads, mask, causal);
    return output.forward(dropout.forward(weights).attend(values));
  }

  /**
   * How much each query looked at each key when this layer last ran, before dropout: (batch, heads,
   * time, keys), for pictures. Null before.
   */
  public Tensor weights() {
    return weights;
  }

  @Override
  public String describe() {
    return "MultiHeadAttention " + width + ", " + heads + " heads";
  }
}
