package org.neuronbook.grader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Remembers what a method was given and checks afterwards that it is still the same: a method that
 * writes into its inputs spoils the data of whoever calls it.
 */
public final class Unchanged {
  private record Input(String name, Object live, Object copy) {}

  private final List<Input> inputs = new ArrayList<>();

  private Unchanged() {}

  /** Copies an array or a matrix of numbers. */
  public static Unchanged watch(String name, Object array) {
    return new Unchanged().and(name, array);
  }

  /** Copies one input more. */
  public Unchanged and(String name, Object array) {
    inputs.add(new Input(name, array, copy(array)));
    return this;
  }

  /**
   * @param tried the call that was made in between
   * @throws Mismatch naming the first input that is not what it was
   */
  public void verify(String tried) {
    for (Input input : inputs) {
      if (!Numbers.of(input.copy()).isCloseTo(Numbers.of(input.live()), 0)) {
        Expect.that(input.live())
            .named(input.name() + " after " + tried)
            .mistake(
                copy(input.live()),
                "Your code changed its input "
                    + input.name()
                    + ". Write into a new array and leave the caller's numbers alone.")
            .isEqualTo(input.copy());
      }
    }
  }

  private static Object copy(Object array) {
    if (array instanceof double[] numbers) {
      return numbers.clone();
    }
    if (array instanceof int[] numbers) {
      return numbers.clone();
    }
    if (array instanceof double[][] rows) {
      return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }
    if (array instanceof DMatrixRMaj matrix) {
      return matrix.copy();
    }
    throw new IllegalArgumentException("cannot watch " + array.getClass().getSimpleName());
  }
}
