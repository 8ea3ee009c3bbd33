package org.neuronbook.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RngTest {

  @Test
  void splitMix64GivesItsPublishedNumbers() {
    // The first outputs for seed 1234567, as test vectors of SplitMix64 list them (Rosetta Code,
    // "Pseudo-random numbers/Splitmix64").
    Rng rng = Rng.of(1234567);
    assertThat(LongStream.generate(rng::nextLong).limit(5).toArray())
        .containsExactly(
            Long.parseUnsignedLong("6457827717110365317"),
            Long.parseUnsignedLong("3203168211198807973"),
            Long.parseUnsignedLong("9817491932198370423"),
            Long.parseUnsignedLong("4593380528125082431"),
            Long.parseUnsignedLong("16408922859458223821"));
  }

  @Test
  void numbersOfASeedNeverChange() {
    // Not computed elsewhere: outputs of the lessons rest on them, so a change must be noticed.
    Rng rng = Rng.of(2017);
    assertThat(rng.nextDouble()).isEqualTo(0.7715484469080518);
    assertThat(rng.nextInt(1000)).isEqualTo(705);
    assertThat(rng.nextGaussian()).isEqualTo(1.6506428701470062);
    assertThat(rng.nextGaussian()).isEqualTo(-0.3189640261908447);
    assertThat(rng.permutation(8)).containsExactly(4, 7, 0, 1, 2, 5, 6, 3);
    assertThat(rng.split().nextLong()).isEqualTo(-2960663743396071864L);
    assertThat(rng.nextLong()).isEqualTo(-2790986178520670201L);
  }

  @Test
  void numbersAndPartsAreThoseOfTheJdksSplittableRandom() {
    // The same algorithm in other hands.
    for (long seed : new long[] {0, 1, -7, 123456789, Long.MIN_VALUE}) {
      SplittableRandom expected = new SplittableRandom(seed);
      Rng rng = Rng.of(seed);
      for (int i = 0; i < 20; i++) {
        assertThat(rng.nextLong()).isEqualTo(expected.nextLong());
        assertThat(rng.nextDouble()).isEqualTo(expected.nextDouble());
        expected = expected.split();
        rng = rng.split();
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameNumbersAndAnotherSeedOthers() {
    double[] first = Tensor.randn(Rng.of(5), 100).toArray();
    assertThat(Tensor.randn(Rng.of(5), 100).toArray()).containsExactly(first);
    assertThat(Tensor.randn(Rng.of(6), 100).toArray()).doesNotContain(first);
  }

  @Test
  void drawingFromAPartDoesNotMoveTheOther() {
    Rng one = Rng.of(9);
    Rng partOfOne = one.split();
    IntStream.range(0, 1000).forEach(i -> partOfOne.nextLong());
    Rng two = Rng.of(9);
    two.split();
    assertThat(one.nextLong()).isEqualTo(two.nextLong());
  }

  @Test
  void partsHaveNoNumbersInCommonAndNoCorrelation() {
    Rng rng = Rng.of(3);
    Rng a = rng.split();
    Rng b = rng.split();
    Set<Long> seen = new HashSet<>();
    double product = 0;
    int n = 20_000;
    for (int i = 0; i < n; i++) {
      long x = rng.nextLong();
      long y = a.nextLong();
      long z = b.nextLong();
      seen.add(x);
      seen.add(y);
      seen.add(z);
      product += centred(x) * centred(y) + centred(y) * centred(z) + centred(z) * centred(x);
    }
    assertThat(seen).hasSize(3 * n);
    // Each product has mean 0 and standard deviation 1/12.
    assertThat(product / (3 * n)).isEqualTo(0, within(4.0 / 12 / Math.sqrt(3.0 * n)));
  }

  private static double centred(long bits) {
    return (bits >>> 11) * 0x1.0p-53 - 0.5;
  }

  /** Pearson's statistic for n draws that should fall into each of the bins equally often. */
  private static double chiSquare(int bins, int n, IntSupplier draw) {
    int[] counts = new int[bins];
    for (int i = 0; i < n; i++) {
      counts[draw.getAsInt()]++;
    }
    double expected = (double) n / bins;
    return Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
  }

  @Test
  void doublesAreUniform() {
    Rng rng = Rng.of(11);
    // 99.9 % of true uniform sources stay below 148.2 with 99 degrees of freedom.
    assertThat(chiSquare(100, 100_000, () -> (int) (rng.nextDouble() * 100))).isLessThan(148.2);
  }

  @Test
  void doublesStayInTheirInterval() {
    Rng rng = Rng.of(12);
    assertThat(DoubleStream.generate(rng::nextDouble).limit(100_000))
        .allMatch(x -> x >= 0 && x < 1);
    assertThat(DoubleStream.generate(() -> rng.nextDouble(-2, 3)).limit(100_000))
        .allMatch(x -> x >= -2 && x < 3);
  }

  @Test
  void intsAreUniformForBoundsThatAreNoPowerOfTwo() {
    Rng rng = Rng.of(13);
    // 99.9 % stay below 22.46 with 6 degrees of freedom.
    assertThat(chiSquare(7, 70_000, () -> rng.nextInt(7))).isLessThan(22.46);
  }

  @Test
  void intsAreUniformForBoundsOfWhichFewFit() {
    // 3·2^29 fits only once into 2^31: without drawing again, the lower half would come twice as
    // often.
    Rng rng = Rng.of(14);
    assertThat(chiSquare(3, 30_000, () -> rng.nextInt(3 << 29) >>> 29))
        .as("99.9 %% stay below 13.82 with 2 degrees of freedom")
        .isLessThan(13.82);
  }

  @Test
  void aBoundOfOneGivesZero() {
    assertThat(Rng.of(1).nextInt(1)).isZero();
    assertThat(Rng.of(1).nextInt(Integer.MAX_VALUE)).isNotNegative();
  }

  @Test
  void gaussiansHaveTheMomentsOfTheNormalDistribution() {
    Rng rng = Rng.of(15);
    int n = 200_000;
    double[] x = DoubleStream.generate(rng::nextGaussian).limit(n).toArray();
    double error = 4 / Math.sqrt(n); // four standard errors of a mean with variance 1
    assertThat(moment(x, 1)).as("mean").isEqualTo(0, within(error));
    assertThat(moment(x, 2)).as("variance").isEqualTo(1, within(error * Math.sqrt(2)));
    assertThat(moment(x, 3)).as("skewness").isEqualTo(0, within(error * Math.sqrt(15)));
    assertThat(moment(x, 4)).as("kurtosis").isEqualTo(3, within(error * Math.sqrt(96)));
  }

  private static double moment(double[] x, int power) {
    return Arrays.stream(x).map(v -> Math.pow(v, power)).average().orElseThrow();
  }

  @Test
  void gaussiansFollowEachOtherIndependently() {
    // The polar method makes two at a time.
    Rng rng = Rng.of(16);
    int n = 100_000;
    double sum = 0;
    double before = rng.nextGaussian();
    for (int i = 0; i < n; i++) {
      double next = rng.nextGaussian();
      sum += before * next;
      before = next;
    }
    assertThat(sum / n).isEqualTo(0, within(4 / Math.sqrt(n)));
  }

  @Test
  void permutationsHoldEveryNumberOnce() {
    int[] order = Rng.of(17).permutation(1000);
    assertThat(order).isNotEqualTo(IntStream.range(0, 1000).toArray());
    Arrays.sort(order);
    assertThat(order).isEqualTo(IntStream.range(0, 1000).toArray());
  }

  @Test
  void everyOrderIsEquallyLikely() {
    Rng rng = Rng.of(18);
    Map<String, Integer> numbers = new HashMap<>();
    // The 24 orders of 4: 99.9 % stay below 49.73 with 23 degrees of freedom.
    assertThat(
            chiSquare(
                24,
                24_000,
                () ->
                    numbers.computeIfAbsent(
                        Arrays.toString(rng.permutation(4)), order -> numbers.size())))
        .isLessThan(49.73);
    assertThat(numbers).hasSize(24);
  }

  @Test
  void shuffleKeepsWhatItMoves() {
    int[] values = {5, 5, 7, 9};
    Rng.of(19).shuffle(values);
    assertThat(values).containsExactlyInAnyOrder(5, 5, 7, 9);
    Rng.of(1).shuffle(new int[0]);
  }
}
