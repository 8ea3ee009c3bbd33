package org.neuronbook.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The code of lesson 08 against the library, and what its text says, over more seeds than a
 * notebook has patience for. The numbers that the text names stand in the assertions.
 */
class Lesson08Test {
  private static final LessonText LESSON = LessonText.read("08-mlp-and-xor", "lesson.md");
  private static final int SEEDS = 20;

  private static LessonShell shell;

  @BeforeAll
  static void runTheCellsOfTheLesson() {
    shell =
        new LessonShell()
            .run(
                LESSON.cell("points"),
                LESSON.cell("matrices"),
                LESSON.cell("network"),
                LESSON.cell("train"),
                LESSON.cell("compare"),
                LESSON.cell("divisible"),
                LESSON.cell("half-frozen"),
                LESSON.cell("widths"))
            .run(
                """
                long count(IntPredicate holds, int seeds) {
                  return IntStream.rangeClosed(1, seeds).filter(holds).count();
                }
                """);
  }

  @AfterAll
  static void close() {
    shell.close();
  }

  private static long count(String condition, int seeds) {
    return (long) shell.number("count(seed -> " + condition + ", " + seeds + ")");
  }

  @Test
  void handWrittenGradientsEqualTheLibrarysOnRandomNetworksAndPoints() {
    shell.run(
        """
        double worst(int cases) {
          double worst = 0;
          for (int seed = 0; seed < cases; seed++) {
            Rng rng = Rng.of(seed);
            int h = 1 + rng.nextInt(9);
            int n = 1 + rng.nextInt(7);
            XorNetwork network = new XorNetwork(h, rng);
            network.b1[0] = Tensor.randn(rng, h).toArray();
            network.b2[0][0] = rng.nextGaussian();
            double[][] x = Tensor.randn(rng, n, 2).toMatrix();
            double[][] t = Tensor.randn(rng, n, 1).toMatrix();
            worst = Math.max(worst, difference(network, x, t));
          }
          return worst;
        }
        """);
    assertThat(shell.number("worst(50)"))
        .as("largest difference of a gradient between the lesson's text and the library")
        .isLessThan(1e-12);
  }

  @Test
  void aLossBelowOneSixteenthMeansSolvedForEveryNetworkOfThePlot() {
    assertThat(
            count(
                "solves(trained(2, seed, 5000))"
                    + " != (trained(2, seed, 5000).loss(points, targets) < 1 / 16.0)",
                SEEDS))
        .isZero();
  }

  @Test
  void eightHiddenNeuronsSolveXorFromAtLeastNineteenOfTwentySeeds() {
    assertThat(count("solves(trained(8, seed, 5000))", SEEDS)).isGreaterThanOrEqualTo(19);
  }

  @Test
  void noWideNetworkOfTwoHundredIsStillUnsolvedAfterAThousandSteps() {
    assertThat(count("!solves(trained(8, seed, 1000))", 200)).isZero();
  }

  @Test
  void twoHiddenNeuronsGetStuckFromAboutEightOfTwentySeeds() {
    assertThat(count("!solves(trained(2, seed, 5000))", SEEDS)).isBetween(7L, 9L);
  }

  @Test
  void aboutOneNarrowNetworkInFourGetsStuck() {
    assertThat(count("!solves(trained(2, seed, 5000))", 200))
        .as("stuck networks of 200")
        .isBetween(40L, 60L);
  }

  @Test
  void aStuckNetworkIsStillStuckAfterTenTimesAsManySteps() {
    assertThat(count("!solves(trained(2, seed, 5000)) && solves(trained(2, seed, 50_000))", SEEDS))
        .as("networks that get free between 5,000 and 50,000 steps")
        .isZero();
  }

  @Test
  void aHundredTimesAsManyStepsBringSeedThreeNoFurtherThanOneEighth() {
    assertThat(shell.number("trained(2, 3, 5000).loss(points, targets)")).isBetween(0.1255, 0.1265);
    assertThat(shell.number("trained(2, 3, 500_000).loss(points, targets)"))
        .isBetween(0.125, 0.12505);
  }

  @Test
  void seedThirteenRestsNearOneSixth() {
    assertThat(shell.number("trained(2, 13, 5000).loss(points, targets)"))
        .isBetween(1 / 6.0, 1 / 6.0 + 0.002);
  }

  @Test
  void aLineDividesTheAnswersInEverySolvedNetworkAndHardlyEverBeforeTraining() {
    assertThat(shell.truth("divisible(trained(2, 15, 0))")).as("seed 15, untrained").isFalse();
    assertThat(count("divisible(trained(2, seed, 0))", SEEDS))
        .as("divisible by luck")
        .isLessThan(3);
    assertThat(count("solves(trained(2, seed, 5000)) && !divisible(trained(2, seed, 5000))", SEEDS))
        .as("solved, yet not divisible")
        .isZero();
  }

  @Test
  void seedFifteenFoldsTheZerosTogetherAndSeedOneTheOnes() {
    shell.run(
        """
        double apart(XorNetwork network, int i, int k) {
          double[] a = network.hidden(points)[i], b = network.hidden(points)[k];
          return Math.hypot(a[0] - b[0], a[1] - b[1]);
        }
        """);
    assertThat(shell.number("apart(trained(2, 15, 5000), 0, 3)")).isLessThan(0.02);
    assertThat(shell.number("apart(trained(2, 15, 5000), 1, 2)")).isGreaterThan(1);
    assertThat(shell.number("apart(trained(2, 1, 5000), 1, 2)")).isLessThan(0.02);
    assertThat(shell.number("apart(trained(2, 1, 5000), 0, 3)")).isGreaterThan(1);
  }

  @Test
  void moreThanHalfOfTheWideNetworksSolveXorWithTheirHiddenLayerFrozen() {
    assertThat(count("solves(halfFrozen(8, seed, 5000))", SEEDS)).isBetween(12L, 16L);
  }

  @Test
  void theBrokenSlopeSolvesXorEveryTimeButMoreSlowly() {
    shell
        .run(LESSON.cell("broken-network"))
        .run(
            """
            int stepsToSolve(XorNetwork network) {
              int steps = 0;
              while (!solves(network) && steps < 5000) {
                train(network, 1);
                steps++;
              }
              return steps;
            }
            """);
    assertThat(count("stepsToSolve(new MyNetwork(8, Rng.of(seed))) < 5000", SEEDS)).isEqualTo(20);
    assertThat(
            count(
                "stepsToSolve(new MyNetwork(8, Rng.of(seed))) <= stepsToSolve(new XorNetwork(8, Rng.of(seed)))",
                SEEDS))
        .as("seeds from which the broken network is not slower")
        .isZero();
  }

  @Test
  void aReversedSignInTheHiddenLayerLetsNoNetworkSolveXor() {
    shell.run(
        """
        class Reversed extends XorNetwork {
          Reversed(int h, Rng rng) {
            super(h, rng);
          }

          XorNetwork gradient(double[][] x, double[][] t) {
            XorNetwork g = super.gradient(x, t);
            return new XorNetwork(each(g.w1, d -> -d), each(g.b1, d -> -d), g.w2, g.b2);
          }
        }

        XorNetwork reversed(int seed) {
          XorNetwork network = new Reversed(8, Rng.of(seed));
          train(network, 5000);
          return network;
        }
        """);
    assertThat(count("solves(reversed(seed))", SEEDS)).isZero();
  }

  @Test
  void theGradientCheckAcceptsTheRightSlopeAndShowsADifferentRatioInEachRowOfTheWrongOne() {
    shell
        .run(LESSON.cell("broken-network"), LESSON.cell("derivatives"))
        .run(
            """
            DoubleSummaryStatistics ratios(XorNetwork network) {
              return derivatives(network).stream()
                  .mapToDouble(Derivative::ratio).summaryStatistics();
            }
            """);
    assertThat(shell.number("ratios(new XorNetwork(2, Rng.of(1))).getMin()"))
        .isCloseTo(1, within(1e-5));
    assertThat(shell.number("ratios(new XorNetwork(2, Rng.of(1))).getMax()"))
        .isCloseTo(1, within(1e-5));
    assertThat(shell.number("ratios(new MyNetwork(2, Rng.of(1))).getMin()")).isLessThan(0);
    assertThat(shell.number("ratios(new MyNetwork(2, Rng.of(1))).getMax()")).isGreaterThan(1.5);
  }

  @Test
  void hiddenNeuronsThatStartEqualStayEqual() {
    shell.run(
        """
        XorNetwork equal(int steps) {
          var network = new XorNetwork(8, Rng.of(1));
          for (double[][] weights : List.of(network.w1, network.w2)) {
            for (double[] row : weights) {
              Arrays.fill(row, 0.5);
            }
          }
          train(network, steps);
          return network;
        }
        """);
    assertThat(shell.truth("Arrays.stream(transposed(equal(5000).w2)[0]).distinct().count() == 1"))
        .isTrue();
    assertThat(shell.truth("solves(equal(5000))")).isFalse();
  }
}
