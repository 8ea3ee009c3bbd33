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
  private final Panels panels;
  private String caption;

  public LearningCurves(History history) {
    this("", history);
  }

  public LearningCurves(String title, History history) {
    this.title = title;
    LineChart loss = new LineChart("Loss", "epoch", "").line("training", history.trainLoss());
    if (hasNumbers(history.validationLoss())) {
      loss.line("validation", history.validationLoss());
    }
    if (hasNumbers(history.validationAccuracy())) {
      LineChart accuracy =
          new LineChart("Accuracy", "epoch", "")
              .line("validation", history.validationAccuracy())
              .lookFrom(1) // validation looks as it does beside it
              .accuracyAxis();
      panels = new Panels(loss.size(430, HEIGHT), accuracy.size(430, HEIGHT));
    } else {
      panels = new Panels(loss.size(640, HEIGHT));
    }
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
    return panels.width();
  }

  @Override
  public int height() {
    return HEIGHT + (title.isEmpty() ? 0 : 32);
  }

  @Override
  public String alt() {
    return (title.isEmpty() ? "" : title + ". ") + panels.alt();
  }

  @Override
  void paint(Graphics2D graphics) {
    double top = title.isEmpty() ? 0 : writeTitle(graphics, title, 14);
    graphics.translate(0, top);
    panels.paint(graphics);
    graphics.translate(0, -top);
  }
}
