package org.neuronbook.grader;

/**
 * What the body of an unwritten exercise throws. A test that meets it is reported as not written
 * yet and earns nothing, even where nothing else would fail.
 */
public final class Todo extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String exercise;

  /**
   * @param exercise the exercise's id, for example {@code "00.1"}
   */
  public Todo(String exercise) {
    super(
        "Exercise "
            + exercise
            + " is not written yet: replace the line that throws this Todo by your code, run the"
            + " cell, then run the check again.");
    this.exercise = exercise;
  }

  /** The exercise's id. */
  public String exercise() {
    return exercise;
  }
}
