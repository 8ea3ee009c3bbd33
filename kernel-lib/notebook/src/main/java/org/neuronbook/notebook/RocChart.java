package org.neuronbook.notebook;

import java.awt.Graphics2D;
import org.neuronbook.train.RocCurve;

/**
 * How models of two classes trade false alarms for hits as the threshold on their score falls; the
 * area under each curve stands in the legend, and 0.5 is guessing.
 *
 * <pre>{@code
 * new RocChart("Spam filter").curve("words", scores, labels).threshold(0.5)
 * }</pre>
 */
public final class RocChart extends Figure<RocChart> {

  private final ScorePlot plot = new ScorePlot("false positive rate", "true positive rate", false);

  public RocChart(String title) {
    super(title);
  }

  /**
   * Adds the curve of a model.
   *
   * @param scores the larger, the more likely positive: logits or probabilities
   * @param labels 1 for a positive row, 0 for a negative one; both must occur
   */
  public RocChart curve(String name, double[] scores, int... labels) {
    return curve(name, RocCurve.of(scores, labels));
  }

  /** Adds a computed curve. */
  public RocChart curve(String name, RocCurve curve) {
    plot.curves()
        .add(
            new ScorePlot.Curve(
                name,
                "area " + Numbers.fixed(curve.area(), 3),
                curve.falsePositiveRate(),
                curve.truePositiveRate(),
                curve.thresholds(),
                0.5));
    return this;
  }

  /** Marks on every curve what a threshold on the score comes to. */
  public RocChart threshold(double score) {
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
    StringBuilder words = new StringBuilder(opening("ROC chart"));
    for (ScorePlot.Curve curve : plot.curves()) {
      words.append(curve.name().isEmpty() ? "the curve" : curve.name()).append(" has ");
      words.append(curve.area()).append(" under it").append(plot.words(curve)).append(". ");
    }
    return words.append("Guessing has area 0.5.").toString();
  }

  @Override
  void paint(Graphics2D graphics, double top) {
    plot.paint(graphics, top, width(), height());
  }
}
