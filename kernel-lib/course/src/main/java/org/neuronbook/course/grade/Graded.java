package org.neuronbook.course.grade;

import java.util.List;
import org.neuronbook.grader.RunResult;

/**
 * A row of the results: one submission of one exercise. Texts and numbers only, as it lies on disk.
 *
 * @param problem why there are no tests, or empty
 */
record Graded(
    String submission,
    String exercise,
    double points,
    double maximum,
    String isolation,
    String grader,
    String java,
    List<Test> tests,
    String problem) {

  /** One test of it. */
  record Test(String method, String status, double points, double maximum, String explanation) {}

  static Graded of(String submission, RunResult result) {
    List<Test> tests =
        result.tests().stream()
            .map(
                test ->
                    new Test(
                        test.method(),
                        test.status().name(),
                        test.points(),
                        test.maximum(),
                        test.explanation()))
            .toList();
    return new Graded(
        submission,
        result.exercise().id(),
        result.points(),
        result.maximum(),
        result.isolation().name(),
        result.graderVersion(),
        result.javaVersion(),
        tests,
        "");
  }

  /** A file that could not be graded is a row, too. */
  static Graded problem(String submission, String exercise, String problem) {
    return new Graded(submission, exercise, 0, 0, "", "", "", List.of(), problem);
  }
}
