package org.neuronbook.course.grade;

import static org.neuronbook.grader.ReportHtml.escape;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.neuronbook.grader.Status;

/** All rows in one table, which sorts by any column. It holds the seed: not for learners. */
final class InstructorPage {
  private static final List<String> HEADINGS =
      List.of("Submission", "Exercise", "Points", "Of", "Tests", "Isolation");

  /** Sorts by the column whose heading is pressed; a second time the other way round. */
  private static final String SORT =
      """
      document.querySelectorAll("th button").forEach((button) => button.addEventListener("click", () => {
        const heading = button.closest("th");
        const column = heading.cellIndex;
        const down = heading.getAttribute("aria-sort") === "ascending";
        const body = heading.closest("table").tBodies[0];
        const text = (row) => row.cells[column].textContent;
        const compare = new Intl.Collator("en", { numeric: true }).compare;
        const rows = [...body.rows].sort((a, b) => compare(text(a), text(b)));
        body.append(...(down ? rows.reverse() : rows));
        heading.parentElement.querySelectorAll("th").forEach((each) => each.removeAttribute("aria-sort"));
        heading.setAttribute("aria-sort", down ? "descending" : "ascending");
      }));
      """;

  private InstructorPage() {}

  static String of(List<Graded> all) {
    var body = new StringBuilder("<h1>Grades</h1>\n");
    long full = all.stream().filter(row -> row.problem().isEmpty() && isFull(row)).count();
    long problems = all.stream().filter(row -> !row.problem().isEmpty()).count();
    body.append(
        "<p>%d rows: %d with full marks, %d that could not be graded. This page names the seed of the hidden tests: do not hand it out.</p>%n"
            .formatted(all.size(), full, problems)
            .replace(System.lineSeparator(), "\n"));
    body.append(
        "<p>Seed %s, grader %s, Java %s.</p>\n"
            .formatted(
                distinct(all, Graded::seed),
                distinct(all, Graded::grader),
                distinct(all, Graded::java)));
    body.append(
        "<table>\n<caption>All submissions; press a heading to sort</caption>\n<thead><tr>");
    for (String heading : HEADINGS) {
      body.append("<th scope=\"col\"><button type=\"button\">" + heading + "</button></th>");
    }
    body.append("</tr></thead>\n<tbody>\n");
    all.forEach(row -> body.append(row(row)));
    body.append("</tbody>\n</table>\n");
    return HtmlPage.of("Grades", body.toString(), SORT);
  }

  private static boolean isFull(Graded row) {
    return row.points() == row.maximum();
  }

  private static String row(Graded row) {
    String link = "feedback/" + SubmissionFolders.path(row.submission()) + "/index.html";
    return """
    <tr><th scope="row"><a href="%s">%s</a></th><td>%s</td><td class="number">%s</td><td class="number">%s</td><td>%s</td><td>%s</td></tr>
    """
        .formatted(
            escape(link),
            escape(row.submission()),
            escape(row.exercise()),
            CsvFormat.number(row.points()),
            CsvFormat.number(row.maximum()),
            escape(row.problem().isEmpty() ? statuses(row) : row.problem()),
            escape(row.isolation()));
  }

  /** What is the same in all rows, as a rule, takes no column. */
  private static String distinct(List<Graded> all, Function<Graded, String> value) {
    String values =
        all.stream()
            .map(value)
            .filter(each -> !each.isEmpty())
            .distinct()
            .collect(Collectors.joining(", "));
    return escape(values.isEmpty() ? "-" : values);
  }

  /** How the tests ended, for example {@code 5 passed, 2 took too long}. */
  private static String statuses(Graded row) {
    return row.tests().stream()
        .collect(
            Collectors.groupingBy(
                Graded.Test::ended,
                () -> new java.util.EnumMap<>(Status.class),
                Collectors.counting()))
        .entrySet()
        .stream()
        .map(each -> each.getValue() + " " + each.getKey().word())
        .collect(Collectors.joining(", "));
  }
}
