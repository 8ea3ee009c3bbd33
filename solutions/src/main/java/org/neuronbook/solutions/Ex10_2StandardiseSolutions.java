package org.neuronbook.solutions;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.neuronbook.exercises.Ex10_2Standardise;

/** Right solutions of exercise 10.2. */
public final class Ex10_2StandardiseSolutions {
  private Ex10_2StandardiseSolutions() {}

  @Reference
  public static final class TwoPasses implements Ex10_2Standardise {
    @Override
    public Split standardise(double[][] train, double[][] test) {
      int d = train[0].length;
      double[] mean = new double[d]; // (d)
      for (double[] row : train) {
        for (int j = 0; j < d; j++) {
          mean[j] += row[j] / train.length;
        }
      }
      double[] variance = new double[d]; // (d)
      for (double[] row : train) {
        for (int j = 0; j < d; j++) {
          variance[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / train.length;
        }
      }
      return new Split(apply(train, mean, variance), apply(test, mean, variance));
    }

    private static double[][] apply(double[][] data, double[] mean, double[] variance) {
      double[][] result = new double[data.length][mean.length];
      for (int i = 0; i < data.length; i++) {
        for (int j = 0; j < mean.length; j++) {
          if (variance[j] > 0) {
            result[i][j] = (data[i][j] - mean[j]) / Math.sqrt(variance[j]);
          }
        }
      }
      return result;
    }
  }

  @Right("column by column")
  public static final class ColumnByColumn implements Ex10_2Standardise {
    @Override
    public Split standardise(double[][] train, double[][] test) {
      double[][] newTrain = new double[train.length][train[0].length];
      double[][] newTest = new double[test.length][train[0].length];
      for (int j = 0; j < train[0].length; j++) {
        double[] column = column(train, j);
        double mean = mean(column);
        double std = std(column);
        for (int i = 0; i < train.length; i++) {
          newTrain[i][j] = std == 0 ? 0 : (train[i][j] - mean) / std;
        }
        for (int i = 0; i < test.length; i++) {
          newTest[i][j] = std == 0 ? 0 : (test[i][j] - mean) / std;
        }
      }
      return new Split(newTrain, newTest);
    }
  }

  @Right("with streams, and a scale of 0 for constant columns")
  public static final class Streams implements Ex10_2Standardise {
    @Override
    public Split standardise(double[][] train, double[][] test) {
      DoubleUnaryOperator[] change = new DoubleUnaryOperator[train[0].length];
      Arrays.setAll(
          change,
          j -> {
            double mean = mean(column(train, j));
            double std = std(column(train, j));
            double scale = std == 0 ? 0 : 1 / std;
            return v -> (v - mean) * scale;
          });
      return new Split(apply(train, change), apply(test, change));
    }

    private static double[][] apply(double[][] data, DoubleUnaryOperator[] change) {
      return Arrays.stream(data)
          .map(
              row -> {
                double[] result = new double[row.length];
                Arrays.setAll(result, j -> change[j].applyAsDouble(row[j]));
                return result;
              })
          .toArray(double[][]::new);
    }
  }

  @Right("in one pass, by Welford's running mean and sum of squares")
  public static final class Welford implements Ex10_2Standardise {
    @Override
    public Split standardise(double[][] train, double[][] test) {
      int d = train[0].length;
      double[] mean = new double[d];
      double[] squares = new double[d];
      int n = 0;
      for (double[] row : train) {
        n++;
        for (int j = 0; j < d; j++) {
          double before = row[j] - mean[j];
          mean[j] += before / n;
          squares[j] += before * (row[j] - mean[j]);
        }
      }
      double[][][] sets = {new double[train.length][d], new double[test.length][d]};
      for (int j = 0; j < d; j++) {
        double std = Math.sqrt(squares[j] / n);
        for (int i = 0; i < train.length; i++) {
          sets[0][i][j] = std > 0 ? (train[i][j] - mean[j]) / std : 0;
        }
        for (int i = 0; i < test.length; i++) {
          sets[1][i][j] = std > 0 ? (test[i][j] - mean[j]) / std : 0;
        }
      }
      return new Split(sets[0], sets[1]);
    }
  }

  private static double[] column(double[][] data, int j) {
    return Arrays.stream(data).mapToDouble(row -> row[j]).toArray();
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElse(0);
  }

  private static double std(double[] values) {
    double mean = mean(values);
    return Math.sqrt(DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }
}
