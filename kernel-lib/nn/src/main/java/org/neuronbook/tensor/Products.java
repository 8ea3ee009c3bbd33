package org.neuronbook.tensor;

import static org.neuronbook.tensor.Autograd.edge;
import static org.neuronbook.tensor.Autograd.result;

import java.util.stream.IntStream;

/** Matrix products: the one place where most of the time of training is spent. */
final class Products {
  /** Below this many multiplications a plain loop is quicker than an engine. */
  private static final long TINY = 1_000;

  /** From this many multiplications on, threads share the product. */
  private static final long SHARED = 100_000;

  /**
   * What one task computes at most. It depends on nothing else, so that results are the same to the
   * last bit for any number of threads.
   */
  private static final int ROWS_PER_TASK = 64;

  private static final int COLUMNS_PER_TASK = 64;

  private Products() {}

  static Tensor matmul(Tensor a, Tensor b) {
    Shape shape = Shape.product(a.shape(), b.shape());
    if (b.shape().rank() > 2 && !a.shape().batch().equals(b.shape().batch())) {
      return matmul(repeated(a, shape.batch()), repeated(b, shape.batch()));
    }
    // With a 2-d right operand, all axes of the left before its last are rows of one product.
    int batches = b.shape().before(b.shape().rank() - 2);
    int k = a.shape().columns();
    int m = b.shape().columns();
    int n = a.shape().size() / k / batches;
    Operand left = Operand.of(a.data(), 0, n, k);
    Operand right = Operand.of(b.data(), 0, k, m);
    return result(
        "matmul",
        shape,
        multiply(batches, left, right),
        edge(
            a,
            g -> gradient(a, batches, Operand.of(g.data(), 0, n, m), right.transpose())), // g · Bᵀ
        edge(
            b,
            g -> gradient(b, batches, left.transpose(), Operand.of(g.data(), 0, n, m)))); // Aᵀ · g
  }

  private static Tensor gradient(Tensor of, int batches, Operand a, Operand b) {
    return Tensor.wrap(of.shape(), multiply(batches, a, b));
  }

  private static Tensor repeated(Tensor x, Shape batch) {
    return x.shape().batch().equals(batch) ? x : x.expand(x.shape().withBatch(batch).toArray());
  }

  /** Products of matrices that lie one behind the other. */
  private static double[] multiply(int batches, Operand a, Operand b) {
    int rows = a.rows();
    int columns = b.columns();
    double[] out = new double[batches * rows * columns];
    Operand product = Operand.of(out, 0, rows, columns);
    Precision precision = Compute.products();
    int down = (rows + ROWS_PER_TASK - 1) / ROWS_PER_TASK;
    int right = (columns + COLUMNS_PER_TASK - 1) / COLUMNS_PER_TASK;
    IntStream tasks = IntStream.range(0, batches * down * right);
    if ((long) out.length * a.columns() >= SHARED) {
      tasks = tasks.parallel();
    }
    tasks.forEach(
        task -> {
          int batch = task / (down * right);
          int i = task / right % down * ROWS_PER_TASK;
          int j = task % right * COLUMNS_PER_TASK;
          block(
              precision,
              a.matrix(batch).part(i, 0, ROWS_PER_TASK, a.columns()),
              b.matrix(batch).part(0, j, b.rows(), COLUMNS_PER_TASK),
              false,
              product.matrix(batch).part(i, j, ROWS_PER_TASK, COLUMNS_PER_TASK));
        });
    return out;
  }

  /** {@link Engine#multiply}, but for tiny products a plain loop. */
  static void block(Precision precision, Operand a, Operand b, boolean add, Operand out) {
    if ((long) out.rows() * out.columns() * a.columns() >= TINY) {
      Compute.engine().multiply(precision, a, b, add, out);
      return;
    }
    for (int i = 0; i < out.rows(); i++) {
      for (int j = 0; j < out.columns(); j++) {
        double sum = 0;
        for (int p = 0; p < a.columns(); p++) {
          sum += a.values()[a.index(i, p)] * b.values()[b.index(p, j)];
        }
        out.values()[out.index(i, j)] = (add ? out.values()[out.index(i, j)] : 0) + sum;
      }
    }
  }
}
