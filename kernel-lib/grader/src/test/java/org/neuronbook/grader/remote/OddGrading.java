package org.neuronbook.grader.remote;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.Expect;
import org.neuronbook.grader.GraderTests;
import org.neuronbook.grader.Unchanged;

/**
 * Grader tests for {@link Odd}: one, two and three numbers. Its name keeps the build from running
 * it.
 */
@GraderTests
class OddGrading {
  static final Exercise EXERCISE = new Exercise("00.1", "Twice", Odd.class, OddGrading.class);

  @Test
  @Order(1)
  void doublesOneNumber(Odd learner) {
    doubles(learner, 1);
  }

  @Test
  @Order(2)
  void doublesTwoNumbers(Odd learner) {
    doubles(learner, 1, 2);
  }

  @Test
  @Order(3)
  void doublesThreeNumbers(Odd learner) {
    doubles(learner, 1, 2, 3);
  }

  private static void doubles(Odd learner, double... x) {
    double[] expected = java.util.Arrays.stream(x).map(v -> 2 * v).toArray();
    Unchanged inputs = Unchanged.watch("x", x);
    double[] actual = learner.twice(x);
    inputs.verify("twice");
    Expect.that(actual).named("twice", x).isCloseTo(expected, 1e-12);
  }
}
