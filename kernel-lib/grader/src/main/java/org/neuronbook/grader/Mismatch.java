package org.neuronbook.grader;

/**
 * The learner's answer is wrong: what {@link Expect} throws. It carries values instead of a text,
 * so that each report can show them in its own way.
 */
public final class Mismatch extends AssertionError {
  private static final long serialVersionUID = 1;

  private final transient Comparison comparison;

  /**
   * @param comparison what was tried and seen
   * @param explanation what this probably means, in sentences a learner can act on
   */
  public Mismatch(Comparison comparison, String explanation) {
    super(explanation);
    this.comparison = comparison;
  }

  public Comparison comparison() {
    return comparison;
  }
}
