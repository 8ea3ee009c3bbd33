package org.neuronbook.grader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * Compares gradients with central differences: {@code (L(x + h) - L(x - h)) / 2h} with {@code h =
 * 1e-5 max(1, |x|)}, every coordinate of a parameter up to 200, beyond that 200 drawn at random.
 *
 * <p>The loss is computed by the test and reads the arrays that are given as parameters; each
 * coordinate is moved in place and put back. Make it weigh the outputs unequally, because a uniform
 * upstream gradient hides swapped and summed axes, and keep away from kinks.
 */
public final class GradientCheck {
  private static final double STEP = 1e-5;
  private static final int COORDINATES = 200;

  private record Candidate(String name, Object parameter, Object gradient) {}

  private final String tried;
  private final DoubleSupplier loss;
  private final List<Candidate> candidates = new ArrayList<>();

  private GradientCheck(String tried, DoubleSupplier loss) {
    this.tried = tried;
    this.loss = loss;
  }

  /**
   * @param tried what was called, for the report
   * @param loss computes the loss from the present values of the parameters
   */
  public static GradientCheck of(String tried, DoubleSupplier loss) {
    return new GradientCheck(tried, loss);
  }

  /**
   * @param name the parameter's name, for the report
   * @param parameter {@code double[]} or {@code double[][]}. Modified during the check, then put
   *     back.
   * @param gradient the gradient to be checked, of the same type and shape. Not modified.
   */
  public GradientCheck parameter(String name, Object parameter, Object gradient) {
    candidates.add(new Candidate(name, parameter, gradient));
    return this;
  }

  /**
   * @param tolerance as for {@link Expect#isCloseTo}
   * @throws Mismatch naming the parameter, the index, both numbers and their ratio
   */
  public void holds(double tolerance) {
    for (Candidate candidate : candidates) {
      Object numeric = numeric(candidate);
      Expect.that(candidate.gradient())
          .named("the gradient with respect to " + candidate.name() + " in " + tried)
          .because(
              "Expected is the central difference of the loss: how much the loss changes when "
                  + candidate.name()
                  + " does.")
          .isCloseTo(numeric, tolerance);
    }
  }

  private Object numeric(Candidate candidate) {
    double[][] rows =
        candidate.parameter() instanceof double[][] matrix
            ? matrix
            : new double[][] {(double[]) candidate.parameter()};
    double[][] slopes = Arrays.stream(rows).map(r -> new double[r.length]).toArray(double[][]::new);
    int size = Arrays.stream(rows).mapToInt(row -> row.length).sum();
    boolean[] chosen = choose(size);
    Numbers given = Numbers.of(candidate.gradient());
    int k = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++, k++) {
        // A coordinate that is not measured agrees with whatever was given.
        boolean measurable = chosen[k] || given == null || given.values().length != size;
        slopes[i][j] = measurable ? slope(rows[i], j) : given.values()[k];
      }
    }
    return candidate.parameter() instanceof double[][] ? slopes : slopes[0];
  }

  private double slope(double[] values, int j) {
    double at = values[j];
    double step = STEP * Math.max(1, Math.abs(at));
    values[j] = at + step;
    double above = loss.getAsDouble();
    values[j] = at - step;
    double below = loss.getAsDouble();
    values[j] = at;
    return (above - below) / (2 * step);
  }

  private static boolean[] choose(int size) {
    var chosen = new boolean[size];
    if (size <= COORDINATES) {
      Arrays.fill(chosen, true);
      return chosen;
    }
    var random = new SplittableRandom(size);
    for (int left = COORDINATES; left > 0; ) {
      int k = random.nextInt(size);
      if (!chosen[k]) {
        chosen[k] = true;
        left--;
      }
    }
    return chosen;
  }
}
