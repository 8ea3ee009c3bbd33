package org.neuronbook.tensor;

import java.util.Map;
import java.util.stream.IntStream;

/**
 * A seeded source of random numbers: the same seed gives the same numbers on every machine and JDK.
 * There is no global seed; whoever draws at random is handed an {@code Rng}. {@link #split} gives
 * an independent second source, so that one part of a program may draw more without moving another
 * part's numbers.
 *
 * <p>SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
 *
 * <pre>{@code
 * jshell> Rng.of(7).nextInt(100) == Rng.of(7).nextInt(100)
 * true
 * }</pre>
 */
public final class Rng implements Stateful {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final long LOW = 0xffffffffL;

  private long gamma;
  private long state;
  private double spareGaussian = Double.NaN;

  private Rng(long state, long gamma) {
    this.state = state;
    this.gamma = gamma;
  }

  public static Rng of(long seed) {
    return new Rng(seed, GOLDEN_GAMMA);
  }

  /** A source independent of this one from here on. */
  public Rng split() {
    return new Rng(nextLong(), mixGamma(state += gamma));
  }

  public long nextLong() {
    return mix(state += gamma);
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [low, high). */
  public double nextDouble(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /** Uniform among 0, 1, ..., bound - 1. */
  public int nextInt(int bound) {
    Refuse.when(bound < 1)
        .saying(
            "nextInt: expected a bound of at least 1, got %s. Results go from 0 to bound - 1",
            bound);
    // Numbers of the last, incomplete block would make small results more likely: draw again.
    long limit = (1L << 31) - (1L << 31) % bound;
    long draw;
    do {
      draw = nextLong() >>> 33;
    } while (draw >= limit);
    return (int) (draw % bound);
  }

  /** Standard normal: mean 0, variance 1, by Marsaglia's polar method. */
  public double nextGaussian() {
    if (!Double.isNaN(spareGaussian)) {
      double result = spareGaussian;
      spareGaussian = Double.NaN;
      return result;
    }
    double u;
    double v;
    double square;
    do {
      u = 2 * nextDouble() - 1;
      v = 2 * nextDouble() - 1;
      square = u * u + v * v;
    } while (square >= 1 || square == 0);
    // StrictMath: the same bits on every machine.
    double scale = Math.sqrt(-2 * StrictMath.log(square) / square);
    spareGaussian = v * scale;
    return u * scale;
  }

  /** The numbers 0 to n - 1 in random order, every order equally likely (Fisher and Yates). */
  public int[] permutation(int n) {
    int[] order = IntStream.range(0, n).toArray();
    shuffle(order);
    return order;
  }

  /** Puts the values into random order. Modified. */
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int held = values[i];
      values[i] = values[j];
      values[j] = held;
    }
  }

  /** Longs in halves, which float64 holds exactly. */
  @Override
  public Map<String, Tensor> state() {
    long spare = Double.doubleToLongBits(spareGaussian);
    return Map.of(
        "rng",
        Tensor.of(gamma >>> 32, gamma & LOW, state >>> 32, state & LOW, spare >>> 32, spare & LOW));
  }

  @Override
  public void load(Map<String, Tensor> saved) {
    double[] halves = Stateful.single("Rng", saved, "rng", 6);
    gamma = (long) halves[0] << 32 | (long) halves[1];
    state = (long) halves[2] << 32 | (long) halves[3];
    spareGaussian = Double.longBitsToDouble((long) halves[4] << 32 | (long) halves[5]);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private static long mixGamma(long z) {
    z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
    z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
    z = (z ^ (z >>> 33)) | 1L;
    // A gamma with too few changes of bit gives weak sequences.
    return Long.bitCount(z ^ (z >>> 1)) < 24 ? z ^ 0xaaaaaaaaaaaaaaaaL : z;
  }
}
