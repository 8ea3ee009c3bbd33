package org.neuronbook.grader;

import static org.neuronbook.grader.ReportHtml.CAPTION;
import static org.neuronbook.grader.ReportHtml.LEFT;
import static org.neuronbook.grader.ReportHtml.RIGHT;
import static org.neuronbook.grader.ReportHtml.escape;

import java.nio.file.Files;
import java.nio.file.Path;

/** A learner's progress as an HTML fragment, like {@link ReportHtml}: no scripts, no colours. */
final class ProgressHtml {
  private static final String HEADINGS =
      """
      <thead><tr>\
      <th scope="col"%1$s>Exercise</th>\
      <th scope="col"%1$s>State</th>\
      <th scope="col"%2$s>Points</th>\
      <th scope="col"%2$s>Attempts</th>\
      <th scope="col"%1$s>First solved</th>\
      </tr></thead>
      """
          .formatted(LEFT, RIGHT);

  private static final String LESSON =
      "<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"5\"%s>%s</th></tr>\n";

  private static final String EXERCISE =
      """
      <tr>\
      <th scope="row" style="text-align:left; vertical-align:top; font-weight:normal">%3$s</th>\
      <td%1$s>%4$s</td>\
      <td%2$s>%5$s</td>\
      <td%2$s>%6$s</td>\
      <td%1$s>%7$s</td>\
      </tr>
      """;

  private ProgressHtml() {}

  static String of(ProgressReport report) {
    var html = new StringBuilder("<div class=\"neuronbook-progress\">\n<table>\n");
    html.append(CAPTION).append(escape(report.summary())).append("</caption>\n").append(HEADINGS);
    for (ProgressReport.LessonPart part : report.lessons()) {
      html.append(LESSON.formatted(LEFT, escape(part.heading())));
      part.exercises().forEach(line -> html.append(exercise(line)));
      html.append("</tbody>\n");
    }
    return html.append("</table>\n<p><strong>")
        .append(escape(report.nextSentence()))
        .append("</strong>")
        .append(notebook(report.notebook()))
        .append(".</p>\n<p>")
        .append(escape(report.footnote()))
        .append("</p>\n</div>")
        .toString();
  }

  private static String exercise(ProgressReport.Line line) {
    return EXERCISE.formatted(
        LEFT,
        RIGHT,
        escape(line.name()),
        line.state(),
        line.points(),
        line.attempts(),
        line.firstSolved());
  }

  /** A link where it leads somewhere: kernels run in the folder of their notebook. */
  private static String notebook(String file) {
    if (file.isEmpty()) {
      return "";
    }
    String name = escape(file);
    return Files.exists(Path.of(file))
        ? ", in <a href=\"%s\">%s</a>".formatted(name, name)
        : ", in " + name;
  }
}
