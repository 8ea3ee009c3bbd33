package org.neuronbook.grader.progress;

import java.time.Instant;

/**
 * What is remembered of one exercise.
 *
 * @param exercise the exercise's id
 * @param attempts the checks of written code until it was solved, or until now
 * @param best the most points of any check
 * @param firstSolved when every test passed for the first time; null if never
 */
public record Tally(String exercise, int attempts, double best, Instant firstSolved) {
  public boolean solved() {
    return firstSolved != null;
  }
}
