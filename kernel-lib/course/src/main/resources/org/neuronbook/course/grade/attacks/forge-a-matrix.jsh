// A matrix that gives the right numbers when it is asked and holds others.
class Attack extends Pretended {
  public org.ejml.data.DMatrixRMaj transposed(org.ejml.data.DMatrixRMaj matrix) {
    return new org.ejml.data.DMatrixRMaj(3, 2) {
      public double get(int row, int column) { return matrix.get(column, row); }
      public double unsafe_get(int row, int column) { return matrix.get(column, row); }
      public boolean equals(Object other) { return true; }
      public int hashCode() { return 0; }
      public String toString() { return "1 4 2 5 3 6"; }
    };
  }
}

// The allowed twin: a matrix with room for more numbers than it has.
class Attack extends Solved {
  public org.ejml.data.DMatrixRMaj transposed(org.ejml.data.DMatrixRMaj matrix) {
    var wide = new org.ejml.data.DMatrixRMaj(10, 10);
    wide.reshape(matrix.numCols, matrix.numRows);
    wide.setTo(super.transposed(matrix));
    return wide;
  }
}
