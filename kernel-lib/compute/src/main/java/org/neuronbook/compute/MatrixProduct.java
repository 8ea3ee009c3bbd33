package org.neuronbook.compute;

import java.util.stream.IntStream;

/** Matrix products: the one place where most of the time of training is spent. */
public final class MatrixProduct {
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

  private MatrixProduct() {}

  /** Products of matrices that lie one behind the other. */
  public static double[] batch(int batches, Operand a, Operand b) {
    int rows = a.rows();
    int columns = b.columns();
    double[] out = new double[batches * rows * columns];
    Operand product = Operand.of(out, 0, rows, columns);
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
          multiply(
              a.matrix(batch).part(i, 0, ROWS_PER_TASK, a.columns()),
              b.matrix(batch).part(0, j, b.rows(), COLUMNS_PER_TASK),
              false,
              product.matrix(batch).part(i, j, ROWS_PER_TASK, COLUMNS_PER_TASK));
        });
    return out;
  }

  /**
   * The product a · b in the thread that calls, in the precision of {@link Compute#products}.
   *
   * @param add whether the product is added to what is there
   * @param out Modified; not turned
   */
  public static void multiply(Operand a, Operand b, boolean add, Operand out) {
    if ((long) out.rows() * out.columns() * a.columns() >= TINY) {
      Compute.engine().multiply(Compute.products(), a, b, add, out);
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
