package org.neuronbook.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuronbook.tensor.Labels;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.tensor.Text;

/**
 * Numbers by which a model is judged, where a {@link ConfusionMatrix} would be more than is needed.
 *
 * <pre>{@code
 * jshell> Metrics.accuracy(Tensor.of(new double[][] {{1, 3}, {2, 0}}), 1, 1)
 * 0.5
 * }</pre>
 */
public final class Metrics {
  private Metrics() {}

  /**
   * The share of rows whose largest logit is that of their label.
   *
   * @param logits (batch, classes)
   */
  public static double accuracy(Tensor logits, int... labels) {
    requireRows("accuracy", logits);
    Labels.require("accuracy", labels, logits.shape().dim(0), logits.shape().dim(1));
    int[] predicted = logits.argmax();
    long right = IntStream.range(0, labels.length).filter(i -> predicted[i] == labels[i]).count();
    return (double) right / labels.length;
  }

  /**
   * The share of rows whose label is among the k largest logits. Among equal logits the first class
   * comes first, so that k = 1 is {@link #accuracy}.
   *
   * @param logits (batch, classes)
   * @param k from 1 to classes
   */
  public static double topKAccuracy(Tensor logits, int k, int... labels) {
    requireRows("topKAccuracy", logits);
    int classes = logits.shape().dim(1);
    Labels.require("topKAccuracy", labels, logits.shape().dim(0), classes);
    Refuse.when(k < 1 || k > classes)
        .saying(
            "topKAccuracy: expected k from 1 to the %s classes, got %s. With k = 1 it is accuracy",
            classes, k);
    double[][] rows = logits.toMatrix();
    IntStream among = IntStream.range(0, rows.length).filter(i -> rank(rows, i, labels[i]) < k);
    return (double) among.count() / labels.length;
  }

  /** How many classes stand before one of them when a row is sorted, the largest first. */
  private static int rank(double[][] rows, int row, int label) {
    int rank = 0;
    for (int c = 0; c < rows[row].length; c++) {
      double logit = rows[row][c];
      Refuse.when(Double.isNaN(logit))
          .saying(
              "topKAccuracy: expected logits that are numbers, got NaN in row %s, class %s. Did the training diverge?",
              row, c);
      rank += logit > rows[row][label] || logit == rows[row][label] && c < label ? 1 : 0;
    }
    return rank;
  }

  /**
   * The perplexity of a language model: exp(L), as if it chose among so many equally likely words
   * each time.
   *
   * @param meanCrossEntropy L, the mean of -log p(word) over all words, in natural logarithms, as
   *     {@link org.neuronbook.nn.Losses#crossEntropy} gives it. Over batches take the mean of all
   *     words first: the mean of perplexities is something else
   */
  public static double perplexity(double meanCrossEntropy) {
    Refuse.when(!(meanCrossEntropy >= 0))
        .saying(
            "perplexity: expected a mean cross-entropy of at least 0, got %s. Is it a log-probability? Take its negative",
            meanCrossEntropy);
    return Math.exp(meanCrossEntropy);
  }

  /**
   * The coefficient of determination R² = 1 - Σ(target - prediction)² / Σ(target - mean)², for each
   * output, and the mean of these: 1 is perfect, 0 as good as the constant mean, below 0 worse. An
   * output whose target is constant has no variance to explain: it counts 1 if predicted exactly,
   * else 0, as in scikit-learn.
   *
   * @param prediction (n) or (n, outputs), at least two rows
   * @param target of the same shape
   */
  public static double r2(Tensor prediction, Tensor target) {
    Shape.requireEqual("r2", prediction.shape(), target.shape());
    Shape shape = target.shape();
    Refuse.when(shape.rank() < 1 || shape.rank() > 2 || shape.dim(0) < 2, ShapeException::new)
        .saying(
            "r2: expected shape (n) or (n, outputs) with at least 2 rows, got %s. One row has no variance",
            shape);
    int outputs = shape.size() / shape.dim(0);
    double sum = 0;
    for (int output = 0; output < outputs; output++) {
      sum += r2(column(prediction, output, outputs), column(target, output, outputs));
    }
    return sum / outputs;
  }

  private static double[] column(Tensor tensor, int column, int columns) {
    double[] values = tensor.toArray();
    return IntStream.range(0, values.length / columns)
        .mapToDouble(i -> values[i * columns + column])
        .toArray();
  }

  private static double r2(double[] prediction, double[] target) {
    double mean = Arrays.stream(target).sum() / target.length;
    double error = 0;
    double variance = 0;
    boolean constant = true;
    for (int i = 0; i < target.length; i++) {
      error += (target[i] - prediction[i]) * (target[i] - prediction[i]);
      variance += (target[i] - mean) * (target[i] - mean);
      constant &= target[i] == target[0];
    }
    // Not variance == 0: the mean of equal numbers may be rounded.
    if (constant) {
      return error == 0 ? 1 : 0;
    }
    return 1 - error / variance;
  }

  /**
   * The word error rate of a corpus: the fewest words to replace, insert or delete that turn each
   * answer into its reference (Levenshtein), divided by the words of all references. It may exceed
   * 1.
   *
   * @param answers what was recognised, in words
   * @param references what was said, as many; empty ones are allowed, but not only those
   */
  public static double wordErrorRate(List<List<String>> answers, List<List<String>> references) {
    long words = references.stream().mapToLong(List::size).sum();
    Refuse.when(answers.size() != references.size() || words == 0)
        .saying(
            "wordErrorRate: expected a reference for each answer and a word in them, got %s answers and %s references of %s words. Split sentences into words first",
            answers.size(), references.size(), words);
    long errors = 0;
    for (int i = 0; i < answers.size(); i++) {
      errors += Text.distance(answers.get(i), references.get(i));
    }
    return (double) errors / words;
  }

  private static void requireRows(String op, Tensor logits) {
    Refuse.when(logits.shape().rank() != 2, ShapeException::new)
        .saying(
            "%s: expected logits of shape (batch, classes), got %s. Reshape them: logits.reshape(-1, classes)",
            op, logits.shape());
  }
}
