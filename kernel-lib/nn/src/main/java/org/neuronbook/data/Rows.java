package org.neuronbook.data;

import java.util.Arrays;

/**
 * Rows of numbers, however they are stored. Pictures stay bytes in memory (MNIST: 47 MB, as doubles
 * 376 MB) and become doubles a batch at a time.
 */
public interface Rows {
  /** The number of rows. */
  int size();

  /** Numbers a row. */
  int width();

  /**
   * Writes one row.
   *
   * @param row 0 to size - 1; not checked
   * @param target Modified: {@code width()} numbers from {@code offset} on.
   */
  void copy(int row, double[] target, int offset);

  /** Row-major doubles. Kept, not copied: do not write to the array afterwards. */
  static Rows of(double[] values, int width) {
    return of(
        values.length / width,
        width,
        (row, target, offset) -> System.arraycopy(values, row * width, target, offset, width));
  }

  /** Rows that are read, or computed, by a function: {@link #copy}. */
  static Rows of(int size, int width, Reader reader) {
    return new Read(size, width, reader);
  }

  /** How one row is written to its place: {@link #copy}. */
  @FunctionalInterface
  interface Reader {
    void copy(int row, double[] target, int offset);
  }

  /** Rows made of their numbers. */
  record Read(int size, int width, Reader reader) implements Rows {
    @Override
    public void copy(int row, double[] target, int offset) {
      reader.copy(row, target, offset);
    }
  }

  /**
   * Row-major unsigned bytes, each divided by {@code maximum}: 255 brings pixels to [0, 1]. Kept,
   * not copied.
   */
  static Rows ofBytes(byte[] values, int width, double maximum) {
    double[] scaled = new double[256];
    Arrays.setAll(scaled, value -> value / maximum);
    return of(
        values.length / width,
        width,
        (row, target, offset) -> {
          for (int i = 0; i < width; i++) {
            target[offset + i] = scaled[values[row * width + i] & 0xff];
          }
        });
  }

  /** Some of these rows in the given order, as a view: nothing is copied but the indices. */
  default Rows select(int... rows) {
    int[] chosen = rows.clone();
    Reader reader = (row, target, offset) -> copy(chosen[row], target, offset);
    return of(chosen.length, width(), reader);
  }
}
