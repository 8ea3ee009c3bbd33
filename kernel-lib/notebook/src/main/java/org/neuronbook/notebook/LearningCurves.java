package org.neuronbook.notebook;

import java.awt.Graphics2D;
import java.util.Arrays;
import org.neuronbook.train.History;

/**
 * How a training run went: the losses by epoch and, where it was measured, the accuracy beside
 * them.
 */
public final class LearningCurves extends Figure<LearningCurves> {

  private final LineChart loss;

  /** Null where no accuracy was measured. */
  private final LineChart accuracy;

  public LearningCurves(History history) {
    this("", history);
  }

  public LearningCurves(String title, History history) {
    super(title);
    loss = new LineChart("Loss", "epoch", "").line("training", history.trainLoss());
    if (hasNumbers(history.validationLoss())) {
      loss.line("validation", history.validationLoss());
    }
    accuracy =
        !hasNumbers(history.validationAccuracy())
            ? null
            : new LineChart("Accuracy", "epoch", "")
                .line("validation", history.validationAccuracy())
                .lookFrom(1) // validation looks as it does beside it
                .accuracyAxis();
  }

  private static boolean hasNumbers(double[] values) {
    return Arrays.stream(values).anyMatch(Double::isFinite);
  }

  @Override
  int ownWidth() {
    return accuracy == null ? 640 : 860;
  }

  @Override
  int ownHeight() {
    return 320;
  }

  @Override
  public String alt() {
    return (title().isEmpty() ? "" : opening("Learning curves"))
        + loss.alt()
        + (accuracy == null ? "" : " " + accuracy.alt());
  }

  @Override
  void paint(Graphics2D graphics, double top) {
    graphics.translate(0, top);
    int height = (int) (height() - top);
    if (accuracy == null) {
      loss.size(width(), height).paint(graphics);
    } else {
      new Panels(loss.size(width() / 2, height), accuracy.size(width() / 2, height))
          .paint(graphics);
    }
  }
}
