package org.neuronbook.grader;

import java.util.List;

/**
 * The result of one grader test.
 *
 * @param method the test method's name
 * @param name the test as a sentence
 * @param points points earned
 * @param maximum points to be had
 * @param status how it ended
 * @param comparison what was tried, expected and seen; null when the test did not get that far
 * @param explanation what it probably means; empty for a pass
 * @param hints all steps of help, opened or not
 * @param seed the seed of the run if the test drew random numbers, else null
 * @param hidden whether the test is marked {@link Hidden}
 * @param printed what the learner's code printed during the test, cut at {@link
 *     CapturedOutput#LIMIT} characters
 */
public record TestResult(
    String method,
    String name,
    double points,
    double maximum,
    Status status,
    Comparison comparison,
    String explanation,
    List<String> hints,
    Long seed,
    boolean hidden,
    String printed) {

  public TestResult {
    hints = List.copyOf(hints);
  }

  public boolean passed() {
    return status == Status.PASS;
  }

  /** The same result with one sentence more for the learner. */
  TestResult explainedBy(String sentence) {
    return new TestResult(
        method,
        name,
        points,
        maximum,
        status,
        comparison,
        explanation.isEmpty() ? sentence : explanation + " " + sentence,
        hints,
        seed,
        hidden,
        printed);
  }

  /** The same result with nothing that would tell the inputs of a hidden test. */
  TestResult withheld() {
    return new TestResult(
        method,
        name,
        points,
        maximum,
        status,
        null,
        passed() ? "" : "This is a hidden test: its inputs and values are not shown.",
        List.of(),
        null,
        true,
        "");
  }
}
