package org.neuronbook.compute;

/**
 * A matrix (rows, columns) inside a larger array, as a factor or the result of a product.
 *
 * @param at where it begins
 * @param stride from one stored row to the next
 * @param turned whether rows and columns are exchanged: element (i, j) is stored in row j
 */
public record Operand(double[] values, int at, int rows, int columns, int stride, boolean turned) {

  /** Rows that lie one behind the other. */
  public static Operand of(double[] values, int at, int rows, int columns) {
    return new Operand(values, at, rows, columns, columns, false);
  }

  public Operand transpose() {
    return new Operand(values, at, columns, rows, stride, !turned);
  }

  /** The n-th of matrices of the same size that lie one behind the other. */
  public Operand matrix(int n) {
    return new Operand(values, at + n * rows * columns, rows, columns, stride, turned);
  }

  /** The part that begins at row i and column j, with at most so many rows and columns. */
  public Operand part(int i, int j, int most, int mostColumns) {
    int down = Math.min(most, rows - i);
    return new Operand(
        values, index(i, j), down, Math.min(mostColumns, columns - j), stride, turned);
  }

  public int index(int i, int j) {
    return at + i * down() + j * right();
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
