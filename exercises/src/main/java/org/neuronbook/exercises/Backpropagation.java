package org.neuronbook.exercises;

import java.util.EnumSet;
import java.util.Set;
import org.neuronbook.exercises.Ex08_2Backward.Gradients;

/**
 * The chain rule for {@link SigmoidNetwork}, with flaws on request: what a learner's gradient is
 * compared with in order to name the mistake in it. Whether a gradient is right is decided by a
 * gradient check as well, not by this class alone.
 */
final class Backpropagation {
  enum Flaw {
    /** d(e²) taken to be e. */
    NO_TWO,
    /** The sum over the batch is not divided by n. */
    NO_MEAN,
    /** y - output in place of output - y. */
    SIGN,
    /** The output's sigmoid is not differentiated. */
    NO_OUTPUT_SLOPE,
    /** σ'(z) = σ(z)(1 - σ(z)) with the output put in for z. */
    OUTPUT_SLOPE_OF_OUTPUT,
    /** z(1 - z) in place of a(1 - a), at the output. */
    OUTPUT_SLOPE_OF_Z,
    /** The hidden sigmoid is not differentiated. */
    NO_HIDDEN_SLOPE,
    /** σ'(z) = σ(z)(1 - σ(z)) with the activation put in for z, in the hidden layer. */
    HIDDEN_SLOPE_OF_ACTIVATION,
    /** The error goes back without passing w2. */
    NO_W2,
    /** Only the last row of the batch counts for b1 and w1. */
    LAST_ROW_ONLY,
    /** The gradient of w2 without the activations. */
    NO_ACTIVATION,
    /** The gradient of w1 without the inputs. */
    NO_INPUT
  }

  private Backpropagation() {}

  static Gradients of(SigmoidNetwork network, double[][] x, double[] y, Flaw... flaws) {
    Set<Flaw> flawed = EnumSet.noneOf(Flaw.class);
    flawed.addAll(java.util.Arrays.asList(flaws));
    int hidden = network.hidden();
    var w1 = new double[2][hidden];
    var b1 = new double[hidden];
    var w2 = new double[hidden];
    double b2 = 0;
    double[] z2 = network.forward(x, SigmoidNetwork::sigmoid, z -> z);
    for (int i = 0; i < x.length; i++) {
      double d2 = outputError(z2[i], y[i], x.length, flawed);
      b2 += d2;
      if (flawed.contains(Flaw.LAST_ROW_ONLY) && i == x.length - 1) {
        w1 = new double[2][hidden];
        b1 = new double[hidden];
      }
      for (int j = 0; j < hidden; j++) {
        double a1 = SigmoidNetwork.sigmoid(network.preActivation(x[i], j));
        double d1 = d2 * (flawed.contains(Flaw.NO_W2) ? 1 : network.w2()[j]) * slope(a1, flawed);
        w2[j] += flawed.contains(Flaw.NO_ACTIVATION) ? d2 : d2 * a1;
        b1[j] += d1;
        for (int k = 0; k < 2; k++) {
          w1[k][j] += flawed.contains(Flaw.NO_INPUT) ? d1 : d1 * x[i][k];
        }
      }
    }
    return new Gradients(w1, b1, w2, b2);
  }

  /** dL/dz2 for one row: 2/n (a2 - y) a2 (1 - a2). */
  private static double outputError(double z, double y, int n, Set<Flaw> flawed) {
    double a = SigmoidNetwork.sigmoid(z);
    double factor = flawed.contains(Flaw.NO_TWO) ? 1 : 2;
    double mean = flawed.contains(Flaw.NO_MEAN) ? 1 : n;
    double error = flawed.contains(Flaw.SIGN) ? y - a : a - y;
    double slope = a * (1 - a);
    if (flawed.contains(Flaw.NO_OUTPUT_SLOPE)) {
      slope = 1;
    } else if (flawed.contains(Flaw.OUTPUT_SLOPE_OF_OUTPUT)) {
      slope = SigmoidNetwork.sigmoid(a) * (1 - SigmoidNetwork.sigmoid(a));
    } else if (flawed.contains(Flaw.OUTPUT_SLOPE_OF_Z)) {
      slope = z * (1 - z);
    }
    return factor / mean * error * slope;
  }

  private static double slope(double a, Set<Flaw> flawed) {
    if (flawed.contains(Flaw.NO_HIDDEN_SLOPE)) {
      return 1;
    }
    double s = flawed.contains(Flaw.HIDDEN_SLOPE_OF_ACTIVATION) ? SigmoidNetwork.sigmoid(a) : a;
    return s * (1 - s);
  }
}
