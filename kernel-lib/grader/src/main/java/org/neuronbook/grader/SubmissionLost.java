package org.neuronbook.grader;

/**
 * The process that ran the learner's code is lost, or never had any code to run. The test that was
 * running is over, whatever it makes of exceptions.
 */
public final class SubmissionLost extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Status status;

  /**
   * @param status how the test ends
   * @param explanation a sentence for the learner
   */
  public SubmissionLost(Status status, String explanation) {
    super(explanation, null, false, false);
    this.status = status;
  }

  public Status status() {
    return status;
  }
}
