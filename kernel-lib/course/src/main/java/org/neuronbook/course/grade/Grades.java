package org.neuronbook.course.grade;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results of a batch as files for people and programs: {@code grades.csv}, {@code grades.json}.
 */
final class Grades {
  private Grades() {}

  static void write(Path folder, List<Graded> all) throws IOException {
    Files.writeString(folder.resolve("grades.csv"), csv(all));
    var gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    Files.writeString(folder.resolve("grades.json"), gson.toJson(all) + "\n");
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

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  private static String line(String... fields) {
    return Stream.of(fields).map(Grades::field).collect(Collectors.joining(",", "", "\r\n"));
  }

  /** A spreadsheet runs what begins with one of these signs: an apostrophe makes it text. */
  private static String field(String text) {
    String harmless = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return harmless.matches("(?s).*[\",\\r\\n].*")
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }
}
