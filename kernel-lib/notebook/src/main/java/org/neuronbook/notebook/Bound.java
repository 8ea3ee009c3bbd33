package org.neuronbook.notebook;

/**
 * The values that a claim allows.
 *
 * @param least the smallest of them
 * @param most the greatest of them
 * @param words how it reads: "at least 0.92"
 */
public record Bound(double least, double most, String words) {

  /** Whether a value is allowed; NaN never is. */
  public boolean holds(double value) {
    return value >= least && value <= most;
  }

  @Override
  public String toString() {
    return words;
  }
}
