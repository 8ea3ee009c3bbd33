package org.neuronbook.misconceptions;

import java.util.Arrays;
import org.neuronbook.exercises.Ex00_1Centre;

/** Wrong solutions of exercise 00.1. */
public final class Ex00_1CentreMisconceptions {
  private Ex00_1CentreMisconceptions() {}

  @Wrong(
      why = "writes into the array it was given",
      killedBy = "leavesItsInputAlone",
      message = "changed its input x")
  static final class InPlace implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      double mean = mean(x);
      for (int i = 0; i < x.length; i++) {
        x[i] -= mean;
      }
      return x;
    }
  }

  @Wrong(why = "does nothing", killedBy = "subtractsTheMean", message = "came back unchanged")
  static final class Unchanged implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      return x.clone();
    }
  }

  @Wrong(why = "adds", killedBy = "subtractsTheMean", message = "You added the mean")
  static final class Adds implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      double mean = mean(x);
      return Arrays.stream(x).map(value -> value + mean).toArray();
    }
  }

  @Wrong(
      why = "subtracts the wrong way round",
      killedBy = "subtractsTheMean",
      message = "It is x[i] - mean")
  static final class Flipped implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      double mean = mean(x);
      return Arrays.stream(x).map(value -> mean - value).toArray();
    }
  }

  @Wrong(
      why = "takes the median",
      killedBy = "subtractsTheMean",
      message = "the number in the middle, the median")
  static final class Median implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      double[] sorted = x.clone();
      Arrays.sort(sorted);
      double median = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
      return Arrays.stream(x).map(value -> value - median).toArray();
    }
  }

  @Wrong(
      why = "forgets to divide by n",
      killedBy = "subtractsTheMean",
      message = "You subtracted the sum")
  static final class SubtractsTheSum implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      double sum = Arrays.stream(x).sum();
      return Arrays.stream(x).map(value -> value - sum).toArray();
    }
  }

  @Wrong(
      why = "divides by n - 1, as for a variance",
      killedBy = "subtractsTheMean",
      message = "A mean divides by n")
  static final class OneLess implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      double mean = Arrays.stream(x).sum() / (x.length - 1);
      return Arrays.stream(x).map(value -> value - mean).toArray();
    }
  }

  @Wrong(
      why = "standardises instead of centring",
      killedBy = "subtractsTheMean",
      message = "Only subtract the mean")
  static final class Standardises implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      double mean = mean(x);
      double variance =
          Arrays.stream(x).map(value -> (value - mean) * (value - mean)).average().orElse(1);
      return Arrays.stream(x).map(value -> (value - mean) / Math.sqrt(variance)).toArray();
    }
  }

  @Wrong(
      why = "computes the mean anew while it changes the numbers",
      killedBy = "subtractsTheMean",
      message = "Compute it once, before the loop")
  static final class MovingMean implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      double[] result = x.clone();
      for (int i = 0; i < result.length; i++) {
        result[i] -= mean(result);
      }
      return result;
    }
  }

  @Wrong(
      why = "keeps the mean in an int",
      killedBy = "copesWithAMeanThatIsNoWholeNumber",
      message = "cut to a whole number")
  static final class WholeMean implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      int mean = (int) mean(x);
      return Arrays.stream(x).map(value -> value - mean).toArray();
    }
  }

  @Wrong(
      why = "computes in float",
      killedBy = "keepsItsPrecisionFarFromZero",
      message = "not in float")
  static final class Floats implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      float sum = 0;
      for (double value : x) {
        sum += (float) value;
      }
      float mean = sum / x.length;
      return Arrays.stream(x).map(value -> value - mean).toArray();
    }
  }

  @Wrong(
      why = "starts with the first number without asking whether there is one",
      killedBy = "givesAnEmptyArrayForAnEmptyArray",
      message = "ArrayIndexOutOfBoundsException")
  static final class FailsOnEmpty implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      double sum = x[0];
      for (int i = 1; i < x.length; i++) {
        sum += x[i];
      }
      double mean = sum / x.length;
      return Arrays.stream(x).map(value -> value - mean).toArray();
    }
  }

  @Wrong(
      why = "returns null for nothing",
      killedBy = "givesAnEmptyArrayForAnEmptyArray",
      message = "The result is null")
  static final class NullForEmpty implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      return x.length == 0 ? null : centred(x);
    }
  }

  @Wrong(
      why = "leaves a single number alone",
      killedBy = "makesZeroOfASingleNumber",
      message = "The mean of a single number is the number itself")
  static final class SkipsSingle implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      return x.length < 2 ? x.clone() : centred(x);
    }
  }

  @Wrong(
      why = "fits the examples only",
      killedBy = "worksForAnyNumbers",
      message = "The mean of these")
  static final class HardCoded implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      double mean = x.length == 3 ? 3 : x.length == 0 ? 0 : (x[0] + x[x.length - 1]) / 2;
      return Arrays.stream(x).map(value -> value - mean).toArray();
    }
  }

  private static double[] centred(double[] x) {
    double mean = mean(x);
    return Arrays.stream(x).map(value -> value - mean).toArray();
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElse(0);
  }
}
