package org.neuronbook.exercises;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.neuronbook.exercises.Backpropagation.Flaw;
import org.neuronbook.exercises.Ex08_2Backward.Gradients;
import org.neuronbook.grader.Expect;
import org.neuronbook.grader.GraderTests;
import org.neuronbook.grader.GradientCheck;
import org.neuronbook.grader.Hidden;
import org.neuronbook.grader.Hint;
import org.neuronbook.grader.Points;
import org.neuronbook.grader.Seeded;
import org.neuronbook.grader.Unchanged;

/** Grades exercise 08.2, from the output back to the inputs: the first red line is the bug. */
@GraderTests
class Ex08_2BackwardTest {
  private static final double TOLERANCE = 1e-10;

  /** Three rows and two hidden units; no two numbers alike, so that every mix-up shows. */
  private static final SigmoidNetwork SMALL =
      new SigmoidNetwork(
          new double[][] {{0.5, -1}, {2, 0.25}},
          new double[] {0.1, -0.3},
          new double[] {1.5, -2},
          new double[] {0.4});

  private static final double[][] X = {{1, -2}, {0.5, 1}, {-1, 0.75}};
  private static final double[] Y = {1, 0, 0.25};
  private static final Gradients RIGHT = Backpropagation.of(SMALL, X, Y);
  private static final String CALL = "backward with n = 3 rows and h = 2 hidden units";

  @Test
  @Order(1)
  @Points(1)
  @Hint({
    "How much does the loss change when the output's bias does, in one row of the batch?",
    "d2[i] = 2/n (a2[i] - y[i]) a2[i] (1 - a2[i]), and dL/db2 = Σ d2[i].",
    "Look at the line that computes the error of the output: factor 2, 1/n, sign, slope."
  })
  void findsTheGradientOfTheOutputBias(Ex08_2Backward learner) {
    Expect.that(backward(learner).b2())
        .named("b2 of " + CALL)
        .mistake(flawed(Flaw.NO_TWO).b2(), "The factor 2 is missing: the derivative of e² is 2e.")
        .mistake(
            flawed(Flaw.NO_MEAN).b2(), "The loss is a mean: divide the sum over the batch by n.")
        .mistake(
            flawed(Flaw.NO_MEAN, Flaw.NO_TWO).b2(),
            "Both the factor 2 of the square and the 1/n of the mean are missing.")
        .mistake(
            flawed(Flaw.SIGN).b2(),
            "The sign is wrong: the derivative of (output - y)² is 2 (output - y), not 2 (y -"
                + " output).")
        .mistake(
            flawed(Flaw.NO_OUTPUT_SLOPE).b2(),
            "The slope of the output's sigmoid is missing: multiply by a2 (1 - a2).")
        .mistake(
            flawed(Flaw.OUTPUT_SLOPE_OF_OUTPUT).b2(),
            "The sigmoid was applied twice: a2 is σ(z2) already, so its slope is a2 (1 - a2).")
        .mistake(
            flawed(Flaw.OUTPUT_SLOPE_OF_Z).b2(),
            "The slope is a2 (1 - a2) with the output a2 = σ(z2), not z2 (1 - z2).")
        .because(
            "b2 is added to z2 of every row, so that dL/db2 is the sum of the output's errors.")
        .isCloseTo(RIGHT.b2(), TOLERANCE);
  }

  @Test
  @Order(2)
  @Points(1)
  @Hint({
    "What is w2[j] multiplied by in the forward pass?",
    "dL/dw2[j] = Σ over i of d2[i] a1[i][j].",
    "Look at the line that fills the gradient of w2."
  })
  void findsTheGradientOfTheOutputWeights(Ex08_2Backward learner) {
    Expect.that(backward(learner).w2())
        .named("w2 of " + CALL)
        .mistake(
            flawed(Flaw.NO_ACTIVATION).w2(),
            "The hidden activations are missing: w2[j] is multiplied by a1[i][j], so its gradient"
                + " is too.")
        .because("dL/dw2[j] = Σ d2[i] a1[i][j], summed over the rows i.")
        .isCloseTo(RIGHT.w2(), TOLERANCE);
  }

  @Test
  @Order(3)
  @Points(1)
  @Hint({
    "Which numbers does the error pass on its way back from z2 to z1[j]?",
    "d1[i][j] = d2[i] w2[j] a1[i][j] (1 - a1[i][j]), and dL/db1[j] = Σ d1[i][j].",
    "Look at the line that computes the error of the hidden units."
  })
  void findsTheGradientOfTheHiddenBiases(Ex08_2Backward learner) {
    double[] moved = SMALL.w2().clone();
    for (int j = 0; j < moved.length; j++) {
      moved[j] -= RIGHT.w2()[j];
    }
    Expect.that(backward(learner).b1())
        .named("b1 of " + CALL)
        .mistake(
            flawed(Flaw.NO_HIDDEN_SLOPE).b1(),
            "The slope of the hidden sigmoid is missing: multiply by a1 (1 - a1).")
        .mistake(
            flawed(Flaw.HIDDEN_SLOPE_OF_ACTIVATION).b1(),
            "The sigmoid was applied twice: a1 is σ(z1) already, so its slope is a1 (1 - a1).")
        .mistake(flawed(Flaw.NO_W2).b1(), "On its way back the error is multiplied by w2[j], too.")
        .mistake(
            flawed(Flaw.LAST_ROW_ONLY).b1(),
            "Only the last row of the batch counts. Add the rows up: += instead of =.")
        .mistake(
            hiddenBiasesThrough(moved),
            "The error passed through a w2 that was updated already. Use w2 as it was in the"
                + " forward pass.")
        .because("dL/db1[j] = Σ d2[i] w2[j] a1[i][j] (1 - a1[i][j]), summed over the rows i.")
        .isCloseTo(RIGHT.b1(), TOLERANCE);
  }

  @Test
  @Order(4)
  @Points(1)
  @Hint({
    "What is w1[k][j] multiplied by in the forward pass?",
    "dL/dw1[k][j] = Σ over i of x[i][k] d1[i][j].",
    "Look at the indices of the line that fills the gradient of w1."
  })
  void findsTheGradientOfTheHiddenWeights(Ex08_2Backward learner) {
    Expect.that(backward(learner).w1())
        .named("w1 of " + CALL)
        .mistake(
            flawed(Flaw.NO_INPUT).w1(),
            "The inputs are missing: w1[k][j] is multiplied by x[i][k], so its gradient is too.")
        .mistake(
            flawed(Flaw.LAST_ROW_ONLY).w1(),
            "Only the last row of the batch counts. Add the rows up: += instead of =.")
        .because("dL/dw1[k][j] = Σ x[i][k] d1[i][j], summed over the rows i.")
        .isCloseTo(RIGHT.w1(), TOLERANCE);
  }

  @Test
  @Order(5)
  @Points(3)
  @Hidden
  @Hint({
    "Which sizes does your code take for granted?",
    "n is x.length, h is w2.length. Every gradient has the shape of its weights.",
    "Look for a 2 that should be w2.length, or for a loop over i that should be over j."
  })
  void agreesWithFiniteDifferencesForAnySize(
      Ex08_2Backward learner, @Seeded RandomGenerator random) {
    for (int[] size : new int[][] {{1, 3}, {5, 3}, {3, 6}, {4, 1}, {2, 2}}) {
      SigmoidNetwork network = SigmoidNetwork.random(size[1], random);
      double[][] x = SigmoidNetwork.inputs(size[0], random);
      double[] y = random.doubles(size[0]).toArray();
      String call = "backward with n = " + size[0] + " rows and h = " + size[1] + " hidden units";
      Gradients gradients = present(backward(learner, network, x, y), call);
      var measured = new double[] {gradients.b2()};
      GradientCheck.of(call, () -> network.loss(x, y))
          .parameter("b2", network.b2(), measured)
          .parameter("w2", network.w2(), gradients.w2())
          .parameter("b1", network.b1(), gradients.b1())
          .parameter("w1", network.w1(), gradients.w1())
          .holds(1e-7);
    }
  }

  @Test
  @Order(6)
  @Points(1)
  @Hint({
    "What is the slope of the sigmoid where it is flat?",
    "a (1 - a) is 0 for a = 0 and for a = 1; exp(1000) is infinite.",
    "Look at the line that computes the sigmoid or its slope."
  })
  void staysANumberWhereTheSigmoidIsFlat(Ex08_2Backward learner) {
    var steep =
        new SigmoidNetwork(
            new double[][] {{1000, -1000}, {0, 0}},
            new double[] {0, 0},
            new double[] {1000, -500},
            new double[] {0});
    Gradients gradients = backward(learner, steep, new double[][] {{1, 0}, {-1, 0}}, new double[2]);
    Expect.that(gradients.w1())
        .named("w1 of backward where z is 1000 and -1000")
        .because("Where the sigmoid is flat the gradient is 0, and never NaN.")
        .isCloseTo(new double[2][2], 1e-12);
  }

  @Test
  @Order(7)
  @Points(1)
  @Hint({
    "Who takes the step: backward, or the optimiser?",
    "backward only measures. w2 -= learningRate * gradient belongs to the training loop.",
    "Look for -= or += on an array that came in as a parameter."
  })
  void leavesItsInputsAlone(Ex08_2Backward learner) {
    double[][] x = Arrays.stream(X).map(double[]::clone).toArray(double[][]::new);
    double[][] w1 = Arrays.stream(SMALL.w1()).map(double[]::clone).toArray(double[][]::new);
    double[] b1 = SMALL.b1().clone();
    double[] w2 = SMALL.w2().clone();
    double[] y = Y.clone();
    Unchanged inputs =
        Unchanged.watch("x", x).and("y", y).and("w1", w1).and("b1", b1).and("w2", w2);
    Gradients gradients = learner.backward(x, y, w1, b1, w2, SMALL.b2()[0]);
    inputs.verify("backward(x, y, w1, b1, w2, b2)");
    Expect.that(present(gradients, "backward(x, y, w1, b1, w2, b2)").w1())
        .named("w1 of " + CALL)
        .because("The inputs are as they were, but the answer is not right yet.")
        .isCloseTo(RIGHT.w1(), TOLERANCE);
  }

  private static Gradients backward(Ex08_2Backward learner) {
    return backward(learner, SMALL, X, Y);
  }

  /** Calls the learner's code with copies, so that a spoilt input fails one test and not all. */
  private static Gradients backward(
      Ex08_2Backward learner, SigmoidNetwork network, double[][] x, double[] y) {
    Gradients gradients =
        learner.backward(
            Arrays.stream(x).map(double[]::clone).toArray(double[][]::new),
            y.clone(),
            Arrays.stream(network.w1()).map(double[]::clone).toArray(double[][]::new),
            network.b1().clone(),
            network.w2().clone(),
            network.b2()[0]);
    return present(gradients, "backward(x, y, w1, b1, w2, b2)");
  }

  private static Gradients present(Gradients gradients, String call) {
    if (gradients == null) {
      throw Expect.fail(
          call, "Gradients", "null", "The result is null: return new Gradients(w1, b1, w2, b2).");
    }
    return gradients;
  }

  private static Gradients flawed(Flaw... flaws) {
    return Backpropagation.of(SMALL, X, Y, flaws);
  }

  /** dL/db1 if the forward pass used w2 and the way back another. */
  private static double[] hiddenBiasesThrough(double[] otherW2) {
    double[] through = RIGHT.b1().clone();
    for (int j = 0; j < through.length; j++) {
      through[j] *= otherW2[j] / SMALL.w2()[j];
    }
    return through;
  }
}
