package org.neuronbook.nn;

import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

/**
 * One block of the decoder of a transformer: causal self-attention, then attention to a memory,
 * which an encoder made of another sequence, then two linear layers at each position; each with a
 * way around it and its normalisation, as in {@link TransformerEncoderLayer}. Vaswani and others,
 * "Attention is all you need", NeurIPS 2017.
 *
 * <pre>{@code
 * jshell> var block = new TransformerDecoderLayer(new TransformerOptions(16, 4), Rng.of(1))
 * jshell> block.forward(Tensor.ones(2, 3, 16), Tensor.ones(2, 5, 16)).shape()
 * (2, 3, 16)
 * }</pre>
 */
public final class TransformerDecoderLayer extends TransformerLayer {
  private final MultiHeadAttention crossAttention;
  private final LayerNorm norm1;
  private final LayerNorm norm2;
  private final LayerNorm norm3;

  public TransformerDecoderLayer(TransformerOptions options, Rng rng) {
    super(options, rng);
    this.crossAttention = add("multihead_attn", attention(rng));
    this.norm1 = add("norm1", norm());
    this.norm2 = add("norm2", norm());
    this.norm3 = add("norm3", norm());
  }

  /** Refused: a decoder looks at a memory. */
  @Override
  public Tensor forward(Tensor x) {
    throw new UnsupportedOperationException(
        "%s: expected an input and a memory, got an input only. Call forward(x, memory); a model without an encoder, such as GPT, is made of TransformerEncoderLayer and called with causal = true"
            .formatted(where()));
  }

  /**
   * Without padding.
   *
   * @param x (batch, time, width)
   * @param memory (batch, keys, width)
   * @return the shape of x
   */
  public Tensor forward(Tensor x, Tensor memory) {
    return forward(x, memory, Mask.none(), Mask.none());
  }

  /**
   * @param mask true where a position of x is hidden, besides the future, as for {@link
   *     Tensor#attentionWeights}
   * @param memoryMask true where a position of the memory is hidden
   */
  public Tensor forward(Tensor x, Tensor memory, Mask mask, Mask memoryMask) {
    return forward(
        x,
        y -> selfAttention.forward(y, mask, true),
        y -> crossAttention.forward(y, memory, memoryMask, false));
  }

  /**
   * New positions, see {@link MultiHeadAttention}; the memory is looked at when it is first given.
   */
  public Tensor forward(Tensor x, Tensor memory, Mask mask, Mask memoryMask, AttentionCache cache) {
    return forward(
        x,
        y -> selfAttention.forward(y, mask, cache),
        y -> crossAttention.forward(y, memory, memoryMask, cache));
  }

  private Tensor forward(Tensor x, Forward self, Forward cross) {
    Tensor y = around(x, norm1, self);
    y = around(y, norm2, cross);
    return around(y, norm3, this::feedForward);
  }

  /** The attention to the memory, for its {@link MultiHeadAttention#weights}. */
  public MultiHeadAttention crossAttention() {
    return crossAttention;
  }
}
