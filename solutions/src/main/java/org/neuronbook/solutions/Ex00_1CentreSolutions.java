package org.neuronbook.solutions;

import java.util.Arrays;
import org.neuronbook.exercises.Ex00_1Centre;

/** Right solutions of exercise 00.1. */
public final class Ex00_1CentreSolutions {
  private Ex00_1CentreSolutions() {}

  @Reference
  public static final class TwoLoops implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      double sum = 0;
      for (double value : x) {
        sum += value;
      }
      double mean = sum / x.length;
      double[] result = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        result[i] = x[i] - mean;
      }
      return result;
    }
  }

  @Right("with streams")
  public static final class Streams implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      double mean = Arrays.stream(x).average().orElse(0);
      return Arrays.stream(x).map(value -> value - mean).toArray();
    }
  }

  @Right("with a running mean")
  public static final class RunningMean implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      double mean = 0;
      for (int i = 0; i < x.length; i++) {
        mean += (x[i] - mean) / (i + 1);
      }
      double[] result = x.clone();
      for (int i = 0; i < result.length; i++) {
        result[i] -= mean;
      }
      return result;
    }
  }

  @Right("divides before it adds")
  public static final class DividesFirst implements Ex00_1Centre {
    @Override
    public double[] centre(double[] x) {
      double mean = 0;
      for (double value : x) {
        mean += value / x.length;
      }
      double[] result = new double[x.length];
      Arrays.setAll(result, new Difference(x, mean)::at);
      return result;
    }

    private record Difference(double[] x, double mean) {
      double at(int i) {
        return x[i] - mean;
      }
    }
  }
}
