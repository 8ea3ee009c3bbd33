package org.neuronbook.notebook;

import java.awt.Graphics2D;
import java.util.Arrays;
import org.neuronbook.train.History;

/**
 * How a training run went: the losses by epoch and, where it was measured, the accuracy beside
 * them.
 */
public final class LearningCurves extends Picture {

  private static final int HEIGHT = 320;

  private final String title;
  private final LineChart loss;
  private final LineChart accuracy;
  private String caption;

  public LearningCurves(History history) {
    this("", history);
  }

  public LearningCurves(String title, History history) {
    this.title = title;
    boolean validated = hasNumbers(history.validationLoss());
    boolean classified = hasNumbers(history.validationAccuracy());
    loss = new LineChart("Loss", "epoch", "").line("training", history.trainLoss());
    if (validated) {
      loss.line("validation", history.validationLoss());
    }
    loss.size(classified ? 430 : 640, HEIGHT);
    accuracy =
        classified
            ? new LineChart("Accuracy", "epoch", "")
                .line("validation", history.validationAccuracy())
                .lookFrom(1) // validation looks as it does beside it
                .accuracyAxis()
                .size(430, HEIGHT)
            : null;
  }

  /** A line of text under the chart. */
  public LearningCurves caption(String text) {
    caption = text;
    return this;
  }

  @Override
  String caption() {
    return caption;
  }

  private static boolean hasNumbers(double[] values) {
    return Arrays.stream(values).anyMatch(Double::isFinite);
  }

  @Override
  public int width() {
    return loss.width() + (accuracy == null ? 0 : accuracy.width());
  }

  @Override
  public int height() {
    return HEIGHT + (title.isEmpty() ? 0 : 32);
  }

  @Override
  public String alt() {
    String words = (title.isEmpty() ? "" : title + ". ") + loss.alt();
    return accuracy == null ? words : words + " " + accuracy.alt();
  }

  @Override
  void paint(Graphics2D graphics) {
    double top = title.isEmpty() ? 0 : writeTitle(graphics, title, 14);
    var before = graphics.getTransform();
    graphics.translate(0, top);
    loss.paint(graphics);
    if (accuracy != null) {
      graphics.translate(loss.width(), 0);
      accuracy.paint(graphics);
    }
    graphics.setTransform(before);
  }
}
