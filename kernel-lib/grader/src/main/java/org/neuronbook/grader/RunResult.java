package org.neuronbook.grader;

import java.util.List;

/**
 * The result of grading one submission of one exercise.
 *
 * @param exercise the exercise
 * @param tests the tests in the order of the exercise
 * @param seed the seed that all random inputs came from
 * @param isolation how far the code was kept from the grader
 * @param graderVersion the version of this grader
 * @param javaVersion the version of the Java that ran the code
 */
public record RunResult(
    Exercise exercise,
    List<TestResult> tests,
    long seed,
    Isolation isolation,
    String graderVersion,
    String javaVersion) {

  public RunResult {
    tests = List.copyOf(tests);
  }

  /** Points earned. */
  public double points() {
    return tests.stream().mapToDouble(TestResult::points).sum();
  }

  /** Points to be had. */
  public double maximum() {
    return tests.stream().mapToDouble(TestResult::maximum).sum();
  }

  /** Whether every test passed, and there was at least one. */
  public boolean passed() {
    return !tests.isEmpty() && tests.stream().allMatch(TestResult::passed);
  }
}
