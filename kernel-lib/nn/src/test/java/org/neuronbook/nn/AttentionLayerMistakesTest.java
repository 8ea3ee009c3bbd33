package org.neuronbook.nn;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Mistakes;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/** What learners do wrong with the layers of transformers, and what they are told. */
class AttentionLayerMistakesTest {
  private final Mistakes mistakes = new Mistakes();
  private final MultiHeadAttention attention = new MultiHeadAttention(8, 2, Rng.of(1));

  private static Tensor zeros(int... sizes) {
    return Tensor.zeros(sizes);
  }

  private void shape(String mistake, Runnable code, String text) {
    mistakes.add(mistake, ShapeException.class, code, text);
  }

  @TestFactory
  Stream<DynamicTest> everyMistakeIsExplained() {
    inputs();
    caches();
    return mistakes.tests();
  }

  private void inputs() {
    shape(
        "heads that do not divide the width",
        () -> new MultiHeadAttention(128, 6, Rng.of(1)),
        "MultiHeadAttention: expected a number of heads that divides the width, got width 128 and 6"
            + " heads. Each head sees width / heads of the features; 64 are usual");
    shape(
        "an input of another width",
        () -> attention.forward(zeros(2, 3, 6)),
        "MultiHeadAttention 8, 2 heads: expected an input of shape (batch, ..., 8), got (2, 3, 6)."
            + " Does what comes before give as many outputs?");
    shape(
        "a memory of another width",
        () -> attention.forward(zeros(2, 3, 8), zeros(2, 3, 6), Mask.none(), false),
        "MultiHeadAttention 8, 2 heads: expected an input of shape (batch, ..., 8), got (2, 3, 6)."
            + " Does what comes before give as many outputs?");
    shape(
        "a sequence without a batch",
        () -> attention.forward(zeros(3, 8)),
        "MultiHeadAttention 8, 2 heads: expected an input of shape (batch, time, 8), got (3, 8). A"
            + " single sequence is a batch of 1: x.reshape(1, -1, 8)");
    shape(
        "the mask of another batch",
        () -> attention.forward(zeros(2, 3, 8), Mask.padding(3, 1, 2, 3), false),
        "attention: expected a mask of padding (batch, keys) = (2, 3), or one of 4 axes that"
            + " broadcasts to (batch, heads, time, keys) = (2, 2, 3, 3), got (3, 3). Reshape a mask"
            + " of (time, keys) to (1, 1, time, keys); to hide the future, say causal");
    TransformerOptions options = new TransformerOptions(8, 2).withFeedForward(16);
    mistakes.add(
        "a decoder without a memory",
        UnsupportedOperationException.class,
        () -> new TransformerDecoderLayer(options, Rng.of(1)).forward(zeros(2, 3, 8)),
        "TransformerDecoderLayer 8, 2 heads, feed-forward 16, norm last: expected an input and a"
            + " memory, got an input only. Call forward(x, memory); a model without an encoder,"
            + " such as GPT, is made of TransformerEncoderLayer and called with causal = true");
    mistakes.add(
        "a sequence longer than its positions",
        IllegalArgumentException.class,
        () -> new SinusoidalPositions(4, 8).forward(zeros(2, 5, 8)),
        "SinusoidalPositions (4, 8): expected positions 0 to 3, got 0 to 4. Cut the sequence off, or"
            + " make the layer for a longer one");
    mistakes.add(
        "a part beyond the last position",
        IllegalArgumentException.class,
        () -> new LearnedPositions(4, 8, Rng.of(1)).forward(zeros(2, 1, 8), 4),
        "LearnedPositions (4, 8): expected positions 0 to 3, got 4 to 4. Cut the sequence off, or"
            + " make the layer for a longer one");
  }

  private void caches() {
    mistakes.add(
        "a cache for nothing",
        IllegalArgumentException.class,
        () -> new AttentionCache(0),
        "AttentionCache: expected a capacity of at least 1, got 0. It is the longest sequence");
    AttentionCache cache = new AttentionCache(4);
    attention.forward(zeros(2, 3, 8), Mask.none(), cache);
    shape(
        "more positions than the cache holds",
        () -> attention.forward(zeros(2, 2, 8), Mask.none(), cache),
        "MultiHeadAttention 8, 2 heads: expected at most 4 positions, the capacity of the cache, got"
            + " 3 kept and 2 new. Make a new cache for each sequence, or a larger one");
    shape(
        "the cache of another batch",
        () -> attention.forward(zeros(1, 1, 8), Mask.none(), cache),
        "MultiHeadAttention 8, 2 heads: expected a batch of 2 as in the cache, got 1. Make a new"
            + " cache for each batch");
  }
}
