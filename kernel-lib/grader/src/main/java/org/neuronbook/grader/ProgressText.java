package org.neuronbook.grader;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A learner's progress in plain text, aligned for a fixed-width font. */
final class ProgressText {
  private ProgressText() {}

  static String of(ProgressReport report) {
    List<String> lines = new ArrayList<>(List.of(report.summary(), ""));
    int[] widths = widths(report);
    for (ProgressReport.LessonPart part : report.lessons()) {
      lines.add(part.heading());
      for (ProgressReport.Line line : part.exercises()) {
        List<String> cells = cells(line);
        var row = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
          String cell = cells.get(i);
          row.append("  ").append(cell).append(" ".repeat(widths[i] - cell.length()));
        }
        lines.add(row.toString().stripTrailing());
      }
    }
    lines.add("");
    String in = report.notebook().isEmpty() ? "" : ", in " + report.notebook();
    lines.add(report.nextSentence() + in + ".");
    lines.add(report.footnote());
    return Detail.clean(String.join("\n", lines));
  }

  private static List<String> cells(ProgressReport.Line line) {
    String attempts = line.attempts();
    return List.of(
        line.name(),
        line.state(),
        line.points() + " points",
        attempts.isEmpty() ? "" : attempts + (attempts.equals("1") ? " attempt" : " attempts"),
        line.firstSolved());
  }

  private static int[] widths(ProgressReport report) {
    return IntStream.range(0, 5)
        .map(
            i ->
                report.lessons().stream()
                    .flatMap(part -> part.exercises().stream())
                    .mapToInt(line -> cells(line).get(i).length())
                    .max()
                    .orElse(0))
        .toArray();
  }
}
