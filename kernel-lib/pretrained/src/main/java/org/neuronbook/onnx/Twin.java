package org.neuronbook.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/**
 * The same tensor of a model in two runs, with other numbers and batches of different sizes. What
 * is equal in both belongs to the model, and a size that is not is that of the batch.
 */
record Twin(Tensor one, Tensor other) {
  /** A fraction of the largest element: rounding, and no more. */
  private static final double TOLERANCE = 1e-10;

  /** The two runs. */
  static final List<Function<Twin, Tensor>> RUNS = List.of(Twin::one, Twin::other);

  /** What an op was computed from, as far as gradients flow to it. */
  List<Twin> inputs() {
    List<Tensor> ones = one.inputs();
    List<Tensor> others = other.inputs();
    if (!one.op().equals(other.op()) || ones.size() != others.size()) {
      throw new UnsupportedOperationException(
          "OnnxExport: expected the same ops for every input, got '%s' for one and '%s' for another. A graph has no if and no loop: leave out what depends on the numbers"
              .formatted(one.op(), other.op()));
    }
    List<Twin> twins = new ArrayList<>();
    for (int i = 0; i < ones.size(); i++) {
      twins.add(new Twin(ones.get(i), others.get(i)));
    }
    return twins;
  }

  int rank() {
    return one.shape().rank();
  }

  int dim(int axis) {
    return one.shape().dim(axis);
  }

  /** The shape as a graph writes it: -1 for what depends on the size of the batch. */
  long[] sizes() {
    long[] sizes = new long[rank()];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = dim(axis) == other.shape().dim(axis) ? dim(axis) : -1;
    }
    return sizes;
  }

  /** Whether a function gives this, up to rounding, from another twin: in both runs. */
  boolean is(UnaryOperator<Tensor> function, Twin input) {
    try {
      return RUNS.stream().allMatch(run -> same(function.apply(run.apply(input)), run.apply(this)));
    } catch (ShapeException e) {
      return false; // it wants another input
    }
  }

  static boolean same(Tensor a, Tensor b) {
    if (!a.shape().equals(b.shape())) {
      return false;
    }
    double[] x = a.toArray();
    double[] y = b.toArray();
    double largest = 0;
    for (double value : y) {
      largest = Double.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
    }
    for (int i = 0; i < x.length; i++) {
      // Compared as bits first: NaN and the infinities are equal to themselves.
      if (Double.compare(x[i], y[i]) != 0 && !(Math.abs(x[i] - y[i]) <= TOLERANCE * largest)) {
        return false;
      }
    }
    return true;
  }
}
