package org.neuronbook.grader;

import java.util.List;

/**
 * A report as an HTML fragment. No scripts and no colours: JupyterLab removes the first from
 * notebooks that are not trusted, and the notebook's own theme, light or dark, has the second.
 */
public final class ReportHtml {
  static final String LEFT = " style=\"text-align:left; vertical-align:top\"";
  static final String RIGHT = " style=\"text-align:right; vertical-align:top\"";
  static final String CAPTION =
      "<caption style=\"text-align:left; font-weight:bold; caption-side:top\">";

  private final StringBuilder html = new StringBuilder();

  private ReportHtml() {}

  static String of(CheckReport report) {
    var page = new ReportHtml();
    page.write(report);
    return page.html.toString();
  }

  private void write(CheckReport report) {
    html.append("<div class=\"neuronbook-check\">\n<p><strong>")
        .append(escape(report.summary()))
        .append("</strong></p>\n");
    if (report.result() == null) {
      html.append("<p>").append(escape(report.problem())).append("</p>\n");
    }
    report
        .first()
        .ifPresent(
            first -> {
              detail(report, first);
              hints(report, first);
              printed(first);
              tests(report);
            });
    if (!report.note().isEmpty()) {
      html.append("<p>").append(escape(report.note())).append("</p>\n");
    }
    html.append("</div>");
  }

  private void detail(CheckReport report, TestResult first) {
    html.append("<table>\n")
        .append(CAPTION)
        .append("Look at this first: ")
        .append(escape(first.name()))
        .append(" (")
        .append(Detail.status(first.status()))
        .append(")</caption>\n<tbody>\n");
    for (Detail.Row row : Detail.rows(report, first)) {
      String text = escape(row.text());
      html.append("<tr><th scope=\"row\"")
          .append(LEFT)
          .append(">")
          .append(row.label())
          .append("</th><td")
          .append(LEFT)
          .append(">")
          .append(row.code() ? "<code>" + text + "</code>" : text)
          .append("</td></tr>\n");
    }
    html.append("</tbody>\n</table>\n");
  }

  private void hints(CheckReport report, TestResult first) {
    List<String> open = report.hints(first);
    for (int i = 0; i < open.size(); i++) {
      html.append("<details><summary>Hint ")
          .append(i + 1)
          .append(" of ")
          .append(first.hints().size())
          .append("</summary><p>")
          .append(escape(open.get(i)))
          .append("</p></details>\n");
    }
  }

  private void printed(TestResult first) {
    if (!first.printed().isEmpty()) {
      html.append("<details><summary>What your code printed during this test</summary><pre>")
          .append(escape(first.printed()))
          .append("</pre></details>\n");
    }
  }

  private void tests(CheckReport report) {
    html.append("<table>\n")
        .append(CAPTION)
        .append("All tests of ")
        .append(escape(report.id() + ": " + report.result().exercise().title()))
        .append("</caption>\n<thead><tr>");
    for (String heading : List.of("Test", "Result", "Points")) {
      String side = heading.equals("Points") ? RIGHT : LEFT;
      html.append("<th scope=\"col\"").append(side).append(">").append(heading).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (TestResult test : report.result().tests()) {
      html.append("<tr><th scope=\"row\" style=\"text-align:left; font-weight:normal\">")
          .append(escape(test.name()))
          .append("</th><td")
          .append(LEFT)
          .append(">")
          .append(Detail.status(test.status()))
          .append("</td><td")
          .append(RIGHT)
          .append(">")
          .append(Detail.points(test))
          .append("</td></tr>\n");
    }
    html.append("</tbody>\n</table>\n");
  }

  /** Text from outside as text, inside of elements and of attributes in quotation marks. */
  public static String escape(String text) {
    return Detail.clean(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
