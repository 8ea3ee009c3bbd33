package org.neuronbook.train;

import org.neuronbook.tensor.Text;

/**
 * What a two-class model's positives are worth as the threshold on its score falls: one point a
 * distinct score, and first the point of an infinite threshold, where nothing is called positive
 * and precision is 1 by convention, as in scikit-learn. Where positives are rare it says more than
 * a {@link RocCurve}.
 *
 * <pre>{@code
 * jshell> PrecisionRecallCurve.of(new double[] {0.9, 0.8, 0.7}, 1, 0, 1)
 * precision-recall curve of 4 points, average precision 0.8333
 * }</pre>
 *
 * <p>Source: Davis and Goadrich, The relationship between precision-recall and ROC curves, 2006.
 *
 * @param recall of the positives, the share with a score of at least the threshold; rising
 * @param precision of the rows with a score of at least the threshold, the share of positives
 * @param thresholds falling, the first infinite
 */
public record PrecisionRecallCurve(double[] recall, double[] precision, double[] thresholds) {

  /**
   * Computes the curve. Without a positive row recall does not exist, and this is an error.
   *
   * @param scores the larger, the more likely positive: a logit or a probability
   * @param labels 1 for a positive row, 0 for a negative one
   */
  public static PrecisionRecallCurve of(double[] scores, int... labels) {
    Ranking ranking = Ranking.of("PrecisionRecallCurve", scores, labels);
    Ranking.requireSome("PrecisionRecallCurve", "positive", ranking.positives());
    int points = ranking.thresholds().length;
    double[] recall = new double[points];
    double[] precision = new double[points];
    for (int i = 0; i < points; i++) {
      int hits = ranking.truePositives()[i];
      int called = hits + ranking.falsePositives()[i];
      recall[i] = (double) hits / ranking.positives();
      precision[i] = called == 0 ? 1 : (double) hits / called;
    }
    return new PrecisionRecallCurve(recall, precision, ranking.thresholds());
  }

  /**
   * The area under the curve, in steps: Σ (recallᵢ - recallᵢ₋₁) precisionᵢ. Not by trapezoids,
   * which would promise precisions between two points that no threshold reaches. Guessing gives the
   * share of positives.
   */
  public double averagePrecision() {
    double area = 0;
    for (int i = 1; i < thresholds.length; i++) {
      area += (recall[i] - recall[i - 1]) * precision[i];
    }
    return area;
  }

  @Override
  public String toString() {
    return Text.of(
        "precision-recall curve of %d points, average precision %.4f",
        thresholds.length, averagePrecision());
  }
}
