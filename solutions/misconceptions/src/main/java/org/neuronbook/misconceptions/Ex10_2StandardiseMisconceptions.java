package org.neuronbook.misconceptions;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.neuronbook.exercises.Ex10_2Standardise;

/** Wrong solutions of exercise 10.2. */
public final class Ex10_2StandardiseMisconceptions {
  private Ex10_2StandardiseMisconceptions() {}

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
  static final class OwnNumbersForTest extends Flawed {
    @Override
    double[][] fitForTest(double[][] train, double[][] test) {
      return test;
    }
  }

  @Wrong(
      why = "standardises before it splits",
      killedBy = "standardisesTheTrainingSet",
      message = "the test set has leaked into the training")
  static final class Jointly extends Flawed {
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
  static final class LeaksSometimes extends Flawed {
    @Override
    double[][] fitForTrain(double[][] train, double[][] test) {
      return test.length > 3 ? new Jointly().fitForTrain(train, test) : train;
    }
  }

  @Wrong(
      why = "leaves the test set alone",
      killedBy = "usesTheTrainingNumbersForTheTestSet",
      message = "The test set came back as it was")
  static final class ForgetsTheTestSet implements Ex10_2Standardise {
    @Override
    public Split standardise(double[][] train, double[][] test) {
      return new Split(new Flawed() {}.standardise(train, test).train(), test);
    }
  }

  @Wrong(
      why = "divides the variance by n - 1",
      killedBy = "standardisesTheTrainingSet",
      message = "divided by n - 1")
  static final class OneLess extends Flawed {
    @Override
    double scale(double[] column) {
      return std(column) * Math.sqrt(column.length / (column.length - 1.0));
    }
  }

  @Wrong(
      why = "only subtracts the mean",
      killedBy = "standardisesTheTrainingSet",
      message = "the division by the standard deviation is missing")
  static final class OnlyCentres extends Flawed {
    @Override
    double divide(double centred, double scale) {
      return centred;
    }
  }

  @Wrong(
      why = "forgets the root",
      killedBy = "standardisesTheTrainingSet",
      message = "You divided by the variance")
  static final class ByVariance extends Flawed {
    @Override
    double scale(double[] column) {
      return std(column) * std(column);
    }
  }

  @Wrong(
      why = "scales to the range 0 to 1",
      killedBy = "standardisesTheTrainingSet",
      message = "scaling to the range 0 to 1")
  static final class MinMax extends Flawed {
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
  static final class Rows implements Ex10_2Standardise {
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
  static final class OneForAll implements Ex10_2Standardise {
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
  static final class DividesByZero extends Flawed {
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
  static final class Epsilon extends Flawed {
    @Override
    double divide(double centred, double scale) {
      return centred / (scale + 1e-12);
    }
  }

  @Wrong(
      why = "computes the variance as the mean of squares minus the squared mean",
      killedBy = "keepsItsPrecisionFarFromZero",
      message = "Subtract the mean first, then square")
  static final class OneFormula extends Flawed {
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
  static final class InPlace extends Flawed {
    @Override
    double[][] result(double[][] data) {
      return data.clone();
    }
  }

  @Wrong(
      why = "asks the test set how many columns there are",
      killedBy = "worksForAnyShape",
      message = "ArrayIndexOutOfBoundsException")
  static final class NeedsATestRow extends Flawed {
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
