package org.neuronbook.exercises;

/** Exercise 00.1: subtract the mean, so that the numbers lie around 0. */
public interface Ex00_1Centre {
  /**
   * Computes {@code x[i] - m} for every i, where m is the mean of x: {@code m = (x[0] + ... + x[n -
   * 1]) / n}.
   *
   * @param x n numbers. Not modified.
   * @return a new array of n numbers whose mean is 0; empty if x is empty
   */
  double[] centre(double[] x);
}
