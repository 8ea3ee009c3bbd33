package org.neuronbook.exercises;

import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.neuronbook.grader.Expect;
import org.neuronbook.grader.GraderTests;
import org.neuronbook.grader.Hidden;
import org.neuronbook.grader.Hint;
import org.neuronbook.grader.Points;
import org.neuronbook.grader.Seeded;
import org.neuronbook.grader.Unchanged;

/** Grades exercise 08.1. */
@GraderTests
class Ex08_1ForwardTest {
  private static final DoubleUnaryOperator SIGMOID = SigmoidNetwork::sigmoid;
  private static final double TOLERANCE = 1e-12;

  /** Two hidden units, and no two weights alike, so that every mix-up shows. */
  private static final SigmoidNetwork SMALL =
      new SigmoidNetwork(
          new double[][] {{0.5, -1}, {2, 0.25}},
          new double[] {0.1, -0.3},
          new double[] {1.5, -2},
          new double[] {0.4});

  private static final double[][] ONE_ROW = {{1, -2}};

  @Test
  @Order(1)
  @Points(2)
  @Hint({
    "Which number does the first hidden unit see, before its sigmoid?",
    "z1[j] = x[0] w1[0][j] + x[1] w1[1][j] + b1[j]; a1[j] = σ(z1[j]); output = σ(Σ a1[j] w2[j] +"
        + " b2).",
    "Look at the two lines that apply the sigmoid, and at the two that start a sum with a bias."
  })
  void computesTheOutputForOneRow(Ex08_1Forward learner) {
    Expect.that(forward(learner, ONE_ROW, SMALL))
        .named("forward(x, w1, b1, w2, b2) with x = [[1, -2]] and two hidden units")
        .mistake(
            SMALL.forward(ONE_ROW, SIGMOID, z -> z),
            "The sigmoid of the output is missing: σ(a1 · w2 + b2).")
        .mistake(
            SMALL.forward(ONE_ROW, z -> z, SIGMOID),
            "The sigmoid of the hidden units is missing: a1 = σ(x · w1 + b1).")
        .mistake(
            SMALL.forward(ONE_ROW, Math::tanh, SIGMOID),
            "The hidden units use tanh. This network uses the sigmoid.")
        .mistake(
            SMALL.forward(ONE_ROW, z -> SIGMOID.applyAsDouble(-z), z -> SIGMOID.applyAsDouble(-z)),
            "Your sigmoid falls where it should rise: it is 1 / (1 + exp(-z)), with a minus.")
        .mistake(
            new SigmoidNetwork(SMALL.w1(), new double[2], SMALL.w2(), SMALL.b2()).forward(ONE_ROW),
            "The hidden biases b1 are missing.")
        .mistake(
            new SigmoidNetwork(SMALL.w1(), SMALL.b1(), SMALL.w2(), new double[1]).forward(ONE_ROW),
            "The output's bias b2 is missing.")
        .mistake(
            new SigmoidNetwork(
                    new double[][] {{0.5, 2}, {-1, 0.25}}, SMALL.b1(), SMALL.w2(), SMALL.b2())
                .forward(ONE_ROW),
            "Rows and columns of w1 are swapped: w1[i][j] leads from input i to hidden unit j.")
        .mistake(
            new double[] {Math.rint(SMALL.forward(ONE_ROW)[0])},
            "The output was rounded to 0 or 1. Return the number between them.")
        .because("Compute z1, a1 = σ(z1), z2 and σ(z2) by hand for this row and compare each.")
        .isCloseTo(SMALL.forward(ONE_ROW), TOLERANCE);
  }

  @Test
  @Order(2)
  @Points(1)
  @Hint({
    "Does the second row of x give the same output when the first row is not there?",
    "Every row starts its sums anew: z = b2, then + a1[j] w2[j].",
    "Look where the variables that hold the sums are declared: inside the loop over the rows?"
  })
  void treatsEachRowByItself(Ex08_1Forward learner) {
    double[][] x = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    Expect.that(forward(learner, x, SMALL))
        .named("forward(x, w1, b1, w2, b2) with the four rows of XOR")
        .because(
            "The outputs of a batch are those of its rows one by one. Is a sum carried over from"
                + " one row to the next?")
        .isCloseTo(SMALL.forward(x), TOLERANCE);
  }

  @Test
  @Order(3)
  @Points(2)
  @Hidden
  @Hint({
    "Which of your loops runs to a number, and which to a length?",
    "h is w2.length, n is x.length.",
    "Look for a 2 that should be w2.length: only the number of inputs is fixed."
  })
  void worksForAnyNumberOfRowsAndHiddenUnits(
      Ex08_1Forward learner, @Seeded RandomGenerator random) {
    for (int[] size : new int[][] {{1, 5}, {7, 3}, {3, 7}, {6, 1}, {4, 2}}) {
      SigmoidNetwork network = SigmoidNetwork.random(size[1], random);
      double[][] x = SigmoidNetwork.inputs(size[0], random);
      Expect.that(forward(learner, x, network))
          .named("forward with n = " + size[0] + " rows and h = " + size[1] + " hidden units")
          .because(
              "Here h is " + size[1] + ": does a loop take the number of hidden units to be 2?")
          .isCloseTo(network.forward(x), TOLERANCE);
    }
  }

  @Test
  @Order(4)
  @Points(1)
  @Hint({
    "What is exp(1000) in double? And infinity divided by infinity?",
    "1 / (1 + exp(-z)) has its limits right; exp(z) / (1 + exp(z)) has not.",
    "Look at the line that computes the sigmoid."
  })
  void staysANumberForHugeInputs(Ex08_1Forward learner) {
    var steep =
        new SigmoidNetwork(
            new double[][] {{1000, -1000}, {0, 0}},
            new double[] {0, 0},
            new double[] {1000, -500},
            new double[] {0});
    double[][] x = {{1, 0}, {-1, 0}};
    Expect.that(forward(learner, x, steep))
        .named("forward where z is 1000 and -1000")
        .because("σ(1000) is 1 and σ(-1000) is 0. Write the sigmoid so that exp cannot overflow.")
        .isCloseTo(new double[] {1, 0}, TOLERANCE);
  }

  @Test
  @Order(5)
  @Points(1)
  @Hint({
    "Which of your arrays is new, and which belongs to the caller?",
    "double[] z = b1 does not copy b1; b1.clone() does.",
    "Look for += on an array that came in as a parameter."
  })
  void leavesItsInputsAlone(Ex08_1Forward learner) {
    double[][] x = {{1, -2}, {3, 4}};
    SigmoidNetwork network = copy(SMALL);
    Unchanged inputs =
        Unchanged.watch("x", x)
            .and("w1", network.w1())
            .and("b1", network.b1())
            .and("w2", network.w2());
    double[] output = learner.forward(x, network.w1(), network.b1(), network.w2(), network.b2()[0]);
    inputs.verify("forward(x, w1, b1, w2, b2)");
    Expect.that(output)
        .named("forward(x, w1, b1, w2, b2)")
        .because("The inputs are as they were, but the answer is not right yet.")
        .isCloseTo(SMALL.forward(x), TOLERANCE);
  }

  @Test
  @Order(6)
  @Points(1)
  @Hint({
    "How many outputs belong to no rows?",
    "The result has x.length numbers.",
    "Does a line read x[0] before it knows that there is a row?"
  })
  void givesNoOutputsForNoRows(Ex08_1Forward learner) {
    Expect.that(forward(learner, new double[0][], SMALL))
        .named("forward with no rows at all")
        .because("The result is an array of length 0.")
        .isCloseTo(new double[0], 0);
  }

  /** Calls the learner's code with copies, so that a spoilt input fails one test and not all. */
  private static double[] forward(Ex08_1Forward learner, double[][] x, SigmoidNetwork network) {
    SigmoidNetwork own = copy(network);
    double[][] rows = x.clone();
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rows[i].clone();
    }
    return learner.forward(rows, own.w1(), own.b1(), own.w2(), own.b2()[0]);
  }

  private static SigmoidNetwork copy(SigmoidNetwork network) {
    return new SigmoidNetwork(
        new double[][] {network.w1()[0].clone(), network.w1()[1].clone()},
        network.b1().clone(),
        network.w2().clone(),
        network.b2().clone());
  }
}
