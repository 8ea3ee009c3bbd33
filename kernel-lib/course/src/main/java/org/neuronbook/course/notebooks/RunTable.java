package org.neuronbook.course.notebooks;

import java.util.List;
import java.util.Locale;

/** The table that a run of all notebooks ends with: time and memory of each. */
final class RunTable {
  private static final String ROW = "%-48s %8s %10s  %s%n";
  private static final double MEBIBYTE = 1024.0 * 1024.0;

  private RunTable() {}

  static String of(List<NotebookRun.Result> results) {
    StringBuilder table = new StringBuilder();
    table.append(String.format(Locale.ROOT, ROW, "notebook", "seconds", "peak MiB", "result"));
    for (NotebookRun.Result result : results) {
      Executor.Execution execution = result.execution();
      String peak =
          execution.peakBytes() == null
              ? "unknown"
              : String.format(Locale.ROOT, "%.0f", execution.peakBytes() / MEBIBYTE);
      String seconds = String.format(Locale.ROOT, "%.1f", execution.seconds());
      String verdict = result.problems().isEmpty() ? "passed" : "failed";
      table.append(String.format(Locale.ROOT, ROW, result.run().name(), seconds, peak, verdict));
    }
    return table.toString();
  }
}
