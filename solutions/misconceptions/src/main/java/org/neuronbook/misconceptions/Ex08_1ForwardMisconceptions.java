package org.neuronbook.misconceptions;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.neuronbook.exercises.Ex08_1Forward;

/** Wrong solutions of exercise 08.1. */
public final class Ex08_1ForwardMisconceptions {
  private Ex08_1ForwardMisconceptions() {}

  @Wrong(
      why = "returns the output's z",
      killedBy = "computesTheOutputForOneRow",
      message = "The sigmoid of the output is missing")
  static final class LinearOutput implements Ex08_1Forward {
    @Override
    public double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
      return flawed(x, w1, b1, w2, b2, Ex08_1ForwardMisconceptions::sigmoid, z -> z);
    }
  }

  @Wrong(
      why = "leaves the hidden units linear",
      killedBy = "computesTheOutputForOneRow",
      message = "The sigmoid of the hidden units is missing")
  static final class LinearHidden implements Ex08_1Forward {
    @Override
    public double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
      return flawed(x, w1, b1, w2, b2, z -> z, Ex08_1ForwardMisconceptions::sigmoid);
    }
  }

  @Wrong(
      why = "uses tanh in the hidden layer",
      killedBy = "computesTheOutputForOneRow",
      message = "The hidden units use tanh")
  static final class TanhHidden implements Ex08_1Forward {
    @Override
    public double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
      return flawed(x, w1, b1, w2, b2, Math::tanh, Ex08_1ForwardMisconceptions::sigmoid);
    }
  }

  @Wrong(
      why = "forgets the minus in the sigmoid",
      killedBy = "computesTheOutputForOneRow",
      message = "1 / (1 + exp(-z)), with a minus")
  static final class FallingSigmoid implements Ex08_1Forward {
    @Override
    public double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
      DoubleUnaryOperator falling = z -> 1 / (1 + Math.exp(z));
      return flawed(x, w1, b1, w2, b2, falling, falling);
    }
  }

  @Wrong(
      why = "forgets the hidden biases",
      killedBy = "computesTheOutputForOneRow",
      message = "The hidden biases b1 are missing")
  static final class NoHiddenBias implements Ex08_1Forward {
    @Override
    public double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
      return right(x, w1, new double[b1.length], w2, b2);
    }
  }

  @Wrong(
      why = "forgets the output's bias",
      killedBy = "computesTheOutputForOneRow",
      message = "The output's bias b2 is missing")
  static final class NoOutputBias implements Ex08_1Forward {
    @Override
    public double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
      return right(x, w1, b1, w2, 0);
    }
  }

  @Wrong(
      why = "reads w1 the wrong way round",
      killedBy = "computesTheOutputForOneRow",
      message = "Rows and columns of w1 are swapped")
  static final class SwappedIndices implements Ex08_1Forward {
    @Override
    public double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
      double[] output = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        double z2 = b2;
        for (int j = 0; j < w2.length; j++) {
          z2 += w2[j] * sigmoid(x[i][0] * w1[j][0] + x[i][1] * w1[j][1] + b1[j]);
        }
        output[i] = sigmoid(z2);
      }
      return output;
    }
  }

  @Wrong(
      why = "answers with the class instead of the output",
      killedBy = "computesTheOutputForOneRow",
      message = "rounded to 0 or 1")
  static final class Rounded implements Ex08_1Forward {
    @Override
    public double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
      return Arrays.stream(right(x, w1, b1, w2, b2)).map(Math::rint).toArray();
    }
  }

  @Wrong(
      why = "carries the sum over to the next row",
      killedBy = "treatsEachRowByItself",
      message = "Is a sum carried over from one row to the next?")
  static final class CarriesOver implements Ex08_1Forward {
    @Override
    public double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
      double[] output = new double[x.length];
      double z2 = b2;
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < w2.length; j++) {
          z2 += w2[j] * sigmoid(x[i][0] * w1[0][j] + x[i][1] * w1[1][j] + b1[j]);
        }
        output[i] = sigmoid(z2);
      }
      return output;
    }
  }

  @Wrong(
      why = "has two hidden units, always",
      killedBy = "worksForAnyNumberOfRowsAndHiddenUnits",
      message = "does a loop take the number of hidden units to be 2?")
  static final class AlwaysTwo implements Ex08_1Forward {
    @Override
    public double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
      int h = 2;
      double[] output = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        double z2 = b2;
        for (int j = 0; j < h; j++) {
          z2 += w2[j] * sigmoid(x[i][0] * w1[0][j] + x[i][1] * w1[1][j] + b1[j]);
        }
        output[i] = sigmoid(z2);
      }
      return output;
    }
  }

  @Wrong(
      why = "divides infinity by infinity",
      killedBy = "staysANumberForHugeInputs",
      message = "exp cannot overflow")
  static final class Overflows implements Ex08_1Forward {
    @Override
    public double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
      DoubleUnaryOperator overflowing = z -> Math.exp(z) / (1 + Math.exp(z));
      return flawed(x, w1, b1, w2, b2, overflowing, overflowing);
    }
  }

  @Wrong(
      why = "adds into the biases it was given",
      killedBy = "leavesItsInputsAlone",
      message = "changed its input b1")
  static final class AddsIntoBiases implements Ex08_1Forward {
    @Override
    public double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
      double[] output = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        double[] z1 = b1;
        double z2 = b2;
        for (int j = 0; j < w2.length; j++) {
          z1[j] += x[i][0] * w1[0][j] + x[i][1] * w1[1][j];
          z2 += w2[j] * sigmoid(z1[j]);
        }
        output[i] = sigmoid(z2);
      }
      return output;
    }
  }

  @Wrong(
      why = "asks the first row how wide it is",
      killedBy = "givesNoOutputsForNoRows",
      message = "ArrayIndexOutOfBoundsException")
  static final class NeedsARow implements Ex08_1Forward {
    @Override
    public double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
      if (x[0].length != 2) {
        throw new IllegalArgumentException("two inputs expected");
      }
      return right(x, w1, b1, w2, b2);
    }
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private static double[] right(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
    DoubleUnaryOperator sigmoid = Ex08_1ForwardMisconceptions::sigmoid;
    return flawed(x, w1, b1, w2, b2, sigmoid, sigmoid);
  }

  private static double[] flawed(
      double[][] x,
      double[][] w1,
      double[] b1,
      double[] w2,
      double b2,
      DoubleUnaryOperator inside,
      DoubleUnaryOperator outside) {
    double[] output = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double z2 = b2;
      for (int j = 0; j < w2.length; j++) {
        z2 += w2[j] * inside.applyAsDouble(x[i][0] * w1[0][j] + x[i][1] * w1[1][j] + b1[j]);
      }
      output[i] = outside.applyAsDouble(z2);
    }
    return output;
  }
}
