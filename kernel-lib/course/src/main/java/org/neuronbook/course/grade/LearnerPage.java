package org.neuronbook.course.grade;

import static org.neuronbook.grader.ReportHtml.escape;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuronbook.grader.Detail;

/** What a learner reads about a submission. It names no seed and nothing of hidden tests. */
final class LearnerPage {
  private LearnerPage() {}

  static String of(String submission, List<Graded> rows) {
    var body = new StringBuilder("<h1>%s</h1>\n".formatted(escape(submission)));
    rows.forEach(row -> exercise(body, row));
    return HtmlPage.of(submission, body.toString(), "");
  }

  /** What a learner reads about one exercise, to stand in another page. */
  static String section(Graded row) {
    var body = new StringBuilder();
    exercise(body, row);
    return body.toString();
  }

  /** The heading and the tests as plain text. */
  static String text(Graded row) {
    return Stream.concat(
            Stream.of(heading(row)),
            row.tests().stream()
                .map(
                    test ->
                        "%s %s (%s)"
                            .formatted(test.ended().symbol(), test.name(), test.ended().word())))
        .collect(Collectors.joining("\n"));
  }

  private static String heading(Graded row) {
    return row.problem().isEmpty()
        ? "%s %s: %s of %s points"
            .formatted(
                row.exercise(),
                row.title(),
                CsvFormat.number(row.points()),
                CsvFormat.number(row.maximum()))
        : "Not graded: " + row.problem();
  }

  private static void exercise(StringBuilder body, Graded row) {
    if (!row.problem().isEmpty()) {
      body.append("<p>%s</p>\n".formatted(escape(heading(row))));
      return;
    }
    body.append("<h2>%s</h2>\n".formatted(escape(heading(row))));
    tests(body, row);
    row.tests().stream().filter(test -> !test.passed()).forEach(test -> details(body, test));
    body.append(
        "<p><small>Isolation %s, grader %s, Java %s</small></p>\n"
            .formatted(escape(row.isolation()), escape(row.grader()), escape(row.java())));
  }

  private static void tests(StringBuilder body, Graded row) {
    body.append(
        """
        <table>
        <caption>All tests of %s</caption>
        <thead><tr><th scope="col">Test</th><th scope="col">Result</th><th scope="col">Points</th></tr></thead>
        <tbody>
        """
            .formatted(escape(row.exercise())));
    for (Graded.Test test : row.tests()) {
      body.append(
          "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"number\">%s of %s</td></tr>\n"
              .formatted(
                  escape(test.name()),
                  test.ended().symbol() + " " + test.ended().word(),
                  CsvFormat.number(test.points()),
                  CsvFormat.number(test.maximum())));
    }
    body.append("</tbody>\n</table>\n");
  }

  private static void details(StringBuilder body, Graded.Test test) {
    body.append("<h3>%s</h3>\n".formatted(escape(test.name())));
    if (test.hidden()) {
      body.append("<p>This is a hidden test: its inputs and values are not shown.</p>\n");
      return;
    }
    body.append("<table>\n<caption>What happened</caption>\n<tbody>\n");
    for (Detail.Row row : test.details()) {
      String text = escape(row.text());
      body.append(
          "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n"
              .formatted(escape(row.label()), row.code() ? "<code>" + text + "</code>" : text));
    }
    body.append("</tbody>\n</table>\n");
    for (int i = 0; i < test.hints().size(); i++) {
      body.append(
          "<details><summary>Hint %d of %d</summary><p>%s</p></details>\n"
              .formatted(i + 1, test.hints().size(), escape(test.hints().get(i))));
    }
  }
}
