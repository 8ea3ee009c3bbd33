package org.neuronbook.train;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.tensor.Mistakes;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/** What learners ask of metrics that cannot be answered, and the whole of what they are told. */
class MetricsMistakesTest {
  private static final Class<IllegalArgumentException> ILLEGAL = IllegalArgumentException.class;

  private final Mistakes mistakes = new Mistakes();

  @TestFactory
  Stream<DynamicTest> everyMistakeIsExplained() {
    logits();
    curves();
    text();
    return mistakes.tests();
  }

  private void logits() {
    mistakes.add(
        "top-k of a vector",
        ShapeException.class,
        () -> Metrics.topKAccuracy(Tensor.zeros(3), 2, 1),
        "topKAccuracy: expected logits of shape (batch, classes), got (3). Reshape them: "
            + "logits.reshape(-1, classes)");
    mistakes.add(
        "more than all classes",
        ILLEGAL,
        () -> Metrics.topKAccuracy(Tensor.zeros(1, 3), 4, 1),
        "topKAccuracy: expected k from 1 to the 3 classes, got 4. With k = 1 it is accuracy");
    mistakes.add(
        "logits that are no numbers",
        ILLEGAL,
        () -> Metrics.topKAccuracy(Tensor.of(new double[][] {{1, 0.0 / 0}}), 1, 0),
        "topKAccuracy: expected logits that are numbers, got NaN in row 0, class 1. Did the "
            + "training diverge?");
    mistakes.add(
        "perplexity of a log-probability",
        ILLEGAL,
        () -> Metrics.perplexity(-2),
        "perplexity: expected a mean cross-entropy of at least 0, got -2.0. Is it a "
            + "log-probability? Take its negative");
    mistakes.add(
        "perplexity of NaN",
        ILLEGAL,
        () -> Metrics.perplexity(Double.NaN),
        "perplexity: expected a mean cross-entropy of at least 0, got NaN. Is it a "
            + "log-probability? Take its negative");
    mistakes.add(
        "a column against a vector",
        ShapeException.class,
        () -> Metrics.r2(Tensor.zeros(3, 1), Tensor.zeros(3)),
        "r2: expected equal shapes, got (3, 1) and (3). Reshape one of them");
    mistakes.add(
        "the variance of one row",
        ShapeException.class,
        () -> Metrics.r2(Tensor.zeros(1, 5), Tensor.zeros(1, 5)),
        "r2: expected shape (n) or (n, outputs) with at least 2 rows, got (1, 5). One row has no "
            + "variance");
    mistakes.add(
        "a class twice",
        ILLEGAL,
        () -> ConfusionMatrix.of(new int[] {0}, new int[] {0}, 2).microF1(1, 1),
        "ConfusionMatrix: expected every class once, got [1, 1]. Leave out the second");
  }

  private void curves() {
    mistakes.add(
        "a curve without positives",
        ILLEGAL,
        () -> PrecisionRecallCurve.of(new double[] {1, 2}, 0, 0),
        "PrecisionRecallCurve: expected at least 1 positive row, got 0 among the labels. The curve "
            + "needs it: take more data");
    mistakes.add(
        "a ROC curve without positives",
        ILLEGAL,
        () -> RocCurve.of(new double[] {1, 2}, 0, 0),
        "RocCurve: expected at least 1 positive row, got 0 among the labels. The curve needs it: "
            + "take more data");
    mistakes.add(
        "a ROC curve without negatives",
        ILLEGAL,
        () -> RocCurve.of(new double[] {1, 2}, 1, 1),
        "RocCurve: expected at least 1 negative row, got 0 among the labels. The curve needs it: "
            + "take more data");
    mistakes.add(
        "a score that is no number",
        ILLEGAL,
        () -> RocCurve.of(new double[] {1, Double.NaN}, 0, 1),
        "RocCurve: expected scores that are numbers, got NaN at index 1. Did the training diverge?");
    mistakes.add(
        "three classes on one curve",
        ILLEGAL,
        () -> RocCurve.of(new double[] {1, 2, 3}, 0, 1, 3),
        "RocCurve: label 3 at index 2 is out of range: expected 0 to 1 for 2 classes. Is the number "
            + "of classes right?");
  }

  private void text() {
    List<String> words = List.of("a");
    mistakes.add(
        "references for fewer sentences",
        ILLEGAL,
        () -> Bleu.of(List.of(words, words), List.of(List.of(words, words))),
        "Bleu: expected at least 1 candidate and references for each, got 2 candidates and "
            + "references for 1. Put the references of a sentence into a list of their own");
    mistakes.add(
        "a sentence without a reference",
        ILLEGAL,
        () -> Bleu.of(List.of(words), List.of(List.<List<String>>of())),
        "Bleu: expected at least 1 reference for candidate 0, got 0. Leave it out");
    mistakes.add(
        "n-grams of nothing",
        ILLEGAL,
        () -> Bleu.of(List.of(words), List.of(List.of(words)), 0),
        "Bleu: expected n-grams of at least 1 word, got 0. The paper takes 4");
    mistakes.add(
        "word errors against nothing",
        ILLEGAL,
        () -> Metrics.wordErrorRate(List.of(words), List.of(List.of())),
        "wordErrorRate: expected a reference for each answer and a word in them, got 1 answers and "
            + "1 references of 0 words. Split sentences into words first");
  }
}
