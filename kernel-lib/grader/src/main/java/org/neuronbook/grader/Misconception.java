package org.neuronbook.grader;

import java.util.Objects;

/**
 * A wrong solution that somebody will write.
 *
 * @param why what it does wrong, to follow "a solution that": for example {@code "adds the mean"}
 * @param type the solution: it implements the contract of its exercise and has a constructor
 *     without parameters
 */
public record Misconception(String why, Class<?> type) {
  public Misconception {
    Objects.requireNonNull(why, "why");
    Objects.requireNonNull(type, "type");
  }
}
