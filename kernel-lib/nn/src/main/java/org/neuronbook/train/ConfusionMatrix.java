package org.neuronbook.train;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.neuronbook.tensor.Labels;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Text;

/**
 * Counts of true against predicted classes, and the metrics that come from them. Where a metric
 * would divide by zero, as for a class that never occurs, it is 0, as in scikit-learn.
 *
 * <pre>{@code
 * jshell> ConfusionMatrix.of(new int[] {0, 0, 1, 1}, new int[] {0, 1, 1, 1}, 2).accuracy()
 * 0.75
 * }</pre>
 */
public final class ConfusionMatrix {
  private final int[][] counts;

  private ConfusionMatrix(int[][] counts) {
    this.counts = counts;
  }

  /**
   * @param truth the right classes, 0 to classes - 1
   * @param predicted the answers, as many
   */
  public static ConfusionMatrix of(int[] truth, int[] predicted, int classes) {
    Labels.require("ConfusionMatrix: truth", truth, predicted.length, classes);
    Labels.require("ConfusionMatrix: predicted", predicted, truth.length, classes);
    int[][] counts = new int[classes][classes];
    for (int i = 0; i < truth.length; i++) {
      counts[truth[i]][predicted[i]]++;
    }
    return new ConfusionMatrix(counts);
  }

  public int classes() {
    return counts.length;
  }

  /** How many rows of a true class were given a predicted class. */
  public int count(int truth, int predicted) {
    return counts[requireClass(truth)][requireClass(predicted)];
  }

  /** How many rows there are in all. */
  public int total() {
    return Arrays.stream(counts).mapToInt(row -> Arrays.stream(row).sum()).sum();
  }

  /** The share of rows that are right. */
  public double accuracy() {
    return microRecall();
  }

  /** Of the rows that were called this class, the share that are. */
  public double precision(int c) {
    return microPrecision(c);
  }

  /** Of the rows that are this class, the share that were called so. */
  public double recall(int c) {
    return microRecall(c);
  }

  /** The harmonic mean of precision and recall. */
  public double f1(int c) {
    return microF1(c);
  }

  /** The mean of the classes' F1, each class counting the same. */
  public double macroF1() {
    return IntStream.range(0, classes()).mapToDouble(this::f1).average().orElse(0);
  }

  /**
   * Of the rows that were called one of these classes, the share that are the class they were
   * called.
   *
   * @param classes which to count, each once; none means all, and then it is {@link #accuracy}
   */
  public double microPrecision(int... classes) {
    return share(c -> IntStream.range(0, classes()).map(truth -> counts[truth][c]).sum(), classes);
  }

  /**
   * Of the rows that are one of these classes, the share that were called so.
   *
   * @param classes which to count, each once; none means all, and then it is {@link #accuracy}
   */
  public double microRecall(int... classes) {
    return share(c -> IntStream.of(counts[c]).sum(), classes);
  }

  /**
   * The harmonic mean of {@link #microPrecision} and {@link #microRecall}: each row counts the
   * same. It differs from accuracy only where classes are left out, such as a class "nothing" that
   * would drown the others.
   */
  public double microF1(int... classes) {
    double precision = microPrecision(classes);
    double recall = microRecall(classes);
    return ratio(2 * precision * recall, precision + recall);
  }

  /** Of the rows that are counted for some classes, the share that are right. */
  private double share(IntUnaryOperator rows, int... classes) {
    int[] chosen = classes.length == 0 ? IntStream.range(0, classes()).toArray() : classes;
    Arrays.stream(chosen).forEach(this::requireClass);
    Refuse.when(Arrays.stream(chosen).distinct().count() < chosen.length)
        .saying(
            "ConfusionMatrix: expected every class once, got %s. Leave out the second",
            Arrays.toString(classes));
    int right = IntStream.of(chosen).map(c -> counts[c][c]).sum();
    return ratio(right, IntStream.of(chosen).map(rows).sum());
  }

  private int requireClass(int c) {
    Refuse.when(c < 0 || c >= classes())
        .saying(
            "ConfusionMatrix: class %s does not exist: expected 0 to %s. Classes count from 0",
            c, classes() - 1);
    return c;
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  /** True classes down, predicted ones across. */
  @Override
  public String toString() {
    int width = Math.max(3, Integer.toString(total()).length()) + 1;
    StringBuilder text = new StringBuilder("true \\ predicted\n    ");
    for (int c = 0; c < classes(); c++) {
      text.append(Text.of("%" + width + "d", c));
    }
    for (int c = 0; c < classes(); c++) {
      text.append(Text.of("\n%4d", c));
      for (int count : counts[c]) {
        text.append(Text.of("%" + width + "d", count));
      }
    }
    return text.toString();
  }
}
