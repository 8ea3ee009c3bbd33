package org.neuronbook.nn;

import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

/**
 * One block of a transformer: self-attention, then two linear layers at each position, both with a
 * way around them. Normalised first it is y = x + attention(norm1(x)), z = y +
 * feedForward(norm2(y)); otherwise y = norm1(x + attention(x)), z = norm2(y + feedForward(y)). A
 * causal one is the block of GPT. Vaswani and others, "Attention is all you need", NeurIPS 2017;
 * Xiong and others, "On layer normalization in the transformer architecture", ICML 2020.
 *
 * <pre>{@code
 * jshell> var options = new TransformerOptions(16, 4).withFeedForward(64).withNormFirst(true)
 * jshell> var block = new TransformerEncoderLayer(options, Rng.of(1))
 * jshell> block.forward(Tensor.ones(2, 5, 16), Mask.padding(5, 5, 3), false).shape()
 * (2, 5, 16)
 * }</pre>
 */
public final class TransformerEncoderLayer extends TransformerLayer {
  private final LayerNorm norm1;
  private final LayerNorm norm2;

  public TransformerEncoderLayer(TransformerOptions options, Rng rng) {
    super(options, rng);
    this.norm1 = add("norm1", norm());
    this.norm2 = add("norm2", norm());
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
   * @param x (batch, time, width)
   * @param mask true where a position is hidden, as for {@link Tensor#attentionWeights}
   * @param causal whether each position looks only at itself and those before it
   */
  public Tensor forward(Tensor x, Mask mask, boolean causal) {
    return forward(x, y -> selfAttention.forward(y, mask, causal));
  }

  /** New positions of a causal sequence, see {@link MultiHeadAttention}. */
  public Tensor forward(Tensor x, Mask mask, AttentionCache cache) {
    return forward(x, y -> selfAttention.forward(y, mask, cache));
  }

  private Tensor forward(Tensor x, Forward attention) {
    Tensor y = around(x, norm1, attention);
    return around(y, norm2, this::feedForward);
  }
}
