package org.neuronbook.compute;

import dev.ludovic.netlib.blas.BLAS;

/** Products by a BLAS: the system's own where it is asked for, or netlib's in plain Java. */
record BlasEngine(BLAS blas, String name) implements Engine {

  // BLAS counts column by column, in which a row-major matrix is its transpose: Cᵀ = Bᵀ · Aᵀ.
  @Override
  public void multiply(Precision precision, Operand a, Operand b, boolean add, Operand out) {
    int m = out.columns();
    int n = out.rows();
    int k = a.columns();
    String turnB = b.turned() ? "T" : "N";
    String turnA = a.turned() ? "T" : "N";
    double[] values = out.values();
    if (precision == Precision.FLOAT64) {
      double beta = add ? 1 : 0;
      blas.dgemm(
          turnB,
          turnA,
          m,
          n,
          k,
          1,
          b.values(),
          b.at(),
          b.stride(),
          a.values(),
          a.at(),
          a.stride(),
          beta,
          values,
          out.at(),
          out.stride());
      return;
    }
    float[] product = new float[n * m];
    int strideA = a.turned() ? n : k;
    int strideB = b.turned() ? k : m;
    blas.sgemm(
        turnB, turnA, m, n, k, 1, floats(b), 0, strideB, floats(a), 0, strideA, 0, product, 0, m);
    for (int i = 0; i < product.length; i++) {
      int at = out.index(i / m, i % m);
      values[at] = (add ? values[at] : 0) + product[i];
    }
  }

  /** An operand as it is stored, without what lies between its rows. */
  private static float[] floats(Operand x) {
    int length = x.turned() ? x.rows() : x.columns();
    float[] floats = new float[x.rows() * x.columns()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) x.values()[x.at() + i / length * x.stride() + i % length];
    }
    return floats;
  }
}
