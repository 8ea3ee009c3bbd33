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
    return new Rows() {
      @Override
      public int size() {
        return values.length / width;
      }

      @Override
      public int width() {
        return width;
      }

      @Override
      public void copy(int row, double[] target, int offset) {
        System.arraycopy(values, row * width, target, offset, width);
      }
    };
  }

  /**
   * Row-major unsigned bytes, each divided by {@code maximum}: 255 brings pixels to [0, 1]. Kept,
   * not copied.
   */
  static Rows ofBytes(byte[] values, int width, double maximum) {
    double[] scaled = new double[256];
    Arrays.setAll(scaled, value -> value / maximum);
    return new Rows() {
      @Override
      public int size() {
        return values.length / width;
      }

      @Override
      public int width() {
        return width;
      }

      @Override
      public void copy(int row, double[] target, int offset) {
        for (int i = 0; i < width; i++) {
          target[offset + i] = scaled[values[row * width + i] & 0xff];
        }
      }
    };
  }

  /** Some of these rows in the given order, as a view: nothing is copied but the indices. */
  default Rows select(int... rows) {
    int[] chosen = rows.clone();
    Rows all = this;
    return new Rows() {
      @Override
      public int size() {
        return chosen.length;
      }

      @Override
      public int width() {
        return all.width();
      }

      @Override
      public void copy(int row, double[] target, int offset) {
        all.copy(chosen[row], target, offset);
      }
    };
  }
}
