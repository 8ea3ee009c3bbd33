package org.neuronbook.course.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuronbook.grader.Detail;

/** {@code grades.csv}: a line a row, for a spreadsheet. */
final class CsvFormat implements Format {
  @Override
  public void write(Path folder, List<Graded> all) throws IOException {
    Files.writeString(folder.resolve("grades.csv"), csv(all));
  }

  private static String csv(List<Graded> all) {
    Stream<String> rows =
        all.stream()
            .map(
                each ->
                    line(
                        each.submission(),
                        each.exercise(),
                        number(each.points()),
                        number(each.maximum()),
                        each.isolation(),
                        each.problem()));
    String head = line("submission", "exercise", "points", "maximum", "isolation", "problem");
    return Stream.concat(Stream.of(head), rows).collect(Collectors.joining());
  }

  static String number(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  static String line(String... fields) {
    return Stream.of(fields).map(CsvFormat::field).collect(Collectors.joining(",", "", "\r\n"));
  }

  /** A spreadsheet runs what begins with one of these signs: an apostrophe makes it text. */
  private static String field(String raw) {
    String text = Detail.clean(raw);
    String harmless = text.matches("(?s)\\s*[=+\\-@\\t\\r].*") ? "'" + text : text;
    return harmless.matches("(?s).*[\",\\r\\n].*")
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }
}
