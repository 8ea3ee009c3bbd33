package org.neuronbook.tensor;

import java.util.ArrayList;
import java.util.List;
import org.neuronbook.tensor.GradientCases.Case;

/**
 * The arguments with which the gradients of convolutions, pooling and normalisation are checked.
 */
final class ImageCases {
  private final List<Case> cases = new ArrayList<>();
  private final Rng rng = Rng.of(19_98);

  private ImageCases() {}

  /** Odd on purpose: height unlike width, stride unlike size, padding unlike both. */
  static final List<Window> WINDOWS =
      List.of(
          Window.of(1),
          Window.of(3),
          Window.of(2, 3).stride(2, 1),
          Window.of(3, 2).stride(2, 3).padding(1, 0),
          Window.of(3, 3).padding(1),
          Window.of(2, 3).dilation(3, 2),
          Window.of(3, 2).stride(2, 1).padding(2, 1).dilation(2, 3),
          Window.of(2).stride(3));

  static List<Case> all() {
    ImageCases table = new ImageCases();
    table.convolutions();
    table.pooling();
    table.normalisation();
    return table.cases;
  }

  private void add(String op, Object... arguments) {
    cases.add(new Case(op, arguments));
  }

  private Tensor normal(int... sizes) {
    return Tensor.randn(rng, sizes);
  }

  /** Numbers far from each other in random order, so that a small step changes no maximum. */
  private Tensor distinct(int... sizes) {
    Shape shape = Shape.of(sizes);
    double[] values = new double[shape.size()];
    int[] order = rng.permutation(values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.1 * order[i] - 2;
    }
    return Tensor.wrap(shape, values);
  }

  private void convolutions() {
    String conv2d = "conv2d(Tensor, Tensor, Window, int)";
    String turned = "convTranspose2d(Tensor, Tensor, Window, int, int)";
    String conv1d = "conv1d(Tensor, Tensor, Window, int)";
    for (Window w : WINDOWS) {
      add(conv2d, normal(2, 2, 5, 6), normal(3, 2, w.height(), w.width()), normal(3), w, 1);
      add(conv2d, normal(1, 4, 5, 6), normal(2, 2, w.height(), w.width()), normal(2), w, 2);
      add(turned, normal(2, 2, 3, 4), normal(2, 3, w.height(), w.width()), normal(3), w, 0, 1);
      add(turned, normal(1, 4, 3, 4), normal(4, 1, w.height(), w.width()), normal(2), w, 0, 2);
    }
    Window doubling = Window.of(3).stride(2).padding(1);
    add(turned, normal(2, 1, 3, 2), normal(1, 2, 3, 3), normal(2), doubling, 1, 1);
    // More samples than blocks, and shared by threads.
    add(conv2d, normal(18, 1, 3, 4), normal(2, 1, 3, 3), normal(2), Window.of(3).padding(1), 1);
    Window line = Window.of(1, 3);
    add(conv1d, normal(2, 3, 6), normal(2, 3, 3), normal(2), line, 1);
    add(conv1d, normal(2, 4, 6), normal(2, 2, 3), normal(2), line.stride(1, 2).padding(0, 1), 2);
  }

  private void pooling() {
    for (Window w :
        List.of(
            Window.of(2).stride(2),
            Window.of(3, 2).stride(1, 2),
            Window.of(3).stride(2).padding(1),
            Window.of(2, 3).stride(3, 1).padding(1, 0))) {
      add("maxPool2d(Window)", distinct(2, 2, 5, 6), w);
      add("maxPool2d(Window)", distinct(1, 1, 6, 7), w.dilation(2));
      add("avgPool2d(Window)", normal(2, 2, 5, 6), w);
    }
    for (int[] parts : new int[][] {{1, 1}, {3, 2}, {5, 6}, {7, 8}}) {
      add("adaptiveAvgPool2d(int, int)", normal(2, 2, 5, 6), parts[0], parts[1]);
    }
  }

  private void normalisation() {
    for (int[] sizes : new int[][] {{3, 2, 4}, {1, 3, 5}, {4, 2, 1}, {2, 1, 3}}) {
      add("normalise(double)", normal(sizes), 1e-5);
      add("normalise(double)", normal(sizes).mul(3).add(5), 0.1);
    }
  }
}
