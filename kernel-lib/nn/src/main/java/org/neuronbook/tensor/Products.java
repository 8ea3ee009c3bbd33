package org.neuronbook.tensor;

import static org.neuronbook.tensor.Autograd.edge;
import static org.neuronbook.tensor.Autograd.result;

import java.util.stream.IntStream;

/** Matrix products: the one place where most of the time of training is spent. */
final class Products {
  /** Below this many multiplications a plain loop is quicker than a call of BLAS. */
  private static final long TINY = 1_000;

  /** From this many multiplications on, threads share the rows. */
  private static final long SHARED = 400_000;

  /**
   * Rows that one task computes. It depends on nothing else, so that results are the same to the
   * last bit for any number of threads.
   */
  private static final int ROWS_PER_TASK = 32;

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
        multiply(batches, n, m, k, a.data(), false, b.data(), false),
        edge(
            a,
            g ->
                Tensor.wrap(
                    a.shape(),
                    multiply(batches, n, k, m, g.data(), false, b.data(), true))), // g · Bᵀ
        edge(
            b,
            g ->
                Tensor.wrap(
                    b.shape(),
                    multiply(batches, k, m, n, a.data(), true, g.data(), false)))); // Aᵀ · g
  }

  private static Tensor repeated(Tensor x, Shape batch) {
    return x.shape().batch().equals(batch) ? x : x.expand(x.shape().withBatch(batch).toArray());
  }

  /**
   * Products of matrices that lie one behind the other: each (rows, inner) x (inner, columns),
   * where a transposed operand is stored with its axes exchanged.
   */
  private static double[] multiply(
      int batches,
      int rows,
      int columns,
      int inner,
      double[] a,
      boolean turnA,
      double[] b,
      boolean turnB) {
    double[] out = new double[batches * rows * columns];
    int tasksPerMatrix = (rows + ROWS_PER_TASK - 1) / ROWS_PER_TASK;
    IntStream tasks = IntStream.range(0, batches * tasksPerMatrix);
    if ((long) out.length * inner >= SHARED) {
      tasks = tasks.parallel();
    }
    tasks.forEach(
        task -> {
          int batch = task / tasksPerMatrix;
          int first = task % tasksPerMatrix * ROWS_PER_TASK;
          int count = Math.min(ROWS_PER_TASK, rows - first);
          int atA = batch * rows * inner + (turnA ? first : first * inner);
          int atB = batch * inner * columns;
          int atOut = (batch * rows + first) * columns;
          int strideA = turnA ? rows : inner;
          int strideB = turnB ? inner : columns;
          block(
              count, columns, inner, a, atA, strideA, turnA, b, atB, strideB, turnB, false, out,
              atOut);
        });
    return out;
  }

  /**
   * One product (rows, inner) x (inner, columns), in the thread that calls. A row of a stored
   * operand is a stride long; a turned operand is stored with its axes exchanged.
   *
   * @param add whether the product is added to what is there
   * @param out rows of the product, one behind the other from {@code atOut}. Modified.
   */
  static void block(
      int rows,
      int columns,
      int inner,
      double[] a,
      int atA,
      int strideA,
      boolean turnA,
      double[] b,
      int atB,
      int strideB,
      boolean turnB,
      boolean add,
      double[] out,
      int atOut) {
    block(
        rows, columns, inner, a, atA, strideA, turnA, b, atB, strideB, turnB, add, out, atOut,
        columns);
  }

  /** The same into rows that lie a stride apart. */
  static void block(
      int rows,
      int columns,
      int inner,
      double[] a,
      int atA,
      int strideA,
      boolean turnA,
      double[] b,
      int atB,
      int strideB,
      boolean turnB,
      boolean add,
      double[] out,
      int atOut,
      int strideOut) {
    if ((long) rows * columns * inner < TINY) {
      plain(
          rows, columns, inner, a, atA, strideA, turnA, b, atB, strideB, turnB, add, out, atOut,
          strideOut);
      return;
    }
    // BLAS counts column by column, in which a row-major matrix is its transpose: Cᵀ = Bᵀ · Aᵀ.
    Compute.BLAS_IN_USE.dgemm(
        turnB ? "T" : "N",
        turnA ? "T" : "N",
        columns,
        rows,
        inner,
        1,
        b,
        atB,
        strideB,
        a,
        atA,
        strideA,
        add ? 1 : 0,
        out,
        atOut,
        strideOut);
  }

  private static void plain(
      int rows,
      int columns,
      int inner,
      double[] a,
      int atA,
      int strideA,
      boolean turnA,
      double[] b,
      int atB,
      int strideB,
      boolean turnB,
      boolean add,
      double[] out,
      int atOut,
      int strideOut) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double sum = add ? out[atOut + i * strideOut + j] : 0;
        for (int p = 0; p < inner; p++) {
          sum +=
              a[atA + (turnA ? p * strideA + i : i * strideA + p)]
                  * b[atB + (turnB ? j * strideB + p : p * strideB + j)];
        }
        out[atOut + i * strideOut + j] = sum;
      }
    }
  }
}
