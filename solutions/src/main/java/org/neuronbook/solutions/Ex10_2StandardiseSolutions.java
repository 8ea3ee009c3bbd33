package org.neuronbook.solutions;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.neuronbook.exercises.Ex10_2Standardise;

/** Right and wrong solutions of exercise 10.2. */
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

  /** Standardises columns with the places open where mistakes are made. */
  private abstract static class Flawed implements Ex10_2Standardise {
    double[][] fitForTrain(double[][] train, double[][] test) {
      return train;
    }

    double[][] fitForTest(double[][] train, double[][] test) {
      return train;
    }

    double centre(double[] column) {
      return mean(column);
    }

    double scale(double[] column) {
      return std(column);
    }

    double divide(double centred, double scale) {
      return scale == 0 ? 0 : centred / scale;
    }

    double[][] result(double[][] data) {
      return new double[data.length][data.length == 0 ? 0 : data[0].length];
    }

    @Override
    public Split standardise(double[][] train, double[][] test) {
      double[][] forTrain = fitForTrain(train, test);
      double[][] forTest = fitForTest(train, test);
      return new Split(apply(train, forTrain), apply(test, forTest));
    }

    private double[][] apply(double[][] data, double[][] fit) {
      double[][] result = result(data);
      for (int j = 0; data.length > 0 && j < data[0].length; j++) {
        double centre = centre(column(fit, j));
        double scale = scale(column(fit, j));
        for (int i = 0; i < data.length; i++) {
          result[i][j] = divide(data[i][j] - centre, scale);
        }
      }
      return result;
    }
  }

  @Wrong(
      why = "gives the test set its own mean and deviation",
      killedBy = "usesTheTrainingNumbersForTheTestSet",
      message = "The test set got its own mean and deviation")
  public static final class OwnNumbersForTest extends Flawed {
    @Override
    double[][] fitForTest(double[][] train, double[][] test) {
      return test;
    }
  }

  @Wrong(
      why = "standardises before it splits",
      killedBy = "standardisesTheTrainingSet",
      message = "the test set has leaked into the training")
  public static final class Jointly extends Flawed {
    @Override
    double[][] fitForTrain(double[][] train, double[][] test) {
      return Stream.of(train, test).flatMap(Arrays::stream).toArray(double[][]::new);
    }

    @Override
    double[][] fitForTest(double[][] train, double[][] test) {
      return fitForTrain(train, test);
    }
  }

  @Wrong(
      why = "lets the test set in when it is larger than in the example",
      killedBy = "doesNotLetTheTestSetLeak",
      message = "The test set was moved far away, and the training set followed")
  public static final class LeaksSometimes extends Flawed {
    @Override
    double[][] fitForTrain(double[][] train, double[][] test) {
      return test.length > 3 ? new Jointly().fitForTrain(train, test) : train;
    }
  }

  @Wrong(
      why = "leaves the test set alone",
      killedBy = "usesTheTrainingNumbersForTheTestSet",
      message = "The test set came back as it was")
  public static final class ForgetsTheTestSet implements Ex10_2Standardise {
    @Override
    public Split standardise(double[][] train, double[][] test) {
      return new Split(new TwoPasses().standardise(train, test).train(), test);
    }
  }

  @Wrong(
      why = "divides the variance by n - 1",
      killedBy = "standardisesTheTrainingSet",
      message = "divided by n - 1")
  public static final class OneLess extends Flawed {
    @Override
    double scale(double[] column) {
      return std(column) * Math.sqrt(column.length / (column.length - 1.0));
    }
  }

  @Wrong(
      why = "only subtracts the mean",
      killedBy = "standardisesTheTrainingSet",
      message = "the division by the standard deviation is missing")
  public static final class OnlyCentres extends Flawed {
    @Override
    double divide(double centred, double scale) {
      return centred;
    }
  }

  @Wrong(
      why = "forgets the root",
      killedBy = "standardisesTheTrainingSet",
      message = "You divided by the variance")
  public static final class ByVariance extends Flawed {
    @Override
    double scale(double[] column) {
      return std(column) * std(column);
    }
  }

  @Wrong(
      why = "scales to the range 0 to 1",
      killedBy = "standardisesTheTrainingSet",
      message = "scaling to the range 0 to 1")
  public static final class MinMax extends Flawed {
    @Override
    double centre(double[] column) {
      return DoubleStream.of(column).min().orElse(0);
    }

    @Override
    double scale(double[] column) {
      return DoubleStream.of(column).max().orElse(0) - centre(column);
    }
  }

  @Wrong(
      why = "standardises rows",
      killedBy = "standardisesTheTrainingSet",
      message = "The rows were standardised")
  public static final class Rows implements Ex10_2Standardise {
    @Override
    public Split standardise(double[][] train, double[][] test) {
      return new Split(rows(train), rows(test));
    }

    private static double[][] rows(double[][] data) {
      return Arrays.stream(data)
          .map(row -> Arrays.stream(row).map(v -> (v - mean(row)) / std(row)).toArray())
          .toArray(double[][]::new);
    }
  }

  @Wrong(
      why = "takes one mean for all columns",
      killedBy = "standardisesTheTrainingSet",
      message = "All numbers share one mean")
  public static final class OneForAll implements Ex10_2Standardise {
    @Override
    public Split standardise(double[][] train, double[][] test) {
      double[] all = Arrays.stream(train).flatMapToDouble(Arrays::stream).toArray();
      return new Split(apply(train, all), apply(test, all));
    }

    private static double[][] apply(double[][] data, double[] all) {
      return Arrays.stream(data)
          .map(row -> Arrays.stream(row).map(v -> (v - mean(all)) / std(all)).toArray())
          .toArray(double[][]::new);
    }
  }

  @Wrong(
      why = "divides by a deviation of 0",
      killedBy = "makesAConstantColumnZero",
      message = "NaN (not a number)")
  public static final class DividesByZero extends Flawed {
    @Override
    double divide(double centred, double scale) {
      return centred / scale;
    }
  }

  @Wrong(
      why =
          "adds a small number to the deviation, so that a constant column explodes in the test set",
      killedBy = "makesAConstantColumnZero",
      message = "it is 0 in the test set, too")
  public static final class Epsilon extends Flawed {
    @Override
    double divide(double centred, double scale) {
      return centred / (scale + 1e-12);
    }
  }

  @Wrong(
      why = "computes the variance as the mean of squares minus the squared mean",
      killedBy = "keepsItsPrecisionFarFromZero",
      message = "Subtract the mean first, then square")
  public static final class OneFormula extends Flawed {
    @Override
    double scale(double[] column) {
      double squares = DoubleStream.of(column).map(v -> v * v).average().orElse(0);
      return Math.sqrt(Math.max(0, squares - mean(column) * mean(column)));
    }
  }

  @Wrong(
      why = "writes into the rows it was given",
      killedBy = "leavesItsInputsAlone",
      message = "changed its input train")
  public static final class InPlace extends Flawed {
    @Override
    double[][] result(double[][] data) {
      return data.clone();
    }
  }

  @Wrong(
      why = "asks the test set how many columns there are",
      killedBy = "worksForAnyShape",
      message = "ArrayIndexOutOfBoundsException")
  public static final class NeedsATestRow extends Flawed {
    @Override
    public Split standardise(double[][] train, double[][] test) {
      if (test[0].length != train[0].length) {
        throw new IllegalArgumentException("different columns");
      }
      return super.standardise(train, test);
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
