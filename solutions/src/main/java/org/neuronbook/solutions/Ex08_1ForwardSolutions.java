package org.neuronbook.solutions;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.neuronbook.exercises.Ex08_1Forward;

/** Right solutions of exercise 08.1. */
public final class Ex08_1ForwardSolutions {
  private Ex08_1ForwardSolutions() {}

  @Reference
  public static final class Loops implements Ex08_1Forward {
    @Override
    public double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
      double[] output = new double[x.length]; // (n)
      for (int i = 0; i < x.length; i++) {
        double z2 = b2;
        for (int j = 0; j < w2.length; j++) {
          double z1 = x[i][0] * w1[0][j] + x[i][1] * w1[1][j] + b1[j];
          z2 += sigmoid(z1) * w2[j];
        }
        output[i] = sigmoid(z2);
      }
      return output;
    }
  }

  @Right("layer by layer, whole matrices at a time")
  public static final class Matrices implements Ex08_1Forward {
    @Override
    public double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
      double[][] hidden = new double[x.length][w2.length]; // (n, h)
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < w2.length; j++) {
          double z = b1[j];
          for (int k = 0; k < w1.length; k++) {
            z += x[i][k] * w1[k][j];
          }
          hidden[i][j] = sigmoid(z);
        }
      }
      double[] output = new double[x.length]; // (n)
      Arrays.fill(output, b2);
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < w2.length; j++) {
          output[i] += hidden[i][j] * w2[j];
        }
      }
      return Arrays.stream(output).map(z -> sigmoid(z)).toArray();
    }
  }

  @Right("with streams")
  public static final class Streams implements Ex08_1Forward {
    @Override
    public double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
      return Arrays.stream(x)
          .mapToDouble(
              row ->
                  IntStream.range(0, w2.length)
                      .mapToDouble(
                          j -> w2[j] * sigmoid(row[0] * w1[0][j] + row[1] * w1[1][j] + b1[j]))
                      .sum())
          .map(z -> sigmoid(z + b2))
          .toArray();
    }
  }

  @Right("with the sigmoid written as a tanh")
  public static final class ByTanh implements Ex08_1Forward {
    @Override
    public double[] forward(double[][] x, double[][] w1, double[] b1, double[] w2, double b2) {
      DoubleUnaryOperator byTanh = z -> 0.5 + 0.5 * Math.tanh(z / 2);
      return network(x, w1, b1, w2, b2, byTanh, byTanh);
    }
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private static double[] network(
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
