package org.neuronbook.grader;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code check(...)} answers. As the last expression of a cell it is shown as a table, where
 * there is no HTML as text; {@link #points()} is the plain number.
 *
 * @param id the exercise's id as it was typed
 * @param result the result; null if nothing could be run
 * @param problem why nothing could be run; empty otherwise
 * @param openHints for each test method, how many of its hints are open
 * @param note what else the learner must know, though it is not about the code; mostly empty
 */
public record CheckReport(
    String id, RunResult result, String problem, Map<String, Integer> openHints, String note) {

  static CheckReport problem(String id, String problem) {
    return new CheckReport(id, null, problem, Map.of(), "");
  }

  CheckReport withNote(String added) {
    return added.isEmpty() ? this : new CheckReport(id, result, problem, openHints, added);
  }

  /** Points earned; 0 if nothing could be run. */
  public double points() {
    return result == null ? 0 : result.points();
  }

  /** Whether all tests passed. */
  public boolean passed() {
    return result != null && result.passed();
  }

  /** The first line: id, points and how many tests are to go. */
  public String summary() {
    if (result == null) {
      return id + "  not checked";
    }
    String points =
        id
            + "  "
            + Show.number(result.points())
            + " of "
            + Show.number(result.maximum())
            + (result.maximum() == 1 ? " point" : " points");
    if (passed()) {
      return "✓ " + points + ": every test passed. Well done!";
    }
    long open = result.tests().stream().filter(test -> !test.passed()).count();
    return points + " - " + open + (open == 1 ? " test to go" : " tests to go");
  }

  /** The test to look at first: the first that did not pass. */
  Optional<TestResult> first() {
    return result == null
        ? Optional.empty()
        : result.tests().stream().filter(test -> !test.passed()).findFirst();
  }

  /** The hints of a test that its failures have opened. */
  List<String> hints(TestResult test) {
    return test.hints().subList(0, openHints.getOrDefault(test.method(), 0));
  }

  /** The report as an HTML fragment without scripts; every text from outside is escaped. */
  public String html() {
    return ReportHtml.of(this);
  }

  /** The report as plain text. */
  @Override
  public String toString() {
    return ReportText.of(this);
  }
}
