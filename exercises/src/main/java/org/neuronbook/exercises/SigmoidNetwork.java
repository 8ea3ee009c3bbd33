package org.neuronbook.exercises;

import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The graders' own 2-h-1 network: weights, an independent forward pass, and a gradient by the chain
 * rule that can be given flaws, in order to recognise them in a learner's numbers.
 *
 * @param w1 (2, h)
 * @param b1 (h)
 * @param w2 (h)
 * @param b2 one number, in an array so that a gradient check can move it
 */
record SigmoidNetwork(double[][] w1, double[] b1, double[] w2, double[] b2) {

  static SigmoidNetwork random(int hidden, RandomGenerator random) {
    return new SigmoidNetwork(
        new double[][] {gaussians(hidden, random), gaussians(hidden, random)},
        gaussians(hidden, random),
        gaussians(hidden, random),
        gaussians(1, random));
  }

  static double[][] inputs(int n, RandomGenerator random) {
    var x = new double[n][];
    for (int i = 0; i < n; i++) {
      x[i] = gaussians(2, random);
    }
    return x;
  }

  private static double[] gaussians(int n, RandomGenerator random) {
    return random.doubles(n).map(ignored -> random.nextGaussian()).toArray();
  }

  int hidden() {
    return w2.length;
  }

  /** Stable for every z: the exponent is never positive. */
  static double sigmoid(double z) {
    double e = Math.exp(-Math.abs(z));
    return z >= 0 ? 1 / (1 + e) : e / (1 + e);
  }

  double[] forward(double[][] x) {
    return forward(x, SigmoidNetwork::sigmoid, SigmoidNetwork::sigmoid);
  }

  /** The forward pass with other activations. */
  double[] forward(double[][] x, DoubleUnaryOperator inside, DoubleUnaryOperator outside) {
    var output = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double z = b2[0];
      for (int j = 0; j < hidden(); j++) {
        z += inside.applyAsDouble(preActivation(x[i], j)) * w2[j];
      }
      output[i] = outside.applyAsDouble(z);
    }
    return output;
  }

  double preActivation(double[] row, int j) {
    return row[0] * w1[0][j] + row[1] * w1[1][j] + b1[j];
  }

  /** L = mean over i of (output[i] - y[i])². */
  double loss(double[][] x, double[] y) {
    double[] output = forward(x);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += (output[i] - y[i]) * (output[i] - y[i]);
    }
    return sum / y.length;
  }

  /** The same network with other output weights. */
  SigmoidNetwork withW2(double[] other) {
    return new SigmoidNetwork(w1, b1, other, b2);
  }
}
