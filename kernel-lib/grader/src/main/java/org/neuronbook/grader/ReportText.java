package org.neuronbook.grader;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report in plain text, aligned for a fixed-width font. */
final class ReportText {
  private ReportText() {}

  static String of(CheckReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(report.summary());
    if (report.result() == null) {
      lines.add(report.problem());
    }
    report
        .first()
        .ifPresent(
            first -> {
              lines.add("");
              lines.add(
                  "Look at this first: "
                      + first.name()
                      + " ("
                      + Detail.status(first.status())
                      + ")");
              addDetail(lines, report, first);
              addTests(lines, report);
            });
    if (!report.note().isEmpty()) {
      lines.add("");
      lines.add(report.note());
    }
    return Detail.clean(String.join("\n", lines));
  }

  private static void addDetail(List<String> lines, CheckReport report, TestResult first) {
    List<Detail.Row> rows = new ArrayList<>(Detail.rows(report, first));
    List<String> hints = report.hints(first);
    for (int i = 0; i < hints.size(); i++) {
      rows.add(new Detail.Row("hint " + (i + 1), hints.get(i), false));
    }
    if (!first.printed().isEmpty()) {
      rows.add(new Detail.Row("printed", first.printed().stripTrailing(), true));
    }
    int width = rows.stream().mapToInt(row -> row.label().length()).max().orElse(0);
    String indent = " ".repeat(width + 4);
    for (Detail.Row row : rows) {
      lines.add("  " + pad(row.label(), width) + "  " + row.text().replace("\n", "\n" + indent));
    }
  }

  private static void addTests(List<String> lines, CheckReport report) {
    List<TestResult> tests = report.result().tests();
    int status = width(tests.stream().map(test -> Detail.status(test.status())).toList());
    int points = width(tests.stream().map(Detail::points).toList());
    lines.add("");
    lines.add(
        tests.stream()
            .map(
                test ->
                    "  "
                        + pad(Detail.status(test.status()), status)
                        + "  "
                        + pad(Detail.points(test), points)
                        + "  "
                        + test.name())
            .collect(Collectors.joining("\n")));
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
