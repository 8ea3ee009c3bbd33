package org.neuronbook.solutions;

import com.google.gson.GsonBuilder;
import java.util.List;
import java.util.stream.Collectors;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.TestResult;

/** Which test rejects which wrong solution, and with which words: for programs and for people. */
final class KillTable {
  private static final String HEAD =
      """
      # Wrong solutions, and the words that reject them

      For every exercise the course knows wrong solutions that somebody will write. Each is rejected by the test meant for it, with the message meant for
      it; the untouched stub earns nothing, and every right solution, however it is written, earns all points. A test of the build proves that with five
      seeds, and writes this page.

      """;

  private KillTable() {}

  /**
   * A wrong solution.
   *
   * @param why what it does wrong
   * @param killer the test meant to reject it
   * @param others how many other tests reject it
   */
  record Row(Exercise exercise, String wrong, String why, TestResult killer, long others) {}

  /** The row as programs read it. */
  private record Killed(String exercise, String wrong, String killedBy, String message) {
    static Killed of(Row row) {
      return new Killed(
          row.exercise().id(), row.wrong(), row.killer().method(), row.killer().explanation());
    }
  }

  static String json(List<Row> rows) {
    var gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    return gson.toJson(rows.stream().map(Killed::of).toList()) + "\n";
  }

  static String page(List<Row> rows) {
    return HEAD
        + rows.stream()
            .map(Row::exercise)
            .distinct()
            .map(exercise -> section(exercise, rows))
            .collect(Collectors.joining("\n"));
  }

  private static String section(Exercise exercise, List<Row> rows) {
    String table =
        rows.stream()
            .filter(row -> row.exercise().equals(exercise))
            .map(KillTable::line)
            .collect(Collectors.joining());
    return """
    ## %s %s

    | A solution that | is rejected by | which says | Other tests that reject it |
    |---|---|---|--:|
    """
            .formatted(exercise.id(), exercise.title())
        + table;
  }

  private static String line(Row row) {
    return "| %s | %s | %s | %s |\n"
        .formatted(
            text(row.why()), text(row.killer().name()), text(words(row.killer())), row.others());
  }

  /** Without the line of the exception, which moves, and without the misconception. */
  private static String words(TestResult killer) {
    return killer
        .explanation()
        .replaceFirst(" \\(line [^()]*\\)", "")
        .replaceFirst(" ?This behaves like .*$", "");
  }

  private static String text(String text) {
    return text.replace("\n", " ").replaceAll("[|*_<\\[\\]\\\\]", "\\\\$0");
  }
}
