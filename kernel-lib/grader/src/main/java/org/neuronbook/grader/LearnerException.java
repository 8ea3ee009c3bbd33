package org.neuronbook.grader;

/**
 * The learner's code threw something. Only texts, no exception object: it may come from another
 * process.
 */
public final class LearnerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String where;

  /**
   * @param problem the class and message of what was thrown
   * @param where the learner's own line, or null if unknown
   */
  public LearnerException(String problem, String where) {
    super(problem, null, false, false);
    this.where = where;
  }

  /** The learner's own line, or null if unknown. */
  public String where() {
    return where;
  }
}
