package org.neuronbook.grader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * A number, an array or a matrix as one list of numbers that knows its shape.
 *
 * @param values the numbers, row by row
 * @param rowLengths the length of each row; null for an array or a single number
 * @param single whether this is one number and no array
 */
record Numbers(double[] values, int[] rowLengths, boolean single) {

  /** The numbers in a value, or null if it is not made of numbers alone. */
  static Numbers of(Object value) {
    if (value instanceof Double || value instanceof Integer || value instanceof Long) {
      return new Numbers(new double[] {((Number) value).doubleValue()}, null, true);
    }
    if (value instanceof double[] array) {
      return new Numbers(array.clone(), null, false);
    }
    if (value instanceof int[] array) {
      return new Numbers(Arrays.stream(array).asDoubleStream().toArray(), null, false);
    }
    if (value instanceof double[][] matrix) {
      return ofRows(Arrays.asList(matrix));
    }
    if (value instanceof DMatrixRMaj matrix) {
      return ofRows(Arrays.asList(rows(matrix)));
    }
    if (value instanceof int[][] matrix) {
      List<double[]> rows = new ArrayList<>();
      for (int[] row : matrix) {
        rows.add(row == null ? null : Arrays.stream(row).asDoubleStream().toArray());
      }
      return ofRows(rows);
    }
    return null;
  }

  /** An EJML matrix as an array of its rows. */
  static double[][] rows(DMatrixRMaj matrix) {
    var rows = new double[matrix.numRows][];
    for (int i = 0; i < rows.length; i++) {
      int begin = i * matrix.numCols;
      rows[i] = Arrays.copyOfRange(matrix.data, begin, begin + matrix.numCols);
    }
    return rows;
  }

  private static Numbers ofRows(List<double[]> rows) {
    if (rows.contains(null)) {
      return null;
    }
    int[] lengths = rows.stream().mapToInt(row -> row.length).toArray();
    double[] values = rows.stream().flatMapToDouble(Arrays::stream).toArray();
    return new Numbers(values, lengths, false);
  }

  boolean isMatrix() {
    return rowLengths != null;
  }

  /** For example {@code 3 values} or {@code a matrix of 2 rows and 3 columns}. */
  String shape() {
    if (single) {
      return "a number";
    }
    if (rowLengths == null) {
      return values.length == 1 ? "1 value" : values.length + " values";
    }
    boolean even = Arrays.stream(rowLengths).distinct().count() <= 1;
    int columns = rowLengths.length == 0 ? 0 : rowLengths[0];
    return even
        ? "a matrix of shape (" + rowLengths.length + ", " + columns + ")"
        : "a matrix whose rows have the lengths " + Arrays.toString(rowLengths);
  }

  /** Where the i-th number stands: nothing, {@code [i]} or {@code [row][column]}. */
  int[] index(int i) {
    if (single) {
      return new int[0];
    }
    if (rowLengths == null) {
      return new int[] {i};
    }
    int row = 0;
    int column = i;
    while (column >= rowLengths[row]) {
      column -= rowLengths[row++];
    }
    return new int[] {row, column};
  }

  /** The transpose of a matrix with rows of one length, or null. */
  Numbers transposed() {
    if (rowLengths == null || rowLengths.length == 0 || rowLengths[0] == 0) {
      return null;
    }
    int rows = rowLengths.length;
    int columns = rowLengths[0];
    if (rows * columns != values.length) {
      return null;
    }
    var turned = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      turned[(i % columns) * rows + i / columns] = values[i];
    }
    var lengths = new int[columns];
    Arrays.fill(lengths, rows);
    return new Numbers(turned, lengths, false);
  }

  boolean sameShape(Numbers other) {
    return single == other.single
        && values.length == other.values.length
        && Arrays.equals(rowLengths, other.rowLengths);
  }

  /** Whether all numbers agree within the tolerance, see {@link #close}. */
  boolean isCloseTo(Numbers expected, double tolerance) {
    if (!sameShape(expected)) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      if (!close(values[i], expected.values[i], tolerance)) {
        return false;
      }
    }
    return true;
  }

  /** The same with equal things that are no numbers: NaN here is NaN there. */
  boolean isSame(Numbers other, double tolerance) {
    if (!sameShape(other)) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      boolean noNumbers = Double.isNaN(values[i]) && Double.isNaN(other.values[i]);
      if (!noNumbers && !close(values[i], other.values[i], tolerance)) {
        return false;
      }
    }
    return true;
  }

  /** {@code |actual - expected| <= tolerance * max(1, |expected|)}; equal infinities agree. */
  static boolean close(double actual, double expected, double tolerance) {
    return actual == expected
        || Double.isFinite(expected)
            && Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected));
  }

  /** {@code [1][0]} for 1 and 0. */
  static String indexText(int[] index) {
    var text = new StringBuilder();
    for (int i : index) {
      text.append('[').append(i).append(']');
    }
    return text.toString();
  }
}
