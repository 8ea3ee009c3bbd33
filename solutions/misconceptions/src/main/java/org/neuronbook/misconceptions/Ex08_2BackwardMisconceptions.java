package org.neuronbook.misconceptions;

import java.util.function.DoubleUnaryOperator;
import org.neuronbook.exercises.Ex08_2Backward;

/** Wrong solutions of exercise 08.2. */
public final class Ex08_2BackwardMisconceptions {
  private static final Ex08_2Backward RIGHT = new Flawed() {};

  private Ex08_2BackwardMisconceptions() {}

  /** The chain rule with the places open where mistakes are made. */
  private abstract static class Flawed implements Ex08_2Backward {
    double error(double a2, double y, int n) {
      return 2.0 / n * (a2 - y);
    }

    double outputSlope(double z2) {
      return sigmoid(z2) * (1 - sigmoid(z2));
    }

    double hiddenSlope(double a1) {
      return a1 * (1 - a1);
    }

    double w2OnTheWayBack(double w2) {
      return w2;
    }

    double activationFor(double a1) {
      return a1;
    }

    double inputFor(double x, double a1) {
      return x;
    }

    int units(double[] w2) {
      return w2.length;
    }

    @Override
    public Gradients backward(
        double[][] x, double[] y, double[][] w1, double[] b1, double[] w2, double b2) {
      int h = units(w2);
      double[][] dw1 = new double[2][w2.length];
      double[] db1 = new double[w2.length];
      double[] dw2 = new double[w2.length];
      double db2 = 0;
      for (int i = 0; i < x.length; i++) {
        double[] a1 = new double[w2.length];
        double z2 = b2;
        for (int j = 0; j < w2.length; j++) {
          a1[j] = sigmoid(x[i][0] * w1[0][j] + x[i][1] * w1[1][j] + b1[j]);
          z2 += a1[j] * w2[j];
        }
        double d2 = error(sigmoid(z2), y[i], x.length) * outputSlope(z2);
        db2 += d2;
        for (int j = 0; j < h; j++) {
          double d1 = d2 * w2OnTheWayBack(w2[j]) * hiddenSlope(a1[j]);
          dw2[j] += d2 * activationFor(a1[j]);
          db1[j] += d1;
          dw1[0][j] += d1 * inputFor(x[i][0], a1[j]);
          dw1[1][j] += d1 * inputFor(x[i][1], a1[j]);
        }
      }
      return new Gradients(dw1, db1, dw2, db2);
    }
  }

  @Wrong(
      why = "forgets the factor 2 of the square",
      killedBy = "findsTheGradientOfTheOutputBias",
      message = "The factor 2 is missing")
  static final class NoTwo extends Flawed {
    @Override
    double error(double a2, double y, int n) {
      return (a2 - y) / n;
    }
  }

  @Wrong(
      why = "forgets the 1/n of the mean",
      killedBy = "findsTheGradientOfTheOutputBias",
      message = "divide the sum over the batch by n")
  static final class NoMean extends Flawed {
    @Override
    double error(double a2, double y, int n) {
      return 2 * (a2 - y);
    }
  }

  @Wrong(
      why = "takes target minus output",
      killedBy = "findsTheGradientOfTheOutputBias",
      message = "The sign is wrong")
  static final class WrongSign extends Flawed {
    @Override
    double error(double a2, double y, int n) {
      return 2.0 / n * (y - a2);
    }
  }

  @Wrong(
      why = "forgets the slope of the output",
      killedBy = "findsTheGradientOfTheOutputBias",
      message = "The slope of the output's sigmoid is missing")
  static final class NoOutputSlope extends Flawed {
    @Override
    double outputSlope(double z2) {
      return 1;
    }
  }

  @Wrong(
      why = "differentiates the sigmoid at the output instead of at z",
      killedBy = "findsTheGradientOfTheOutputBias",
      message = "The sigmoid was applied twice")
  static final class SlopeOfOutput extends Flawed {
    @Override
    double outputSlope(double z2) {
      double twice = sigmoid(sigmoid(z2));
      return twice * (1 - twice);
    }
  }

  @Wrong(
      why = "puts z where the formula has the output",
      killedBy = "findsTheGradientOfTheOutputBias",
      message = "not z2 (1 - z2)")
  static final class SlopeOfZ extends Flawed {
    @Override
    double outputSlope(double z2) {
      return z2 * (1 - z2);
    }
  }

  @Wrong(
      why = "forgets the activations in the gradient of w2",
      killedBy = "findsTheGradientOfTheOutputWeights",
      message = "The hidden activations are missing")
  static final class NoActivation extends Flawed {
    @Override
    double activationFor(double a1) {
      return 1;
    }
  }

  @Wrong(
      why = "forgets the slope of the hidden units",
      killedBy = "findsTheGradientOfTheHiddenBiases",
      message = "The slope of the hidden sigmoid is missing")
  static final class NoHiddenSlope extends Flawed {
    @Override
    double hiddenSlope(double a1) {
      return 1;
    }
  }

  @Wrong(
      why = "differentiates the sigmoid at the activation instead of at z",
      killedBy = "findsTheGradientOfTheHiddenBiases",
      message = "The sigmoid was applied twice")
  static final class HiddenSlopeTwice extends Flawed {
    @Override
    double hiddenSlope(double a1) {
      return sigmoid(a1) * (1 - sigmoid(a1));
    }
  }

  @Wrong(
      why = "sends the error back without w2",
      killedBy = "findsTheGradientOfTheHiddenBiases",
      message = "multiplied by w2[j]")
  static final class SkipsW2 extends Flawed {
    @Override
    double w2OnTheWayBack(double w2) {
      return 1;
    }
  }

  @Wrong(
      why = "takes the activations for the inputs",
      killedBy = "findsTheGradientOfTheHiddenWeights",
      message = "dL/dw1[k][j] = Σ x[i][k] d1[i][j]")
  static final class ActivationForInput extends Flawed {
    @Override
    double inputFor(double x, double a1) {
      return a1;
    }
  }

  @Wrong(
      why = "forgets the inputs in the gradient of w1",
      killedBy = "findsTheGradientOfTheHiddenWeights",
      message = "The inputs are missing")
  static final class NoInput extends Flawed {
    @Override
    double inputFor(double x, double a1) {
      return 1;
    }
  }

  @Wrong(
      why = "has two hidden units, always",
      killedBy = "agreesWithFiniteDifferencesForAnySize",
      message = "Expected is the central difference")
  static final class AlwaysTwo extends Flawed {
    @Override
    int units(double[] w2) {
      return Math.min(2, w2.length);
    }
  }

  @Wrong(
      why = "computes the slope as exp(z) / (1 + exp(z))²",
      killedBy = "staysANumberWhereTheSigmoidIsFlat",
      message = "NaN (not a number)")
  static final class OverflowingSlope extends Flawed {
    @Override
    double outputSlope(double z2) {
      return Math.exp(z2) / ((1 + Math.exp(z2)) * (1 + Math.exp(z2)));
    }
  }

  @Wrong(
      why = "lets w2 step before the error has gone through it",
      killedBy = "findsTheGradientOfTheHiddenBiases",
      message = "Use w2 as it was in the forward pass")
  static final class UpdatedW2 implements Ex08_2Backward {
    @Override
    public Gradients backward(
        double[][] x, double[] y, double[][] w1, double[] b1, double[] w2, double b2) {
      Gradients right = RIGHT.backward(x, y, w1, b1, w2, b2);
      double[] db1 = right.b1().clone();
      double[][] dw1 = {right.w1()[0].clone(), right.w1()[1].clone()};
      for (int j = 0; j < w2.length; j++) {
        double updated = (w2[j] - right.w2()[j]) / w2[j];
        db1[j] *= updated;
        dw1[0][j] *= updated;
        dw1[1][j] *= updated;
      }
      return new Gradients(dw1, db1, right.w2(), right.b2());
    }
  }

  @Wrong(
      why = "overwrites the gradient of b1 in every row",
      killedBy = "findsTheGradientOfTheHiddenBiases",
      message = "+= instead of =")
  static final class LastRowOnly implements Ex08_2Backward {
    @Override
    public Gradients backward(
        double[][] x, double[] y, double[][] w1, double[] b1, double[] w2, double b2) {
      Gradients right = RIGHT.backward(x, y, w1, b1, w2, b2);
      int last = x.length - 1;
      Gradients one =
          RIGHT.backward(new double[][] {x[last]}, new double[] {y[last]}, w1, b1, w2, b2);
      DoubleUnaryOperator share = v -> v / x.length;
      double[] db1 = java.util.Arrays.stream(one.b1()).map(share).toArray();
      return new Gradients(right.w1(), db1, right.w2(), right.b2());
    }
  }

  @Wrong(
      why = "returns the transpose of the gradient of w1",
      killedBy = "findsTheGradientOfTheHiddenWeights",
      message = "the transpose of the expected matrix")
  static final class TransposedW1 implements Ex08_2Backward {
    @Override
    public Gradients backward(
        double[][] x, double[] y, double[][] w1, double[] b1, double[] w2, double b2) {
      Gradients right = RIGHT.backward(x, y, w1, b1, w2, b2);
      double[][] turned = new double[w2.length][2];
      for (int j = 0; j < w2.length; j++) {
        turned[j][0] = right.w1()[0][j];
        turned[j][1] = right.w1()[1][j];
      }
      return new Gradients(turned, right.b1(), right.w2(), right.b2());
    }
  }

  @Wrong(
      why = "takes the step itself",
      killedBy = "leavesItsInputsAlone",
      message = "changed its input w2")
  static final class TakesTheStep implements Ex08_2Backward {
    @Override
    public Gradients backward(
        double[][] x, double[] y, double[][] w1, double[] b1, double[] w2, double b2) {
      Gradients right = RIGHT.backward(x, y, w1, b1, w2, b2);
      for (int j = 0; j < w2.length; j++) {
        w2[j] -= 0.1 * right.w2()[j];
      }
      return right;
    }
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
