package org.neuronbook.notebook;

import java.awt.Graphics2D;
import org.neuronbook.train.PrecisionRecallCurve;

/**
 * What the positives of models of two classes are worth, by how many of them are found; says more
 * than a {@link RocChart} where positives are rare. The average precision stands in the legend;
 * guessing comes to the share of positives.
 *
 * <pre>{@code
 * new PrecisionRecallChart("Spam filter").curve("words", scores, labels).threshold(0.5)
 * }</pre>
 */
public final class PrecisionRecallChart extends Figure<PrecisionRecallChart> {

  private final ScorePlot plot = new ScorePlot("recall", "precision", true);

  public PrecisionRecallChart(String title) {
    super(title);
  }

  /**
   * Adds the curve of a model.
   *
   * @param scores the larger, the more likely positive: logits or probabilities
   * @param labels 1 for a positive row, 0 for a negative one
   */
  public PrecisionRecallChart curve(String name, double[] scores, int... labels) {
    return curve(name, PrecisionRecallCurve.of(scores, labels));
  }

  /** Adds a computed curve. */
  public PrecisionRecallChart curve(String name, PrecisionRecallCurve curve) {
    double[] precision = curve.precision();
    plot.curves()
        .add(
            new ScorePlot.Curve(
                name,
                "average precision " + Numbers.fixed(curve.averagePrecision(), 3),
                curve.recall(),
                precision,
                curve.thresholds(),
                // Below the lowest threshold every row is called positive.
                precision[precision.length - 1]));
    return this;
  }

  /** Marks on every curve what a threshold on the score comes to. */
  public PrecisionRecallChart threshold(double score) {
    plot.marks().add(score);
    return this;
  }

  @Override
  int ownWidth() {
    return 440;
  }

  @Override
  int ownHeight() {
    return 400;
  }

  @Override
  public String alt() {
    StringBuilder words = new StringBuilder(opening("Precision-recall chart"));
    for (ScorePlot.Curve curve : plot.curves()) {
      words.append(curve.name().isEmpty() ? "the curve" : curve.name()).append(" has ");
      words.append(curve.area()).append(", guessing ").append(Numbers.brief(curve.chance()));
      words.append(plot.words(curve)).append(". ");
    }
    return words.toString().strip();
  }

  @Override
  void paint(Graphics2D graphics, double top) {
    plot.paint(graphics, top, width(), height());
  }
}
