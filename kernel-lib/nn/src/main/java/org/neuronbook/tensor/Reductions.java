package org.neuronbook.tensor;

import static org.neuronbook.tensor.Autograd.edge;
import static org.neuronbook.tensor.Autograd.result;

/** Ops that look along an axis. */
final class Reductions {
  private Reductions() {}

  static Tensor sum(Tensor x) {
    double sum = 0;
    for (double value : x.data()) {
      sum += value;
    }
    return result(
        "sum",
        Shape.of(),
        new double[] {sum},
        edge(x, g -> Tensor.full(g.item(), x.shape().toArray())));
  }

  static Tensor sum(Tensor x, int someAxis, boolean keepAxis) {
    int axis = x.shape().axis("sum", someAxis);
    Lanes lanes = new Lanes(x.shape(), axis);
    double[] in = x.data();
    double[] out = new double[lanes.before * lanes.after];
    for (int i = 0; i < lanes.before; i++) {
      for (int j = 0; j < lanes.length; j++) {
        int from = (i * lanes.length + j) * lanes.after;
        for (int k = 0; k < lanes.after; k++) {
          out[i * lanes.after + k] += in[from + k];
        }
      }
    }
    Tensor ones = Tensor.ones(x.shape().toArray());
    int[] kept = x.shape().reduced(axis, true).toArray();
    return result(
        "sum",
        x.shape().reduced(axis, keepAxis),
        out,
        edge(x, g -> g.reshape(kept).mul(ones))); // repeat g
  }

  static Tensor softmax(Tensor x, int someAxis) {
    int axis = x.shape().axis("softmax", someAxis);
    Lanes lanes = new Lanes(x.shape(), axis);
    double[] y = x.toArray();
    lanes.forEach(
        (start, step) -> {
          double max = max(y, start, step, lanes.length);
          double sum = 0;
          for (int j = 0, at = start; j < lanes.length; j++, at += step) {
            y[at] = Math.exp(y[at] - max);
            sum += y[at];
          }
          for (int j = 0, at = start; j < lanes.length; j++, at += step) {
            y[at] /= sum;
          }
        });
    Tensor p = Tensor.wrap(x.shape(), y);
    return result(
        "softmax",
        x.shape(),
        y,
        edge(x, g -> p.mul(g.sub(sum(g.mul(p), axis, true))))); // p (g - Σ g p)
  }

  static Tensor logSoftmax(Tensor x, int someAxis) {
    int axis = x.shape().axis("logSoftmax", someAxis);
    Lanes lanes = new Lanes(x.shape(), axis);
    double[] y = x.toArray();
    lanes.forEach(
        (start, step) -> {
          double max = max(y, start, step, lanes.length);
          double sum = 0;
          for (int j = 0, at = start; j < lanes.length; j++, at += step) {
            sum += Math.exp(y[at] - max);
          }
          double logSum = max + Math.log(sum);
          for (int j = 0, at = start; j < lanes.length; j++, at += step) {
            y[at] -= logSum;
          }
        });
    Tensor logP = Tensor.wrap(x.shape(), y);
    return result(
        "logSoftmax",
        x.shape(),
        y,
        edge(x, g -> g.sub(logP.exp().mul(sum(g, axis, true))))); // g - p Σ g
  }

  static int[] argmax(Tensor x) {
    int columns = x.shape().columns();
    double[] in = x.data();
    int[] best = new int[x.shape().rows()];
    for (int i = 0; i < best.length; i++) {
      for (int j = 1; j < columns; j++) {
        if (in[i * columns + j] > in[i * columns + best[i]]) {
          best[i] = j;
        }
      }
    }
    return best;
  }

  private static double max(double[] values, int start, int step, int length) {
    double max = values[start];
    for (int j = 1, at = start + step; j < length; j++, at += step) {
      max = Math.max(max, values[at]);
    }
    return max;
  }

  /** All the lines of elements along one axis. */
  private static final class Lanes {
    final int before;
    final int length;
    final int after;

    Lanes(Shape shape, int axis) {
      before = shape.before(axis);
      length = shape.dim(axis);
      after = shape.after(axis);
    }

    interface Lane {
      void visit(int start, int step);
    }

    void forEach(Lane lane) {
      for (int i = 0; i < before; i++) {
        for (int k = 0; k < after; k++) {
          lane.visit(i * length * after + k, after);
        }
      }
    }
  }
}
