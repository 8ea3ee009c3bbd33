package org.neuronbook.grader.progress;

/** Progress could not be kept or read. The message is one sentence for the learner. */
public final class ProgressException extends Exception {
  private static final long serialVersionUID = 1;

  public ProgressException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
