package org.neuronbook.course.grade;

import java.util.List;
import org.neuronbook.grader.Detail;
import org.neuronbook.grader.RunResult;
import org.neuronbook.grader.Status;
import org.neuronbook.grader.TestResult;

/**
 * A row of the results: one submission of one exercise. Texts and numbers only, as it lies on disk.
 *
 * @param seed the secret that hidden inputs come from: for instructors alone
 * @param problem why there are no tests, or empty
 */
record Graded(
    String submission,
    String exercise,
    String title,
    double points,
    double maximum,
    String isolation,
    String seed,
    String grader,
    String java,
    List<Test> tests,
    String problem) {

  private static final String FAULT = "The grader itself failed, not this file: ";

  /**
   * One test of it.
   *
   * @param hidden whether its inputs are kept from learners; then there are no details and hints
   * @param details what was tried, expected, got, the difference and the explanation
   */
  record Test(
      String method,
      String name,
      String status,
      double points,
      double maximum,
      boolean hidden,
      List<Detail.Row> details,
      List<String> hints) {

    Test {
      // Half a sign, for one, can be thrown but not written.
      details =
          details.stream()
              .map(row -> new Detail.Row(row.label(), Detail.clean(row.text()), row.code()))
              .toList();
    }

    private static Test of(TestResult result) {
      return new Test(
          result.method(),
          result.name(),
          result.status().name(),
          result.points(),
          result.maximum(),
          result.hidden(),
          Detail.of(result),
          result.passed() ? List.of() : result.hints());
    }

    Status ended() {
      return Status.valueOf(status);
    }

    boolean passed() {
      return ended() == Status.PASS;
    }

    /** The details as lines of plain text. */
    String text() {
      return String.join(
          "\n", details.stream().map(row -> row.label() + ": " + row.text()).toList());
    }
  }

  Graded {
    problem = Detail.clean(problem);
  }

  static Graded of(String submission, RunResult result) {
    return new Graded(
        submission,
        result.exercise().id(),
        result.exercise().title(),
        result.points(),
        result.maximum(),
        result.isolation().name(),
        Long.toString(result.seed()),
        result.graderVersion(),
        result.javaVersion(),
        result.tests().stream().map(Test::of).toList(),
        "");
  }

  /** The grader's own failure: no mark is meant by the 0 points. */
  static Graded fault(String submission, Throwable failure) {
    return problem(submission, FAULT + failure);
  }

  boolean isFault() {
    return problem.startsWith(FAULT);
  }

  /** A file that could not be graded is a row, too. */
  static Graded problem(String submission, String problem) {
    return new Graded(submission, "", "", 0, 0, "", "", "", "", List.of(), problem);
  }
}
