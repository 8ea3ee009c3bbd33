package org.neuronbook.tensor;

/**
 * A matrix inside a larger array, as a factor of a product.
 *
 * @param values not modified
 * @param at where it begins
 * @param stride from one stored row to the next
 * @param turned whether rows and columns are exchanged: element (i, j) is stored in row j
 */
record Operand(double[] values, int at, int stride, boolean turned) {

  /** Rows that lie one behind the other. */
  static Operand rows(double[] values, int at, int columns) {
    return new Operand(values, at, columns, false);
  }

  /** The transpose of rows that lie one behind the other. */
  static Operand turned(double[] values, int at, int columns) {
    return new Operand(values, at, columns, true);
  }

  /** The part that begins at row i and column j. */
  Operand from(int i, int j) {
    return new Operand(values, index(i, j), stride, turned);
  }

  /** The n-th of matrices of the same size that lie one behind the other. */
  Operand matrix(int n, int size) {
    return new Operand(values, at + n * size, stride, turned);
  }

  int index(int i, int j) {
    return at + (turned ? j * stride + i : i * stride + j);
  }

  /** From an element to the one below it. */
  int down() {
    return turned ? 1 : stride;
  }

  /** From an element to the one on its right. */
  int right() {
    return turned ? stride : 1;
  }
}
