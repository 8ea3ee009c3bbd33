package org.neuronbook.exercises;

import java.util.Arrays;
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

/** Grades exercise 00.1. */
@GraderTests
class Ex00_1CentreTest {

  @Test
  @Order(1)
  @Points(1)
  @Hint({
    "Add the three numbers and divide by how many there are. What is left of each number when you"
        + " take that away?",
    "The mean is m = (1 + 2 + 6) / 3 = 3, and the result is x[i] - m.",
    "Look at the line that computes the result: it should read result[i] = x[i] - mean."
  })
  void subtractsTheMean(Ex00_1Centre learner) {
    double[] x = {1, 2, 6};
    double spread = Math.sqrt(14.0 / 3);
    Expect.that(learner.centre(x.clone()))
        .named("centre", x)
        .mistake(x, "The numbers came back unchanged: subtract the mean, which is 3.")
        .mistake(map(x, v -> v + 3), "You added the mean. Subtract it.")
        .mistake(map(x, v -> 3 - v), "You computed mean - x[i]. It is x[i] - mean.")
        .mistake(
            map(x, v -> v - 1),
            "You subtracted the first number, or the smallest. Subtract the mean.")
        .mistake(
            map(x, v -> v - 2),
            "You subtracted the number in the middle, the median. Subtract the mean.")
        .mistake(
            map(x, v -> v - 9), "You subtracted the sum. Divide it by how many numbers there are.")
        .mistake(map(x, v -> v - 4.5), "You divided the sum by n - 1. A mean divides by n.")
        .mistake(
            map(x, v -> (v - 3) / spread),
            "You also divided by the standard deviation. Only subtract the mean.")
        .mistake(
            recomputed(x),
            "The mean changed while you were subtracting it. Compute it once, before the loop.")
        .because("The mean of 1, 2 and 6 is 3. Subtract it from each of them.")
        .isCloseTo(new double[] {-2, -1, 3}, 1e-12);
  }

  @Test
  @Order(2)
  @Points(1)
  @Hint({
    "What is the mean of 1 and 2, exactly?",
    "The mean is 1.5, and the result is [-0.5, 0.5].",
    "Look at the type of the variable that holds the mean: it should be double."
  })
  void copesWithAMeanThatIsNoWholeNumber(Ex00_1Centre learner) {
    double[] x = {1, 2};
    Expect.that(learner.centre(x.clone()))
        .named("centre", x)
        .mistake(
            new double[] {0, 1},
            "The mean was cut to a whole number: 1 instead of 1.5. Use double.")
        .mistake(
            new double[] {-1, 0},
            "The mean was rounded to a whole number: 2 instead of 1.5. Use double.")
        .because("The mean of 1 and 2 is 1.5.")
        .isCloseTo(new double[] {-0.5, 0.5}, 1e-12);
  }

  @Test
  @Order(3)
  @Points(1)
  @Hint({
    "A single number is its own mean. What is left?",
    "x[0] - x[0] = 0.",
    "Does any line divide by n - 1, or start a loop at 1?"
  })
  void makesZeroOfASingleNumber(Ex00_1Centre learner) {
    double[] x = {7.25};
    Expect.that(learner.centre(x.clone()))
        .named("centre", x)
        .because("The mean of a single number is the number itself.")
        .isCloseTo(new double[] {0}, 1e-12);
  }

  @Test
  @Order(4)
  @Points(1)
  @Hint({
    "How many numbers should come back when none went in?",
    "The result has as many numbers as x: new double[x.length].",
    "Does a line read x[0], or return null, before it looks at x.length?"
  })
  void givesAnEmptyArrayForAnEmptyArray(Ex00_1Centre learner) {
    Expect.that(learner.centre(new double[0]))
        .named("centre", new double[0])
        .because("Nothing in, nothing out: an array of length 0, and no exception.")
        .isCloseTo(new double[0], 0);
  }

  @Test
  @Order(5)
  @Points(1)
  @Hint({
    "Who else uses the array x after your method returns?",
    "Make the result with new double[x.length] and write only there.",
    "Look for a line that assigns to x[i], or that returns x."
  })
  void leavesItsInputAlone(Ex00_1Centre learner) {
    double[] x = {1, 2, 6};
    Unchanged inputs = Unchanged.watch("x", x);
    double[] result = learner.centre(x);
    inputs.verify("centre([1, 2, 6])");
    Expect.that(result)
        .named("centre([1, 2, 6])")
        .because("The input is as it was, but the answer is not right yet.")
        .isCloseTo(new double[] {-2, -1, 3}, 1e-12);
  }

  @Test
  @Order(6)
  @Points(1)
  @Hint({
    "How many digits does your mean have?",
    "A float keeps about 7 digits, a double about 16. Here the mean is 100000000.5.",
    "Look for float, or for a cast, in the lines that add the numbers up."
  })
  void keepsItsPrecisionFarFromZero(Ex00_1Centre learner) {
    double[] x = {1e8, 1e8 + 1};
    Expect.that(learner.centre(x.clone()))
        .named("centre", x)
        .because("Far from 0 the small differences must survive. Compute in double, not in float.")
        .isCloseTo(new double[] {-0.5, 0.5}, 1e-6);
  }

  @Test
  @Order(7)
  @Points(2)
  @Hidden
  @Hint({
    "Does your method work for any length and any numbers, or only for the examples?",
    "m = (x[0] + ... + x[n - 1]) / n with n = x.length.",
    "Look for a number in your code that only fits the examples, such as 3."
  })
  void worksForAnyNumbers(Ex00_1Centre learner, @Seeded RandomGenerator random) {
    for (int trial = 0; trial < 20; trial++) {
      double offset = 100 * random.nextGaussian();
      double[] x = random.doubles(2 + random.nextInt(30)).map(v -> offset + 10 * v).toArray();
      double mean = Arrays.stream(x).sum() / x.length;
      Expect.that(learner.centre(x.clone()))
          .named("centre", x)
          .because("The mean of these " + x.length + " numbers is " + mean + ".")
          .isCloseTo(map(x, v -> v - mean), 1e-9);
    }
  }

  private static double[] map(double[] x, DoubleUnaryOperator f) {
    return Arrays.stream(x).map(f).toArray();
  }

  /** What comes out if the mean is taken anew after each subtraction. */
  private static double[] recomputed(double[] x) {
    double[] result = x.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] -= Arrays.stream(result).average().orElse(0);
    }
    return result;
  }
}
