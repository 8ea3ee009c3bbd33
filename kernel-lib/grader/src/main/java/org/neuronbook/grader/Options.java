package org.neuronbook.grader;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a submission is graded.
 *
 * @param callLimit how long one call of the learner's code may take
 * @param testLimit how long one test may take in all
 * @param seed where all random inputs come from
 * @param captureOutput whether what the learner's code prints is kept with the result instead of
 *     being printed
 * @param revealHidden whether the results of {@link Hidden} tests keep their values
 */
public record Options(
    Duration callLimit,
    Duration testLimit,
    long seed,
    boolean captureOutput,
    boolean revealHidden) {

  private static final Duration CALL = Duration.ofSeconds(2);
  private static final Duration TEST = Duration.ofSeconds(20);

  /** For learning: everything is shown, the random inputs are new each time. */
  public static Options practice() {
    // Six digits are enough to be different and short enough to be typed again.
    return practice(ThreadLocalRandom.current().nextInt(100_000, 1_000_000));
  }

  /** For learning, with the random inputs of an earlier run. */
  public static Options practice(long seed) {
    return new Options(CALL, TEST, seed, true, true);
  }

  /** The same for code of our own, whose output nobody asked for. */
  Options quietly() {
    return new Options(callLimit, testLimit, seed, false, revealHidden);
  }

  /** For marks: the seed is the grader's secret and hidden tests stay hidden. */
  public static Options marks(long secretSeed) {
    return new Options(CALL, TEST, secretSeed, true, false);
  }
}
