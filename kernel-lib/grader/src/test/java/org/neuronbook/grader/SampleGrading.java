package org.neuronbook.grader;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Grader tests for {@link Sample}. Its name keeps the build from running it. */
@GraderTests
class SampleGrading {
  @Test
  @Order(1)
  @Hint({"a question", "a formula", "a line"})
  void doublesThreeNumbers(Sample learner) {
    double[] x = {1, 2, 3};
    Expect.that(learner.twice(x)).named("twice", x).isCloseTo(new double[] {2, 4, 6}, 1e-12);
  }

  @Test
  @Order(2)
  @Points(2)
  void leavesTheInputAlone(Sample learner) {
    double[] x = {1, 2, 3};
    Unchanged inputs = Unchanged.watch("x", x);
    learner.twice(x);
    inputs.verify("twice(x)");
  }

  @Test
  @Order(3)
  @Hidden
  void doublesAnything(Sample learner, @Seeded RandomGenerator random) {
    double[] x = {random.nextDouble()};
    Expect.that(learner.twice(x)).named("twice", x).isCloseTo(new double[] {2 * x[0]}, 1e-12);
  }
}
