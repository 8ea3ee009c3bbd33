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
    return result(
        "matmul",
        shape,
        multiply(batches, n, m, k, Operand.rows(a.data(), 0, k), Operand.rows(b.data(), 0, m)),
        edge(
            a,
            g -> // g · Bᵀ
            Tensor.wrap(
                    a.shape(),
                    multiply(
                        batches,
                        n,
                        k,
                        m,
                        Operand.rows(g.data(), 0, m),
                        Operand.turned(b.data(), 0, m)))),
        edge(
            b,
            g -> // Aᵀ · g
            Tensor.wrap(
                    b.shape(),
                    multiply(
                        batches,
                        k,
                        m,
                        n,
                        Operand.turned(a.data(), 0, k),
                        Operand.rows(g.data(), 0, m)))));
  }

  private static Tensor repeated(Tensor x, Shape batch) {
    return x.shape().batch().equals(batch) ? x : x.expand(x.shape().withBatch(batch).toArray());
  }

  /** Products (rows, inner) x (inner, columns) of matrices that lie one behind the other. */
  private static double[] multiply(
      int batches, int rows, int columns, int inner, Operand a, Operand b) {
    double[] out = new double[batches * rows * columns];
    Precision precision = Compute.products();
    int down = (rows + ROWS_PER_TASK - 1) / ROWS_PER_TASK;
    int right = (columns + COLUMNS_PER_TASK - 1) / COLUMNS_PER_TASK;
    IntStream tasks = IntStream.range(0, batches * down * right);
    if ((long) out.length * inner >= SHARED) {
      tasks = tasks.parallel();
    }
    tasks.forEach(
        task -> {
          int batch = task / (down * right);
          int i = task / right % down * ROWS_PER_TASK;
          int j = task % right * COLUMNS_PER_TASK;
          block(
              precision,
              Math.min(ROWS_PER_TASK, rows - i),
              Math.min(COLUMNS_PER_TASK, columns - j),
              inner,
              a.matrix(batch, rows * inner).from(i, 0),
              b.matrix(batch, inner * columns).from(0, j),
              false,
              out,
              (batch * rows + i) * columns + j,
              columns);
        });
    return out;
  }

  /** {@link Engine#multiply}, but for tiny products a plain loop. */
  static void block(
      Precision precision,
      int rows,
      int columns,
      int inner,
      Operand a,
      Operand b,
      boolean add,
      double[] out,
      int atOut,
      int stride) {
    if ((long) rows * columns * inner >= TINY) {
      Compute.engine().multiply(precision, rows, columns, inner, a, b, add, out, atOut, stride);
      return;
    }
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int at = atOut + i * stride + j;
        double sum = 0;
        for (int p = 0; p < inner; p++) {
          sum += a.values()[a.index(i, p)] * b.values()[b.index(p, j)];
        }
        out[at] = add ? out[at] + sum : sum;
      }
    }
  }
}
