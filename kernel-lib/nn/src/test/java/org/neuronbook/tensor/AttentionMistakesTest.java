package org.neuronbook.tensor;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What learners do wrong with attention, and what they are told. */
class AttentionMistakesTest {
  private final Mistakes mistakes = new Mistakes();

  private static Tensor zeros(int... sizes) {
    return Tensor.zeros(sizes);
  }

  private void shape(String mistake, Runnable code, String text) {
    mistakes.add(mistake, ShapeException.class, code, text);
  }

  private static Tensor weights(Mask mask) {
    return zeros(2, 3, 8).attentionWeights(zeros(2, 4, 8), 2, mask, false);
  }

  @TestFactory
  Stream<DynamicTest> everyMistakeIsExplained() {
    shape(
        "a sequence without a batch",
        () -> zeros(3, 8).attention(zeros(3, 8), zeros(3, 8), 2, Mask.none(), false),
        "attention: expected 3 axes (batch, time, width), got shape (3, 8). Reshape it: one"
            + " sequence is a batch of 1");
    shape(
        "keys of another width",
        () -> zeros(2, 3, 8).attentionWeights(zeros(2, 4, 6), 2, Mask.none(), false),
        "attention: expected keys of shape (2, keys, 8) for queries of shape (2, 3, 8), got (2, 4,"
            + " 6). Batch and width are the same, lengths may differ");
    shape(
        "heads that do not divide the width",
        () -> zeros(2, 3, 8).attentionWeights(zeros(2, 4, 8), 3, Mask.none(), false),
        "attention: expected a number of heads that divides the width 8, got 3. Each head sees"
            + " width / heads of the features");
    shape(
        "causal attention to too few keys",
        () -> zeros(2, 3, 8).attentionWeights(zeros(2, 2, 8), 2, Mask.none(), true),
        "attention: expected at least as many keys as queries for causal attention, got 3 queries"
            + " and 2 keys. The last query stands at the last key: earlier ones would see nothing");
    String expected =
        "attention: expected a mask of padding (batch, keys) = (2, 4), or one of 4 axes that"
            + " broadcasts to (batch, heads, time, keys) = (2, 2, 3, 4), got %s. Reshape a mask of"
            + " (time, keys) to (1, 1, time, keys); to hide the future, say causal";
    shape(
        "a mask of pairs without its axes",
        () -> weights(Mask.of(Shape.of(3, 4), new boolean[12])),
        expected.formatted("(3, 4)"));
    shape(
        "a mask of other queries",
        () -> weights(Mask.future(4).reshape(1, 1, 4, 4)),
        expected.formatted("(1, 1, 4, 4)"));
    shape(
        "a mask of one sequence",
        () -> weights(Mask.of(false, false, true, true)),
        expected.formatted("(4)"));
    shape(
        "values that lack a key",
        () -> zeros(2, 2, 3, 4).attend(zeros(2, 3, 8)),
        "attend: expected values of shape (2, 4, width) for weights of shape (2, 2, 3, 4), got (2,"
            + " 3, 8). Each key has one value");
    shape(
        "values that heads do not divide",
        () -> zeros(2, 2, 3, 4).attend(zeros(2, 4, 7)),
        "attend: expected a number of heads that divides the width 7, got 2. Each head sees width /"
            + " heads of the features");
    shape(
        "weights without heads",
        () -> zeros(2, 3, 4).attend(zeros(2, 4, 8)),
        "attend: expected 4 axes (batch, heads, time, keys), got shape (2, 3, 4). Reshape it: one"
            + " head is an axis of 1");
    shape(
        "a scale of other features",
        () -> zeros(2, 3, 8).layerNorm(Tensor.ones(6), zeros(8), 1e-5),
        "layerNorm weight: expected equal shapes, got (6) and (8). Nothing is repeated to fit here");
    return mistakes.tests();
  }
}
