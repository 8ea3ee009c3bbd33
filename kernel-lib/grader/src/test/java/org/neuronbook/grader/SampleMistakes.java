package org.neuronbook.grader;

import java.util.Arrays;
import java.util.List;

/** Wrong solutions of {@link Sample}, which the grader finds when it is tested. */
public final class SampleMistakes implements Misconceptions {

  @Override
  public List<Misconception> of(Exercise exercise) {
    return exercise.contract() != Sample.class
        ? List.of()
        : List.of(
            new Misconception("triples", Triples.class),
            new Misconception("takes the largest number", Largest.class),
            new Misconception("takes the last number", Last.class),
            new Misconception("forgets what is below one", Below.class),
            new Misconception("fails on two numbers", Fails.class));
  }

  static final class Triples implements Sample {
    @Override
    public double[] twice(double[] x) {
      return Arrays.stream(x).map(v -> 3 * v).toArray();
    }
  }

  static final class Largest implements Sample {
    @Override
    public double[] twice(double[] x) {
      return new double[] {Arrays.stream(x).max().orElse(0)};
    }
  }

  static final class Last implements Sample {
    @Override
    public double[] twice(double[] x) {
      return new double[] {x[x.length - 1]};
    }
  }

  static final class Below implements Sample {
    @Override
    public double[] twice(double[] x) {
      return Arrays.stream(x).map(v -> v < 1 ? 0 : 2 * v).toArray();
    }
  }

  static final class Fails implements Sample {
    @Override
    public double[] twice(double[] x) {
      throw new IllegalStateException("not two numbers");
    }
  }
}
