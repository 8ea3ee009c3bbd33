package org.neuronbook.train;

import org.neuronbook.tensor.Text;

/**
 * How a two-class model trades false alarms for hits as the threshold on its score falls: one point
 * a distinct score, from (0, 0), where nothing is called positive, to (1, 1), where everything is.
 * Rows of equal score move together: they are one point, and a slanted line to it.
 *
 * <pre>{@code
 * jshell> RocCurve.of(new double[] {0.1, 0.4, 0.35, 0.8}, 0, 0, 1, 1).area()
 * 0.75
 * }</pre>
 *
 * <p>Source: Fawcett, An introduction to ROC analysis, 2006.
 *
 * @param falsePositiveRate of the negatives, the share with a score of at least the threshold
 * @param truePositiveRate of the positives, the share with a score of at least the threshold
 * @param thresholds falling, the first infinite
 */
public record RocCurve(double[] falsePositiveRate, double[] truePositiveRate, double[] thresholds) {

  /**
   * Computes the curve. Without a positive or without a negative row it does not exist, and this is
   * an error.
   *
   * @param scores the larger, the more likely positive: a logit or a probability
   * @param labels 1 for a positive row, 0 for a negative one
   */
  public static RocCurve of(double[] scores, int... labels) {
    Ranking ranking = Ranking.of("RocCurve", scores, labels);
    Ranking.requireSome("RocCurve", "positive", ranking.positives());
    Ranking.requireSome("RocCurve", "negative", ranking.negatives());
    int points = ranking.thresholds().length;
    double[] falseRate = new double[points];
    double[] trueRate = new double[points];
    for (int i = 0; i < points; i++) {
      falseRate[i] = (double) ranking.falsePositives()[i] / ranking.negatives();
      trueRate[i] = (double) ranking.truePositives()[i] / ranking.positives();
    }
    return new RocCurve(falseRate, trueRate, ranking.thresholds());
  }

  /**
   * The area under the curve (AUC), by trapezoids: the probability that a positive row scores
   * higher than a negative one, a tie counting one half. 0.5 is guessing.
   */
  public double area() {
    double area = 0;
    for (int i = 1; i < thresholds.length; i++) {
      double width = falsePositiveRate[i] - falsePositiveRate[i - 1];
      area += width * (truePositiveRate[i] + truePositiveRate[i - 1]) / 2;
    }
    return area;
  }

  @Override
  public String toString() {
    return Text.of("ROC curve of %d points, area %.4f", thresholds.length, area());
  }
}
