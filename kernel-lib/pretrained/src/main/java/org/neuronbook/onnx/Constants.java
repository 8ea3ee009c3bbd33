package org.neuronbook.onnx;

import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

/**
 * Finds the constant that an element-wise op got as its second operand: nothing is recorded of it,
 * but it follows from the first operand and the result.
 */
final class Constants {
  private Constants() {}

  /**
   * The smallest tensor that explains the first run: along axes where it does not change it has
   * size 1. Whether it explains the other run too is left to be checked.
   *
   * @param inverse the constant from an element of the result and one of the operand; NaN where
   *     they do not tell
   */
  static Tensor find(Twin operand, Twin result, DoubleBinaryOperator inverse) {
    int[] sizes = result.one().shape().toArray();
    double[] x = operand.one().expand(sizes).toArray();
    double[] y = result.one().toArray();
    double[] found = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      found[i] = inverse.applyAsDouble(y[i], x[i]);
    }
    boolean scalar = true;
    for (int axis = 0; axis < sizes.length; axis++) {
      int after = IntStream.of(sizes).skip(axis + 1).reduce(1, (a, b) -> a * b);
      double[] one = commonAlong(found, sizes[axis], after);
      sizes[axis] = one == null ? sizes[axis] : 1;
      found = one == null ? found : one;
      scalar &= sizes[axis] == 1;
    }
    return scalar ? Tensor.scalar(found[0]) : Tensor.wrap(Shape.of(sizes), found);
  }

  /** What all elements along an axis have in common, where they are known; null if they differ. */
  private static double[] commonAlong(double[] all, int size, int after) {
    double[] one = new double[all.length / size];
    for (int k = 0; k < one.length; k++) {
      double known = Double.NaN;
      for (int j = 0; j < size; j++) {
        double next = all[(k / after * size + j) * after + k % after];
        boolean equal = next == known || Math.abs(next - known) <= 1e-9 * Math.abs(known) + 1e-12;
        if (!Double.isNaN(next) && !Double.isNaN(known) && !equal) {
          return null;
        }
        known = Double.isNaN(known) ? next : known;
      }
      one[k] = known;
    }
    return one;
  }
}
