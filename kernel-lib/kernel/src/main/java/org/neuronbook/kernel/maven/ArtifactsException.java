package org.neuronbook.kernel.maven;

/** A library that cannot be had. */
public final class ArtifactsException extends RuntimeException {
  private final String problem;
  private final String hint;

  /**
   * @param problem which library, and why
   * @param hint what to do
   */
  public ArtifactsException(String problem, String hint) {
    super(problem + ". " + hint);
    this.problem = problem;
    this.hint = hint;
  }

  /** Which library, and why. */
  public String problem() {
    return problem;
  }

  /** What to do. */
  public String hint() {
    return hint;
  }
}
