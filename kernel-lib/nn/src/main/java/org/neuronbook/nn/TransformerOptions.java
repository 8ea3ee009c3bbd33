package org.neuronbook.nn;

/**
 * The settings of a transformer layer; those that are not given are PyTorch's.
 *
 * @param width the last size of input and output
 * @param heads a divisor of the width
 * @param feedForward the width between the two linear layers: 2048, often 4 times the width
 * @param dropout of attention weights, after the activation and before each addition: 0.1
 * @param activation between the two linear layers: relu in the paper, gelu in BERT and GPT-2
 * @param normFirst whether layers are normalised before they compute (GPT-2), not after (the paper,
 *     BERT): trains more easily
 * @param eps of the normalisation: 1e-5
 */
public record TransformerOptions(
    int width,
    int heads,
    int feedForward,
    double dropout,
    Forward activation,
    boolean normFirst,
    double eps) {

  /** All else as in PyTorch. */
  public TransformerOptions(int width, int heads) {
    this(width, heads, 2048, 0.1, x -> x.relu(), false, 1e-5);
  }

  public TransformerOptions withFeedForward(int value) {
    return new TransformerOptions(width, heads, value, dropout, activation, normFirst, eps);
  }

  public TransformerOptions withDropout(double value) {
    return new TransformerOptions(width, heads, feedForward, value, activation, normFirst, eps);
  }

  public TransformerOptions withActivation(Forward value) {
    return new TransformerOptions(width, heads, feedForward, dropout, value, normFirst, eps);
  }

  public TransformerOptions withNormFirst(boolean value) {
    return new TransformerOptions(width, heads, feedForward, dropout, activation, value, eps);
  }

  public TransformerOptions withEps(double value) {
    return new TransformerOptions(width, heads, feedForward, dropout, activation, normFirst, value);
  }

  String describe() {
    return "%d, %d heads, feed-forward %d, %s"
        .formatted(width, heads, feedForward, normFirst ? "norm first" : "norm last");
  }
}
