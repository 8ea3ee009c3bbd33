package org.neuronbook.grader.wire;

import java.nio.ByteBuffer;
import org.ejml.data.DMatrixRMaj;

/** EJML's dense matrices: rows, columns, then the numbers row by row. */
final class MatrixCodec implements Codec {
  /** Without numbers there are no bytes that a shape could be measured by. */
  private static final int LONGEST_EMPTY = 10_000;

  @Override
  public void write(Object value, Out out) {
    var matrix = (DMatrixRMaj) value;
    long size = (long) matrix.numRows * matrix.numCols;
    if (matrix.numRows < 0 || matrix.numCols < 0 || matrix.data.length < size) {
      throw new IllegalArgumentException(
          "a matrix of %d rows and %d columns has only %d numbers"
              .formatted(matrix.numRows, matrix.numCols, matrix.data.length));
    }
    ByteBuffer bytes = out.room(2 * Integer.BYTES + Double.BYTES * size);
    bytes.putInt(matrix.numRows).putInt(matrix.numCols);
    bytes.asDoubleBuffer().put(matrix.data, 0, (int) size);
    bytes.position(bytes.position() + Double.BYTES * (int) size);
  }

  @Override
  public Object read(In in) throws ProtocolException {
    ByteBuffer shape = in.need(2 * Integer.BYTES);
    int rows = shape.getInt();
    int columns = shape.getInt();
    long size = (long) rows * columns;
    boolean tooMany = size > Integer.MAX_VALUE / Double.BYTES;
    boolean tooLong = size == 0 && Math.max(rows, columns) > LONGEST_EMPTY;
    if (rows < 0 || columns < 0 || tooMany || tooLong) {
      throw new ProtocolException(
          "a frame announces a matrix of %d rows and %d columns".formatted(rows, columns));
    }
    int bytes = Double.BYTES * (int) size;
    ByteBuffer numbers = in.need(bytes);
    var matrix = new DMatrixRMaj(rows, columns);
    numbers.asDoubleBuffer().get(matrix.data, 0, (int) size);
    in.skip(bytes);
    return matrix;
  }

  @Override
  public boolean mutable() {
    return true;
  }

  /** The shape, too: EJML's matrices can be reshaped in place. */
  @Override
  public void copyBack(Object changed, Object original) {
    ((DMatrixRMaj) original).setTo((DMatrixRMaj) changed);
  }
}
