package org.neuronbook.nn;

import java.util.List;
import org.neuronbook.nn.LayerGradientTest.Case;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.tensor.Window;

/** Layers for pictures and normalising layers whose gradients are checked. */
final class ImageLayerCases {
  private ImageLayerCases() {}

  private static final Window ODD = Window.of(2, 3).stride(2, 1).padding(1, 0);

  static final List<Case> CASES =
      List.of(
          new Case("Conv1d", () -> new Conv1d(2, 3, 3, Rng.of(1)), 2, 2, 5),
          new Case("Conv1d", () -> new Conv1d(2, 4, Window.of(1, 2), 2, Rng.of(1)), 2, 2, 5),
          new Case("Conv2d", () -> new Conv2d(2, 3, 3, Rng.of(1)), 2, 2, 4, 5),
          new Case("Conv2d", () -> new Conv2d(4, 2, ODD, 2, Rng.of(1)), 2, 4, 4, 5),
          new Case("Conv2d", () -> Conv2d.withoutBias(2, 2, ODD, 1, Rng.of(1)), 2, 2, 4, 5),
          new Case("ConvTranspose2d", () -> new ConvTranspose2d(2, 3, ODD, Rng.of(1)), 2, 2, 3, 4),
          new Case("MaxPool2d", () -> new MaxPool2d(2), 2, 2, 4, 5),
          new Case("AvgPool2d", () -> new AvgPool2d(ODD), 2, 2, 4, 5),
          new Case("AdaptiveAvgPool2d", () -> new AdaptiveAvgPool2d(2, 3), 2, 2, 5, 4),
          new Case("Flatten", Flatten::new, 2, 2, 3, 2),
          new Case("Residual", () -> new Residual(new Linear(3, 3, Rng.of(1)), Tensor::tanh), 2, 3),
          new Case("BatchNorm1d", () -> new BatchNorm1d(3), 5, 3),
          new Case("BatchNorm1d", () -> new BatchNorm1d(3), 2, 3, 4),
          new Case("BatchNorm1d", () -> new BatchNorm1d(3).eval(), 1, 3),
          new Case("BatchNorm2d", () -> new BatchNorm2d(2), 2, 2, 3, 2),
          new Case("BatchNorm2d", () -> new BatchNorm2d(2).eval(), 2, 2, 3, 2),
          new Case("LayerNorm", () -> new LayerNorm(4), 3, 4),
          new Case("LayerNorm", () -> new LayerNorm(4, 0.1), 2, 3, 4),
          new Case("GroupNorm", () -> new GroupNorm(2, 4), 2, 4, 2, 3));
}
