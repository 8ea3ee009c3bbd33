package org.neuronbook.tensor;

/** Walks two operands of a broadcast op row by row, so that the op itself is one plain loop. */
final class Broadcast {
  private final Shape shape;
  private final int[] stepsA;
  private final int[] stepsB;

  private Broadcast(Shape shape, int[] stepsA, int[] stepsB) {
    this.shape = shape;
    this.stepsA = stepsA;
    this.stepsB = stepsB;
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

  static Broadcast of(String op, Shape a, Shape b) {
    Shape shape = Shape.broadcast(op, a, b);
    return new Broadcast(shape, steps(a, shape.rank()), steps(b, shape.rank()));
  }

  Shape shape() {
    return shape;
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

  double[] rows(Tensor a, Tensor b, Row row) {
    double[] out = new double[shape.size()];
    if (a.shape().equals(b.shape())) {
      row.compute(a.data(), 0, 1, b.data(), 0, 1, out, 0, out.length);
      return out;
    }
    int last = shape.rank() - 1;
    int n = shape.columns();
    int[] index = new int[shape.rank()];
    int i = 0;
    int j = 0;
    for (int k = 0; k < out.length; k += n) {
      row.compute(a.data(), i, stepsA[last], b.data(), j, stepsB[last], out, k, n);
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
    return out;
  }
}
