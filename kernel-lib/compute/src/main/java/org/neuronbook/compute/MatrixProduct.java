package org.neuronbook.compute;

/** Matrix products: the one place where most of the time of training is spent. */
public final class MatrixProduct {
  /** Below this many multiplications a plain loop is quicker than an engine. */
  private static final long TINY = 1_000;

  /**
   * What one task computes at most. It depends on nothing else, so that results are the same to the
   * last bit for any number of threads.
   */
  private static final int ROWS_PER_TASK = 256;

  private static final int COLUMNS_PER_TASK = 64;

  private MatrixProduct() {}

  /** Products of matrices that lie one behind the other. */
  public static double[] batch(int batches, Operand a, Operand b) {
    return batch(batches, a, b, null);
  }

  /**
   * Products of matrices that lie one behind the other.
   *
   * @param bias what all rows begin with; null for 0
   */
  public static double[] batch(int batches, Operand a, Operand b, double[] bias) {
    int rows = a.rows();
    int columns = b.columns();
    double[] out = new double[batches * rows * columns];
    Operand product = Operand.of(out, 0, rows, columns);
    int down = (rows + ROWS_PER_TASK - 1) / ROWS_PER_TASK;
    int right = (columns + COLUMNS_PER_TASK - 1) / COLUMNS_PER_TASK;
    Parts.tasks(
        batches * down * right,
        (long) out.length * a.columns(),
        task -> {
          int batch = task / (down * right);
          int i = task / right % down * ROWS_PER_TASK;
          int j = task % right * COLUMNS_PER_TASK;
          Operand part = product.matrix(batch).part(i, j, ROWS_PER_TASK, COLUMNS_PER_TASK);
          for (int row = 0; row < part.rows() && bias != null; row++) {
            System.arraycopy(bias, j, out, part.index(row, 0), part.columns());
          }
          multiply(
              a.matrix(batch).part(i, 0, ROWS_PER_TASK, a.columns()),
              b.matrix(batch).part(0, j, b.rows(), COLUMNS_PER_TASK),
              bias != null,
              part);
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
