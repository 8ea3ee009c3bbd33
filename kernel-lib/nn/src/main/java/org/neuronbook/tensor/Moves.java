package org.neuronbook.tensor;

import static org.neuronbook.tensor.Autograd.edge;
import static org.neuronbook.tensor.Autograd.result;

/** Ops that move or choose elements without computing. */
final class Moves {
  private Moves() {}

  static Tensor reshape(Tensor x, int... sizes) {
    Shape shape = x.shape().reshaped(sizes);
    return result("reshape", shape, x.lastingData(), edge(x, g -> g.reshape(x.shape().toArray())));
  }

  static Tensor transpose(Tensor x) {
    Shape shape = x.shape();
    if (shape.rank() < 2) {
      throw new ShapeException(
          "transpose: expected at least 2 axes, got " + shape + ". Reshape a vector to (1, n)");
    }
    int rows = shape.dim(-2);
    int columns = shape.dim(-1);
    double[] in = x.data();
    double[] out = new double[in.length];
    for (int start = 0; start < in.length; start += rows * columns) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          out[start + j * rows + i] = in[start + i * columns + j];
        }
      }
    }
    int[] sizes = shape.toArray();
    sizes[sizes.length - 1] = rows;
    sizes[sizes.length - 2] = columns;
    return result("transpose", Shape.of(sizes), out, edge(x, Tensor::transpose));
  }

  static Tensor pick(Tensor x, int... labels) {
    Shape shape = x.shape();
    if (shape.rank() != 2) {
      throw new ShapeException(
          "pick: expected a matrix (n, classes), got shape "
              + shape
              + ". Reshape it: x.reshape(-1, classes)");
    }
    Labels.require("pick", labels, shape.dim(0), shape.dim(1));
    int classes = shape.dim(1);
    int[] chosen = labels.clone();
    double[] out = new double[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      out[i] = x.data()[i * classes + chosen[i]];
    }
    return result(
        "pick",
        Shape.of(chosen.length),
        out,
        edge(
            x,
            g -> {
              double[] scattered = new double[shape.size()];
              for (int i = 0; i < chosen.length; i++) {
                scattered[i * classes + chosen[i]] = g.data()[i];
              }
              return Tensor.wrap(shape, scattered);
            }));
  }
}
