package org.neuronbook.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Exercise EXERCISE =
      new Exercise("99.1", "Double <numbers>", Sample.class, SampleGrading.class);

  @Test
  void showsTheFirstFailureInFullAndTheOthersBriefly() {
    assertThat(report(failing("seems <b>wrong</b>")))
        .hasToString(
            """
            99.1  1 of 4 points - 2 tests to go

            Look at this first: doubles three numbers (✗ not right yet)
              tried          twice([1, 2])
              expected       [2, 4]
              got            [2, 5]
              difference     first at [1]: expected 4, got 5, got / expected = 1.25 (wrong: 1 of 2)
              what it means  seems <b>wrong</b>
              random seed    42; check("99.1", ..., 42) brings the same numbers back
              hint 1         a question
              printed        one
                             two

              ✓ passed         1 of 1  works
              ✗ not right yet  0 of 1  doubles three numbers
              ✗ not right yet  0 of 2  doubles more\
            """);
  }

  @Test
  void isAnAccessibleTable() {
    assertThat(report(failing("seems wrong")).html())
        .contains("<strong>99.1  1 of 4 points - 2 tests to go</strong>")
        .contains("Look at this first: doubles three numbers (✗ not right yet)</caption>")
        .contains("<th scope=\"row\"")
        .contains("<th scope=\"col\"")
        .contains("<code>twice([1, 2])</code>")
        .contains("<details><summary>Hint 1 of 3</summary><p>a question</p></details>")
        .doesNotContain("a formula")
        .contains("✗ not right yet</td>")
        .doesNotContain("<script")
        .doesNotContain("color");
  }

  @Test
  void escapesEveryTextFromOutside() {
    CheckReport report = report(failing("</td><script>alert(\"1\")</script>'\u001b[31m"));
    assertThat(report.html())
        .contains("&lt;/td&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;�[31m")
        .doesNotContain("<script")
        .contains("Double &lt;numbers&gt;");
    assertThat(report.toString()).doesNotContain("\u001b");
    assertThat(CheckReport.problem("<i>", "no \"<i>\"").html())
        .contains("no &quot;&lt;i&gt;&quot;")
        .doesNotContain("<i>");
  }

  @Test
  void showsDigitsUntilTheNumbersDiffer() {
    var comparison =
        new Comparison("f()", 0.3, 0.1 + 0.2, new Difference("", 0.3, 0.1 + 0.2, 1, 1, 1e-17));
    var test =
        new TestResult("f", "f", 0, 1, Status.FAIL, comparison, "", List.of(), null, false, "");
    assertThat(report(test).toString())
        .contains("got         0.30000000000000004")
        .contains("got - expected = 5.55112e-17, got / expected = 1.0000000000000002");
  }

  private static TestResult failing(String explanation) {
    var comparison =
        new Comparison(
            "twice([1, 2])",
            new double[] {2, 4},
            new double[] {2, 5},
            new Difference("[1]", 4, 5, 1, 2, 1));
    return new TestResult(
        "doublesThreeNumbers",
        "doubles three numbers",
        0,
        1,
        Status.FAIL,
        comparison,
        explanation,
        List.of("a question", "a formula", "a line"),
        42L,
        false,
        "one\ntwo\n");
  }

  private static CheckReport report(TestResult first) {
    var works =
        new TestResult("works", "works", 1, 1, Status.PASS, null, "", List.of(), null, false, "");
    var more =
        new TestResult(
            "more", "doubles more", 0, 2, Status.FAIL, null, "", List.of(), null, false, "");
    var result = new RunResult(EXERCISE, List.of(works, first, more), 42, Isolation.L0, "1", "17");
    return new CheckReport("99.1", result, "", Map.of("doublesThreeNumbers", 1), "");
  }
}
