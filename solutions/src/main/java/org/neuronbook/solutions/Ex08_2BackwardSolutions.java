package org.neuronbook.solutions;

import java.util.function.DoubleUnaryOperator;
import org.neuronbook.exercises.Ex08_2Backward;

/** Right and wrong solutions of exercise 08.2. */
public final class Ex08_2BackwardSolutions {
  private Ex08_2BackwardSolutions() {}

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  @Reference
  public static final class RowByRow implements Ex08_2Backward {
    @Override
    public Gradients backward(
        double[][] x, double[] y, double[][] w1, double[] b1, double[] w2, double b2) {
      int n = x.length;
      int h = w2.length;
      double[][] dw1 = new double[2][h];
      double[] db1 = new double[h];
      double[] dw2 = new double[h];
      double db2 = 0;
      for (int i = 0; i < n; i++) {
        double[] a1 = new double[h]; // (h)
        double z2 = b2;
        for (int j = 0; j < h; j++) {
          a1[j] = sigmoid(x[i][0] * w1[0][j] + x[i][1] * w1[1][j] + b1[j]);
          z2 += a1[j] * w2[j];
        }
        double a2 = sigmoid(z2);
        double d2 = 2.0 / n * (a2 - y[i]) * a2 * (1 - a2); // dL/dz2
        db2 += d2;
        for (int j = 0; j < h; j++) {
          double d1 = d2 * w2[j] * a1[j] * (1 - a1[j]); // dL/dz1[j]
          dw2[j] += d2 * a1[j];
          db1[j] += d1;
          dw1[0][j] += d1 * x[i][0];
          dw1[1][j] += d1 * x[i][1];
        }
      }
      return new Gradients(dw1, db1, dw2, db2);
    }
  }

  @Right("layer by layer, as matrix products")
  public static final class Matrices implements Ex08_2Backward {
    @Override
    public Gradients backward(
        double[][] x, double[] y, double[][] w1, double[] b1, double[] w2, double b2) {
      int n = x.length;
      int h = w2.length;
      double[][] a1 = new double[n][h]; // (n, h)
      double[] d2 = new double[n]; // (n)
      for (int i = 0; i < n; i++) {
        double z2 = b2;
        for (int j = 0; j < h; j++) {
          a1[i][j] = sigmoid(x[i][0] * w1[0][j] + x[i][1] * w1[1][j] + b1[j]);
          z2 += a1[i][j] * w2[j];
        }
        d2[i] = (sigmoid(z2) - y[i]) * slope(z2);
      }
      double[][] dw1 = new double[2][h]; // (2, h)
      double[] db1 = new double[h]; // (h)
      double[] dw2 = new double[h]; // (h)
      double db2 = 0;
      for (int j = 0; j < h; j++) {
        for (int i = 0; i < n; i++) {
          double d1 = 2 * d2[i] * w2[j] * (a1[i][j] - a1[i][j] * a1[i][j]) / n;
          dw1[0][j] += x[i][0] * d1;
          dw1[1][j] += x[i][1] * d1;
          db1[j] += d1;
          dw2[j] += 2 * a1[i][j] * d2[i] / n;
        }
      }
      for (double d : d2) {
        db2 += 2 * d / n;
      }
      return new Gradients(dw1, db1, dw2, db2);
    }

    private static double slope(double z) {
      double e = Math.exp(-Math.abs(z));
      return e / ((1 + e) * (1 + e));
    }
  }

  @Right("treats the biases as weights of a constant input 1")
  public static final class BiasAsWeight implements Ex08_2Backward {
    @Override
    public Gradients backward(
        double[][] x, double[] y, double[][] w1, double[] b1, double[] w2, double b2) {
      int h = w2.length;
      double[][] all = {w1[0], w1[1], b1}; // (3, h)
      double[][] dAll = new double[3][h];
      double[] dOut = new double[h + 1];
      for (int i = 0; i < x.length; i++) {
        double[] row = {x[i][0], x[i][1], 1};
        double[] a1 = new double[h + 1];
        a1[h] = 1;
        double z2 = b2;
        for (int j = 0; j < h; j++) {
          double z1 = 0;
          for (int k = 0; k < 3; k++) {
            z1 += row[k] * all[k][j];
          }
          a1[j] = sigmoid(z1);
          z2 += a1[j] * w2[j];
        }
        double a2 = sigmoid(z2);
        double d2 = (a2 - y[i]) * a2 * (1 - a2) / (0.5 * x.length);
        for (int j = 0; j <= h; j++) {
          dOut[j] += d2 * a1[j];
          for (int k = 0; k < 3 && j < h; k++) {
            dAll[k][j] += d2 * w2[j] * a1[j] * (1 - a1[j]) * row[k];
          }
        }
      }
      double[] dw2 = java.util.Arrays.copyOf(dOut, h);
      return new Gradients(new double[][] {dAll[0], dAll[1]}, dAll[2], dw2, dOut[h]);
    }
  }

  @Right("averages the gradients of single rows")
  public static final class MeanOfRows implements Ex08_2Backward {
    @Override
    public Gradients backward(
        double[][] x, double[] y, double[][] w1, double[] b1, double[] w2, double b2) {
      int n = x.length;
      int h = w2.length;
      double[][] dw1 = new double[2][h];
      double[] db1 = new double[h];
      double[] dw2 = new double[h];
      double db2 = 0;
      for (int i = 0; i < n; i++) {
        Gradients one =
            new RowByRow().backward(new double[][] {x[i]}, new double[] {y[i]}, w1, b1, w2, b2);
        for (int j = 0; j < h; j++) {
          dw1[0][j] += one.w1()[0][j] / n;
          dw1[1][j] += one.w1()[1][j] / n;
          db1[j] += one.b1()[j] / n;
          dw2[j] += one.w2()[j] / n;
        }
        db2 += one.b2() / n;
      }
      return new Gradients(dw1, db1, dw2, db2);
    }
  }

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
  public static final class NoTwo extends Flawed {
    @Override
    double error(double a2, double y, int n) {
      return (a2 - y) / n;
    }
  }

  @Wrong(
      why = "forgets the 1/n of the mean",
      killedBy = "findsTheGradientOfTheOutputBias",
      message = "divide the sum over the batch by n")
  public static final class NoMean extends Flawed {
    @Override
    double error(double a2, double y, int n) {
      return 2 * (a2 - y);
    }
  }

  @Wrong(
      why = "takes target minus output",
      killedBy = "findsTheGradientOfTheOutputBias",
      message = "The sign is wrong")
  public static final class WrongSign extends Flawed {
    @Override
    double error(double a2, double y, int n) {
      return 2.0 / n * (y - a2);
    }
  }

  @Wrong(
      why = "forgets the slope of the output",
      killedBy = "findsTheGradientOfTheOutputBias",
      message = "The slope of the output's sigmoid is missing")
  public static final class NoOutputSlope extends Flawed {
    @Override
    double outputSlope(double z2) {
      return 1;
    }
  }

  @Wrong(
      why = "differentiates the sigmoid at the output instead of at z",
      killedBy = "findsTheGradientOfTheOutputBias",
      message = "The sigmoid was applied twice")
  public static final class SlopeOfOutput extends Flawed {
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
  public static final class SlopeOfZ extends Flawed {
    @Override
    double outputSlope(double z2) {
      return z2 * (1 - z2);
    }
  }

  @Wrong(
      why = "forgets the activations in the gradient of w2",
      killedBy = "findsTheGradientOfTheOutputWeights",
      message = "The hidden activations are missing")
  public static final class NoActivation extends Flawed {
    @Override
    double activationFor(double a1) {
      return 1;
    }
  }

  @Wrong(
      why = "forgets the slope of the hidden units",
      killedBy = "findsTheGradientOfTheHiddenBiases",
      message = "The slope of the hidden sigmoid is missing")
  public static final class NoHiddenSlope extends Flawed {
    @Override
    double hiddenSlope(double a1) {
      return 1;
    }
  }

  @Wrong(
      why = "differentiates the sigmoid at the activation instead of at z",
      killedBy = "findsTheGradientOfTheHiddenBiases",
      message = "The sigmoid was applied twice")
  public static final class HiddenSlopeTwice extends Flawed {
    @Override
    double hiddenSlope(double a1) {
      return sigmoid(a1) * (1 - sigmoid(a1));
    }
  }

  @Wrong(
      why = "sends the error back without w2",
      killedBy = "findsTheGradientOfTheHiddenBiases",
      message = "multiplied by w2[j]")
  public static final class SkipsW2 extends Flawed {
    @Override
    double w2OnTheWayBack(double w2) {
      return 1;
    }
  }

  @Wrong(
      why = "takes the activations for the inputs",
      killedBy = "findsTheGradientOfTheHiddenWeights",
      message = "dL/dw1[k][j] = Σ x[i][k] d1[i][j]")
  public static final class ActivationForInput extends Flawed {
    @Override
    double inputFor(double x, double a1) {
      return a1;
    }
  }

  @Wrong(
      why = "forgets the inputs in the gradient of w1",
      killedBy = "findsTheGradientOfTheHiddenWeights",
      message = "The inputs are missing")
  public static final class NoInput extends Flawed {
    @Override
    double inputFor(double x, double a1) {
      return 1;
    }
  }

  @Wrong(
      why = "has two hidden units, always",
      killedBy = "agreesWithFiniteDifferencesForAnySize",
      message = "Expected is the central difference")
  public static final class AlwaysTwo extends Flawed {
    @Override
    int units(double[] w2) {
      return Math.min(2, w2.length);
    }
  }

  @Wrong(
      why = "computes the slope as exp(z) / (1 + exp(z))²",
      killedBy = "staysANumberWhereTheSigmoidIsFlat",
      message = "NaN (not a number)")
  public static final class OverflowingSlope extends Flawed {
    @Override
    double outputSlope(double z2) {
      return Math.exp(z2) / ((1 + Math.exp(z2)) * (1 + Math.exp(z2)));
    }
  }

  @Wrong(
      why = "lets w2 step before the error has gone through it",
      killedBy = "findsTheGradientOfTheHiddenBiases",
      message = "Use w2 as it was in the forward pass")
  public static final class UpdatedW2 implements Ex08_2Backward {
    @Override
    public Gradients backward(
        double[][] x, double[] y, double[][] w1, double[] b1, double[] w2, double b2) {
      Gradients right = new RowByRow().backward(x, y, w1, b1, w2, b2);
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
  public static final class LastRowOnly implements Ex08_2Backward {
    @Override
    public Gradients backward(
        double[][] x, double[] y, double[][] w1, double[] b1, double[] w2, double b2) {
      Gradients right = new RowByRow().backward(x, y, w1, b1, w2, b2);
      int last = x.length - 1;
      Gradients one =
          new RowByRow().backward(new double[][] {x[last]}, new double[] {y[last]}, w1, b1, w2, b2);
      DoubleUnaryOperator share = v -> v / x.length;
      double[] db1 = java.util.Arrays.stream(one.b1()).map(share).toArray();
      return new Gradients(right.w1(), db1, right.w2(), right.b2());
    }
  }

  @Wrong(
      why = "returns the transpose of the gradient of w1",
      killedBy = "findsTheGradientOfTheHiddenWeights",
      message = "the transpose of the expected matrix")
  public static final class TransposedW1 implements Ex08_2Backward {
    @Override
    public Gradients backward(
        double[][] x, double[] y, double[][] w1, double[] b1, double[] w2, double b2) {
      Gradients right = new RowByRow().backward(x, y, w1, b1, w2, b2);
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
  public static final class TakesTheStep implements Ex08_2Backward {
    @Override
    public Gradients backward(
        double[][] x, double[] y, double[][] w1, double[] b1, double[] w2, double b2) {
      Gradients right = new RowByRow().backward(x, y, w1, b1, w2, b2);
      for (int j = 0; j < w2.length; j++) {
        w2[j] -= 0.1 * right.w2()[j];
      }
      return right;
    }
  }
}
