package org.neuronbook.solutions;

import org.neuronbook.exercises.Ex08_2Backward;

/** Right solutions of exercise 08.2. */
public final class Ex08_2BackwardSolutions {
  private Ex08_2BackwardSolutions() {}

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

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
