package org.neuronbook.nn;

import java.util.List;
import java.util.function.BiFunction;
import org.neuronbook.nn.LayerGradientTest.Case;
import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

/** Layers of transformers whose gradients are checked. */
final class AttentionLayerCases {
  private AttentionLayerCases() {}

  /** A layer, called with more than its input. */
  static final class Called<L extends Layer> extends Layer {
    private final L inner;
    private final BiFunction<L, Tensor, Tensor> call;

    Called(L inner, BiFunction<L, Tensor, Tensor> call) {
      this.inner = add("inner", inner);
      this.call = call;
    }

    @Override
    public Tensor forward(Tensor x) {
      return call.apply(inner, x);
    }

    @Override
    public String describe() {
      return inner.describe();
    }
  }

  /** Options of width 4; the activation is smooth, so that a small step meets no kink. */
  static TransformerOptions options(boolean normFirst) {
    return new TransformerOptions(4, 2)
        .withFeedForward(5)
        .withDropout(0)
        .withActivation(Tensor::gelu)
        .withNormFirst(normFirst);
  }

  private static TransformerEncoderLayer encoder(boolean normFirst) {
    return new TransformerEncoderLayer(options(normFirst), Rng.of(1));
  }

  private static TransformerDecoderLayer decoder(boolean normFirst) {
    return new TransformerDecoderLayer(options(normFirst), Rng.of(1));
  }

  private static final Tensor MEMORY = Tensor.randn(Rng.of(5), 2, 4, 4);
  private static final Mask PADDING = Mask.padding(3, 3, 2);

  static final List<Case> CASES =
      List.of(
          new Case("MultiHeadAttention", () -> new MultiHeadAttention(4, 2, Rng.of(1)), 2, 3, 4),
          new Case(
              "MultiHeadAttention",
              () ->
                  new Called<>(
                      new MultiHeadAttention(6, 3, Rng.of(1)),
                      (l, x) -> l.forward(x, PADDING, true)),
              2,
              3,
              6),
          new Case("TransformerEncoderLayer", () -> encoder(false), 2, 3, 4),
          new Case("TransformerEncoderLayer", () -> encoder(true), 2, 3, 4),
          new Case(
              "TransformerDecoderLayer",
              () -> new Called<>(decoder(false), (l, x) -> l.forward(x, MEMORY)),
              2,
              3,
              4),
          new Case(
              "TransformerDecoderLayer",
              () ->
                  new Called<>(decoder(true), (l, x) -> l.forward(x, MEMORY, PADDING, Mask.none())),
              2,
              3,
              4),
          new Case("SinusoidalPositions", () -> new SinusoidalPositions(5, 4), 2, 3, 4),
          new Case("LearnedPositions", () -> new LearnedPositions(5, 4, Rng.of(1)), 2, 3, 4));
}
