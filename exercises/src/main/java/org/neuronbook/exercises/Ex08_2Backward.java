package org.neuronbook.exercises;

/** Exercise 08.2: the gradients of the 2-h-1 network by the chain rule. */
public interface Ex08_2Backward {
  /**
   * The derivatives of the loss with respect to the weights, each of the shape of its weights.
   *
   * @param w1 dL/dw1, (2, h)
   * @param b1 dL/db1, (h)
   * @param w2 dL/dw2, (h)
   * @param b2 dL/db2
   */
  record Gradients(double[][] w1, double[] b1, double[] w2, double b2) {}

  /**
   * Computes the gradients of the mean squared error {@code L = 1/n Σ (output[i] - y[i])²} over the
   * batch, where output is the result of exercise 08.1. Nothing is modified.
   *
   * @param x the inputs, (n, 2), n at least 1
   * @param y the targets, (n)
   * @param w1 (2, h)
   * @param b1 (h)
   * @param w2 (h)
   * @param b2 the bias of the output
   */
  Gradients backward(double[][] x, double[] y, double[][] w1, double[] b1, double[] w2, double b2);
}
