package org.neuronbook.tensor;

import dev.ludovic.netlib.blas.BLAS;

/** Products by a BLAS: the system's own where it is asked for, or netlib's in plain Java. */
record BlasEngine(BLAS blas, String name) implements Engine {

  // BLAS counts column by column, in which a row-major matrix is its transpose: Cᵀ = Bᵀ · Aᵀ.
  @Override
  public void multiply(
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
    String turnB = b.turned() ? "T" : "N";
    String turnA = a.turned() ? "T" : "N";
    if (precision == Precision.FLOAT64) {
      blas.dgemm(
          turnB,
          turnA,
          columns,
          rows,
          inner,
          1,
          b.values(),
          b.at(),
          b.stride(),
          a.values(),
          a.at(),
          a.stride(),
          add ? 1 : 0,
          out,
          atOut,
          stride);
      return;
    }
    float[] product = new float[rows * columns];
    blas.sgemm(
        turnB,
        turnA,
        columns,
        rows,
        inner,
        1,
        floats(b, inner, columns),
        0,
        b.turned() ? inner : columns,
        floats(a, rows, inner),
        0,
        a.turned() ? rows : inner,
        0,
        product,
        0,
        columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int at = atOut + i * stride + j;
        out[at] = (add ? out[at] : 0) + product[i * columns + j];
      }
    }
  }

  /** An operand as it is stored, without what lies between its rows. */
  private static float[] floats(Operand x, int rows, int columns) {
    int length = x.turned() ? rows : columns;
    float[] floats = new float[rows * columns];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) x.values()[x.at() + i / length * x.stride() + i % length];
    }
    return floats;
  }
}
