package org.neuronbook.tensor;

import org.neuronbook.compute.Parts;
import org.neuronbook.tensor.Autograd.Edge;

/** Walks two operands of a broadcast op row by row, so that the op itself is one plain loop. */
final class Broadcast {
  private final String op;
  private final Tensor a;
  private final Tensor b;
  private final Shape shape;
  private final double[] out;

  Broadcast(String op, Tensor a, Tensor b) {
    this.op = op;
    this.a = a;
    this.b = b;
    this.shape = Shape.broadcast(op, a.shape(), b.shape());
    this.out = new double[shape.size()];
  }

  /** One row of the result: n elements, each operand moving by its step, which is 0 or 1. */
  @FunctionalInterface
  interface Row {
    /**
     * @param out Modified from index k on
     */
    void compute(
        double[] a, int i, int stepA, double[] b, int j, int stepB, double[] out, int k, int n);
  }

  /** How far an operand moves when an axis of the result moves by one: 0 where it is repeated. */
  static int[] steps(Shape operand, int rank) {
    int[] steps = new int[rank];
    int step = 1;
    for (int axis = operand.rank() - 1, at = rank - 1; axis >= 0; axis--, at--) {
      steps[at] = operand.dim(axis) == 1 ? 0 : step;
      step *= operand.dim(axis);
    }
    return steps;
  }

  void forEach(Row row) {
    if (a.shape().equals(b.shape())) {
      Parts.forEach(
          out.length,
          (from, to) -> row.compute(a.data(), from, 1, b.data(), from, 1, out, from, to - from));
      return;
    }
    int[] stepsA = steps(a.shape(), shape.rank());
    int[] stepsB = steps(b.shape(), shape.rank());
    int stepA = stepsA[shape.rank() - 1];
    int stepB = stepsB[shape.rank() - 1];
    int n = shape.columns();
    walk(
        shape,
        stepsA,
        stepsB,
        (i, j, k) -> row.compute(a.data(), i, stepA, b.data(), j, stepB, out, k, n));
  }

  /** Where a row starts: at i and j in two operands, at k in the result. */
  @FunctionalInterface
  interface Start {
    void visit(int i, int j, int k);
  }

  /** Visits all rows of a shape, while two operands move by steps of their own. */
  static void walk(Shape shape, int[] stepsA, int[] stepsB, Start start) {
    Parts.forEach(
        shape.rows(), shape.columns(), (from, to) -> walk(from, to, shape, stepsA, stepsB, start));
  }

  private static void walk(int from, int to, Shape shape, int[] stepsA, int[] stepsB, Start start) {
    int[] index = new int[shape.rank()];
    int last = index.length - 1;
    int i = 0;
    int j = 0;
    for (int axis = last - 1, rest = from; axis >= 0; rest /= shape.dim(axis), axis--) {
      index[axis] = rest % shape.dim(axis);
      i += index[axis] * stepsA[axis];
      j += index[axis] * stepsB[axis];
    }
    for (int row = from; row < to; row++) {
      start.visit(i, j, row * shape.columns());
      // The next row: count up like an odometer.
      for (int axis = last - 1; axis >= 0; axis--) {
        i += stepsA[axis];
        j += stepsB[axis];
        if (++index[axis] < shape.dim(axis)) {
          break;
        }
        i -= stepsA[axis] * index[axis];
        j -= stepsB[axis] * index[axis];
        index[axis] = 0;
      }
    }
  }

  Tensor result(Edge... edges) {
    return Autograd.result(op, shape, out, edges);
  }
}
