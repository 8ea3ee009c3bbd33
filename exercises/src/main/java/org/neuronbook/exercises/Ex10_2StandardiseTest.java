package org.neuronbook.exercises;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.neuronbook.exercises.Ex10_2Standardise.Split;
import org.neuronbook.grader.Expect;
import org.neuronbook.grader.GraderTests;
import org.neuronbook.grader.Hidden;
import org.neuronbook.grader.Hint;
import org.neuronbook.grader.Points;
import org.neuronbook.grader.Seeded;
import org.neuronbook.grader.Unchanged;

/** Grades exercise 10.2. */
@GraderTests
class Ex10_2StandardiseTest {
  private static final double TOLERANCE = 1e-9;
  private static final double[][] TRAIN = {{1, 10}, {2, 20}, {6, 60}, {7, 20}};
  private static final double[][] TEST = {{4, 100}, {0, 30}, {9, 20}};

  @Test
  @Order(1)
  @Points(2)
  @Hint({
    "What are the mean and the standard deviation of the first column: 1, 2, 6, 7?",
    "mean[j] = 1/n Σ x[i][j] and std[j] = sqrt(1/n Σ (x[i][j] - mean[j])²), one pair a column.",
    "Look at the loops that add up: j stays fixed while i runs over the rows."
  })
  void standardisesTheTrainingSet(Ex10_2Standardise learner) {
    Expect.that(split(learner, TRAIN, TEST).train())
        .named("the training set of standardise(train, test)")
        .mistake(
            columns(TRAIN, (v, column) -> v - mean(column)),
            "The mean is subtracted, but the division by the standard deviation is missing.")
        .mistake(
            columns(TRAIN, (v, column) -> (v - mean(column)) / (std(column) * std(column))),
            "You divided by the variance. The standard deviation is its square root.")
        .mistake(
            columns(TRAIN, (v, column) -> (v - mean(column)) / (std(column) * Math.sqrt(4.0 / 3))),
            "The variance was divided by n - 1. Here it is the mean over n.")
        .mistake(
            columns(TRAIN, (v, column) -> (v - min(column)) / (max(column) - min(column))),
            "That is scaling to the range 0 to 1. Subtract the mean, divide by the deviation.")
        .mistake(
            apply(TRAIN, (v, row, column) -> (v - mean(row)) / std(row)),
            "The rows were standardised. Mean and deviation belong to a column, a feature.")
        .mistake(
            apply(TRAIN, (v, row, column) -> (v - mean(all(TRAIN))) / std(all(TRAIN))),
            "All numbers share one mean. Each column has its own.")
        .mistake(
            jointly(TRAIN),
            "Mean and deviation were taken from training and test set together: the test set has"
                + " leaked into the training.")
        .because(
            "Column by column: subtract the mean of the training set, divide by its deviation.")
        .isCloseTo(reference(TRAIN, TRAIN), TOLERANCE);
  }

  @Test
  @Order(2)
  @Points(2)
  @Hint({
    "When the model meets a single new row, where do mean and deviation come from?",
    "test[i][j] becomes (test[i][j] - mean[j]) / std[j] with mean and std of the training set.",
    "Look at the arguments of what computes mean and std: does test appear there?"
  })
  void usesTheTrainingNumbersForTheTestSet(Ex10_2Standardise learner) {
    Expect.that(split(learner, TRAIN, TEST).test())
        .named("the test set of standardise(train, test)")
        .mistake(
            reference(TEST, TEST),
            "The test set got its own mean and deviation. Use those of the training set: the test"
                + " set stands for data that nobody has seen.")
        .mistake(
            jointly(TEST),
            "Mean and deviation were taken from training and test set together: the test set has"
                + " leaked into the training.")
        .mistake(
            TEST, "The test set came back as it was. It needs the same change as the training set.")
        .because("Subtract the mean of the training set, divide by its deviation.")
        .isCloseTo(reference(TRAIN, TEST), TOLERANCE);
  }

  @Test
  @Order(3)
  @Points(2)
  @Hidden
  @Hint({
    "May the standardised training set change when only the test set does?",
    "train depends on train alone; a row of test depends on train and on itself.",
    "Look for every place where test is read."
  })
  void doesNotLetTheTestSetLeak(Ex10_2Standardise learner, @Seeded RandomGenerator random) {
    double[][] train = matrix(12, 3, random);
    double[][] planted = matrix(5, 3, random);
    for (double[] row : planted) {
      row[1] += 1000;
    }
    String call = "standardise(train, test) where column 1 of the test set lies 1000 higher";
    Expect.that(split(learner, train, planted).train())
        .named("the training set of " + call)
        .because(
            "The test set was moved far away, and the training set followed: it has leaked. Compute"
                + " mean and deviation from train alone.")
        .isCloseTo(reference(train, train), TOLERANCE);
    double[][] one = {planted[0]};
    Expect.that(split(learner, train, one).test())
        .named("a test set of a single row of " + call)
        .because(
            "A row of the test set must come out the same whichever rows are beside it: use mean and"
                + " deviation of the training set.")
        .isCloseTo(reference(train, one), TOLERANCE);
  }

  @Test
  @Order(4)
  @Points(1)
  @Hint({
    "What is the deviation of a column of equal numbers, and what happens when you divide by it?",
    "If std[j] is 0 the column becomes 0.",
    "Look at the line that divides: what does it do for std[j] == 0?"
  })
  void makesAConstantColumnZero(Ex10_2Standardise learner) {
    double[][] train = {{5, 1}, {5, 3}};
    double[][] test = {{5, 2}, {8, 4}};
    Split split = split(learner, train, test);
    Expect.that(split.train())
        .named("the training set of standardise([[5, 1], [5, 3]], [[5, 2], [8, 4]])")
        .because("Column 0 is constant: its deviation is 0, and 0/0 is NaN. Return 0 for it.")
        .isCloseTo(new double[][] {{0, -1}, {0, 1}}, TOLERANCE);
    Expect.that(split.test())
        .named("the test set of standardise([[5, 1], [5, 3]], [[5, 2], [8, 4]])")
        .because("Column 0 is constant in the training set: it is 0 in the test set, too.")
        .isCloseTo(new double[][] {{0, 0}, {0, 2}}, TOLERANCE);
  }

  @Test
  @Order(5)
  @Points(1)
  @Hint({
    "How many digits are left when two numbers near 10000000000000000 are subtracted?",
    "Two passes: first the mean, then 1/n Σ (x - mean)². Not Σ x²/n - mean².",
    "Look at the line that computes the variance."
  })
  void keepsItsPrecisionFarFromZero(Ex10_2Standardise learner) {
    double[][] train = {{1e8 + 1}, {1e8 + 2}, {1e8 + 6}};
    Expect.that(split(learner, train, new double[0][]).train())
        .named("the training set of standardise for 100000001, 100000002, 100000006")
        .because(
            "The variance as the mean of the squares minus the square of the mean loses all digits"
                + " here. Subtract the mean first, then square.")
        .isCloseTo(reference(train, train), 1e-6);
  }

  @Test
  @Order(6)
  @Points(1)
  @Hint({
    "Who else uses the rows of train after your method returns?",
    "train.clone() copies the list of rows, not the rows.",
    "Make new double[n][d] and write only there."
  })
  void leavesItsInputsAlone(Ex10_2Standardise learner) {
    double[][] train = copy(TRAIN);
    double[][] test = copy(TEST);
    Unchanged inputs = Unchanged.watch("train", train).and("test", test);
    Split split = learner.standardise(train, test);
    inputs.verify("standardise(train, test)");
    Expect.that(split == null ? null : split.train())
        .named("the training set of standardise(train, test)")
        .because("The inputs are as they were, but the answer is not right yet.")
        .isCloseTo(reference(TRAIN, TRAIN), TOLERANCE);
  }

  @Test
  @Order(7)
  @Points(1)
  @Hidden
  @Hint({
    "Is the number of columns the number of rows?",
    "n = train.length, m = test.length, d = train[0].length.",
    "Look at the bounds of your loops, and at test[0], which need not exist."
  })
  void worksForAnyShape(Ex10_2Standardise learner, @Seeded RandomGenerator random) {
    for (int[] shape : new int[][] {{9, 4, 3}, {2, 5, 7}, {6, 0, 2}, {1, 2, 3}, {20, 1, 1}}) {
      double[][] train = matrix(shape[0], shape[2], random);
      double[][] test = matrix(shape[1], shape[2], random);
      String call =
          "standardise with train (%d, %d) and test (%d, %d)"
              .formatted(shape[0], shape[2], shape[1], shape[2]);
      Split split = split(learner, train, test);
      Expect.that(split.train())
          .named("the training set of " + call)
          .because("Mean and deviation are taken over the " + shape[0] + " rows of train.")
          .isCloseTo(reference(train, train), TOLERANCE);
      Expect.that(split.test())
          .named("the test set of " + call)
          .because("The test set has " + shape[1] + " rows.")
          .isCloseTo(reference(train, test), TOLERANCE);
    }
  }

  /** Calls the learner's code with copies, so that a spoilt input fails one test and not all. */
  private static Split split(Ex10_2Standardise learner, double[][] train, double[][] test) {
    Split split = learner.standardise(copy(train), copy(test));
    if (split == null) {
      throw Expect.fail(
          "standardise(train, test)",
          "a Split",
          "null",
          "The result is null: return new Split(train, test).");
    }
    return split;
  }

  private static double[][] reference(double[][] train, double[][] data) {
    return apply(
        data,
        (v, row, j) -> {
          double[] column = column(train, j);
          double std = std(column);
          return std == 0 ? 0 : (v - mean(column)) / std;
        });
  }

  /** What comes out if mean and deviation are those of both sets. */
  private static double[][] jointly(double[][] data) {
    double[][] both = Stream.of(TRAIN, TEST).flatMap(Arrays::stream).toArray(double[][]::new);
    return reference(both, data);
  }

  private interface Cell {
    double of(double value, double[] row, int column);
  }

  private interface InColumn {
    double of(double value, double[] column);
  }

  private static double[][] apply(double[][] data, Cell cell) {
    return Arrays.stream(data)
        .map(
            row -> {
              var result = new double[row.length];
              Arrays.setAll(result, j -> cell.of(row[j], row, j));
              return result;
            })
        .toArray(double[][]::new);
  }

  private static double[][] columns(double[][] data, InColumn cell) {
    return apply(data, (v, row, j) -> cell.of(v, column(data, j)));
  }

  private static double[] column(double[][] data, int j) {
    return Arrays.stream(data).mapToDouble(row -> row[j]).toArray();
  }

  private static double[] all(double[][] data) {
    return Arrays.stream(data).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElse(0);
  }

  private static double std(double[] values) {
    double mean = mean(values);
    return Math.sqrt(DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }

  private static double min(double[] values) {
    return DoubleStream.of(values).min().orElse(0);
  }

  private static double max(double[] values) {
    return DoubleStream.of(values).max().orElse(1);
  }

  private static double[][] matrix(int rows, int columns, RandomGenerator random) {
    var data = new double[rows][columns];
    for (double[] row : data) {
      Arrays.setAll(row, j -> 10 * j + (1 + j) * random.nextGaussian());
    }
    return data;
  }

  private static double[][] copy(double[][] data) {
    return Arrays.stream(data).map(double[]::clone).toArray(double[][]::new);
  }
}
