package org.neuronbook.tensor;

import static org.neuronbook.tensor.Autograd.edge;
import static org.neuronbook.tensor.Autograd.result;

import org.neuronbook.compute.Parts;
import org.neuronbook.tensor.Autograd.Edge;

/** Ops that look along an axis. */
final class Reductions {
  private Reductions() {}

  static Tensor sum(Tensor x) {
    double sum = 0;
    for (double value : x.data()) {
      sum += value;
    }
    Edge repeat = edge(x, g -> Tensor.full(g.item(), x.shape().toArray()));
    return result("sum", Shape.of(), new double[] {sum}, repeat);
  }

  static Tensor sum(Tensor x, int someAxis, boolean keepAxis) {
    int axis = x.shape().axis("sum", someAxis);
    Lanes lanes = new Lanes(x.shape(), axis);
    double[] out = new double[lanes.before * lanes.after];
    Parts.Part rows = (from, to) -> sumRows(x.data(), lanes.length, out, from, to);
    Parts.Part columns = (from, to) -> sumColumns(x.data(), lanes, out, from, to);
    Parts.forEach(out.length, lanes.length, lanes.after == 1 ? rows : columns);
    int[] kept = x.shape().reduced(axis, true).toArray();
    Edge repeat = edge(x, g -> g.reshape(kept).expand(x.shape().toArray()));
    return result("sum", x.shape().reduced(axis, keepAxis), out, repeat);
  }

  /** Four sums side by side: one alone would wait for each addition to end. */
  private static void sumRows(double[] in, int length, double[] out, int from, int to) {
    for (int row = from; row < to; row++) {
      double a = 0;
      double b = 0;
      double c = 0;
      double d = 0;
      int end = (row + 1) * length;
      int i = row * length;
      for (; i <= end - 4; i += 4) {
        a += in[i];
        b += in[i + 1];
        c += in[i + 2];
        d += in[i + 3];
      }
      for (; i < end; i++) {
        a += in[i];
      }
      out[row] = a + b + (c + d);
    }
  }

  /** Lanes beside each other, up to the next block, together. */
  private static void sumColumns(double[] in, Lanes lanes, double[] out, int from, int to) {
    for (int k = from, end; k < to; k = end) {
      int block = k / lanes.after;
      end = Math.min(to, (block + 1) * lanes.after);
      for (int j = 0; j < lanes.length; j++) {
        int shift = (block * (lanes.length - 1) + j) * lanes.after;
        for (int i = k; i < end; i++) {
          out[i] += in[shift + i];
        }
      }
    }
  }

  static Tensor sum(Tensor x, int[] someAxes, boolean keepAxes) {
    int[] axes = axes("sum", x.shape(), someAxes);
    Tensor sum = x;
    for (int i = axes.length - 1; i >= 0; i--) { // From the last: the others keep their place.
      sum = sum(sum, axes[i], keepAxes);
    }
    return sum;
  }

  static Tensor mean(Tensor x, int[] someAxes) {
    int[] axes = axes("mean", x.shape(), someAxes);
    return sum(x, axes, false).div(x.shape().size(axes));
  }

  private static int[] axes(String op, Shape shape, int... some) {
    Refuse.when(some.length == 0, ShapeException::new)
        .saying(
            "%s: expected at least one axis of shape %s, got none. Leave the list out for all elements",
            op, shape);
    return shape.axes(op, some);
  }

  static Tensor var(Tensor x, int[] someAxes, boolean unbiased, boolean keepAxes) {
    int[] axes = axes("var", x.shape(), someAxes);
    int count = x.shape().size(axes);
    Refuse.when(unbiased && count == 1, ShapeException::new)
        .saying(
            "var: expected at least 2 elements for an unbiased variance, got 1 along %s of shape %s. With unbiased = false the sum is divided by n instead of n - 1",
            someAxes, x.shape());
    Tensor mean = sum(x, axes, true).div(count);
    return sum(x.sub(mean).pow(2), axes, keepAxes).div(unbiased ? count - 1 : count);
  }

  /** The largest (sign 1) or smallest (sign -1) element of each lane. */
  static Tensor extreme(String op, Tensor x, int someAxis, int sign) {
    int axis = x.shape().axis(op, someAxis);
    return Moves.gather(x, axis, argmax(x, axis, sign));
  }

  /** Of each lane the index of the largest (or smallest) element; NaN counts as beyond all. */
  private static int[] argmax(Tensor x, int axis, int sign) {
    Lanes lanes = new Lanes(x.shape(), axis);
    double[] in = x.data();
    int[] best = new int[lanes.before * lanes.after];
    int[] lane = {0};
    lanes.forEach(
        (start, step) -> {
          int at = 0;
          double most = in[start] * sign;
          for (int j = 1; j < lanes.length && !Double.isNaN(most); j++) {
            double value = in[start + j * step] * sign;
            if (!(value <= most)) {
              most = value;
              at = j;
            }
          }
          best[lane[0]++] = at;
        });
    return best;
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
    Edge edge = edge(x, g -> p.mul(g.sub(sum(g.mul(p), axis, true)))); // p (g - Σ g p)
    return result("softmax", x.shape(), y, edge);
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
    Edge edge = edge(x, g -> g.sub(logP.exp().mul(sum(g, axis, true)))); // g - p Σ g
    return result("logSoftmax", x.shape(), y, edge);
  }

  static int[] argmax(Tensor x, int axis) {
    return argmax(x, x.shape().axis("argmax", axis), 1);
  }

  private static double max(double[] values, int start, int step, int length) {
    double max = values[start];
    for (int j = 1, at = start + step; j < length; j++, at += step) {
      max = Math.max(max, values[at]);
    }
    return max;
  }

  /** All the lines of elements along one axis. */
  private record Lanes(int before, int length, int after) {
    Lanes(Shape shape, int axis) {
      this(shape.before(axis), shape.dim(axis), shape.after(axis));
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
