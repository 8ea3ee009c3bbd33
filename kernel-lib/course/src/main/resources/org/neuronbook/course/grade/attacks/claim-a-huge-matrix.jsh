// A matrix that claims more numbers than it has.
class Attack extends Pretended {
  public org.ejml.data.DMatrixRMaj transposed(org.ejml.data.DMatrixRMaj matrix) {
    var claim = new org.ejml.data.DMatrixRMaj(1, 1);
    claim.numRows = Integer.MAX_VALUE;
    claim.numCols = Integer.MAX_VALUE;
    return claim;
  }
}

// The allowed twin: a matrix made of an array.
class Attack extends Solved {
  public org.ejml.data.DMatrixRMaj transposed(org.ejml.data.DMatrixRMaj matrix) {
    double[] numbers = super.transposed(matrix).data.clone();
    return new org.ejml.data.DMatrixRMaj(matrix.numCols, matrix.numRows, true, numbers);
  }
}
