package org.neuronbook.exercises;

/** Exercise 10.2: standardise the features, without a look at the test set. */
public interface Ex10_2Standardise {
  /**
   * The standardised features.
   *
   * @param train (n, d)
   * @param test (m, d)
   */
  record Split(double[][] train, double[][] test) {}

  /**
   * Computes {@code (x[i][j] - mean[j]) / std[j]} for every number of both sets, where mean and
   * standard deviation of column j come from the training set alone: {@code std[j] = sqrt(1/n Σ
   * (train[i][j] - mean[j])²)}, divided by n. A column whose training values are all equal becomes
   * 0 in both sets. Nothing is modified.
   *
   * @param train (n, d), n at least 1
   * @param test (m, d); m may be 0
   */
  Split standardise(double[][] train, double[][] test);
}
