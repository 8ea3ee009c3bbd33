package org.neuronbook.tensor;

/** What multiplies matrices: the one place where most of the time of training is spent. */
interface Engine {
  /** Its name for people. */
  String name();

  /**
   * The product (rows, inner) x (inner, columns), in the thread that calls.
   *
   * @param precision of multiplications and sums
   * @param add whether the product is added to what is there
   * @param out Modified: element (i, j) is at {@code atOut + i * stride + j}
   */
  void multiply(
      Precision precision,
      int rows,
      int columns,
      int inner,
      Operand a,
      Operand b,
      boolean add,
      double[] out,
      int atOut,
      int stride);
}
