package org.neuronbook.nn;

import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

/** What encoder and decoder layers share: the two linear layers, and the way around each part. */
abstract class TransformerLayer extends Layer {
  private final TransformerOptions options;
  final MultiHeadAttention selfAttention;
  private final Linear linear1;
  private final Linear linear2;
  private final Dropout dropout;

  TransformerLayer(TransformerOptions options, Rng rng) {
    this.options = options;
    this.selfAttention = add("self_attn", attention(rng));
    this.linear1 = add("linear1", new Linear(options.width(), options.feedForward(), rng));
    this.linear2 = add("linear2", new Linear(options.feedForward(), options.width(), rng));
    this.dropout = add("dropout", new Dropout(options.dropout(), rng));
  }

  final MultiHeadAttention attention(Rng rng) {
    return new MultiHeadAttention(options.width(), options.heads(), options.dropout(), rng);
  }

  final LayerNorm norm() {
    return new LayerNorm(options.width(), options.eps());
  }

  /** linear2(activation(linear1(x))), with dropout between. */
  final Tensor feedForward(Tensor x) {
    Tensor hidden = options.activation().forward(linear1.forward(x)); // (batch, time, feedForward)
    return linear2.forward(dropout.forward(hidden)); // (batch, time, width)
  }

  /** x and what a part of the layer makes of it, normalised before or after. */
  final Tensor around(Tensor x, LayerNorm norm, Forward part) {
    return options.normFirst()
        ? x.add(dropout.forward(part.forward(norm.forward(x))))
        : norm.forward(x.add(dropout.forward(part.forward(x))));
  }

  /** The self-attention, for its {@link MultiHeadAttention#weights}. */
  public final MultiHeadAttention selfAttention() {
    return selfAttention;
  }

  @Override
  public String describe() {
    return getClass().getSimpleName() + " " + options.describe();
  }
}
