package org.neuronbook.exercises;

/** Exercise 08.1: the forward pass of a network with two inputs, h hidden units and one output. */
public interface Ex08_1Forward {
  /**
   * Computes {@code σ(σ(x · w1 + b1) · w2 + b2)} for every row of x, where {@code σ(z) = 1 / (1 +
   * exp(-z))} is applied to each number. Nothing is modified, and no z, however large, leads to
   * NaN.
   *
   * @param x the inputs, (n, 2)
   * @param w1 the weights from the inputs to the hidden units, (2, h)
   * @param b1 the biases of the hidden units, (h)
   * @param w2 the weights from the hidden units to the output, (h)
   * @param b2 the bias of the output
   * @return the outputs, (n), each between 0 and 1
   */
  double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2);
}
