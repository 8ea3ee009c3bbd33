package org.neuronbook.course.grade;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neuronbook.course.CourseException;

/** One way to write results down. The same results give the same bytes. */
interface Format {
  /** Writes the files of this format into a folder. */
  void write(Path folder, List<Graded> all) throws IOException;

  /** The formats by the names that {@code --format} knows. */
  Map<String, Format> ALL =
      new TreeMap<>(
          Map.of(
              "csv", new CsvFormat(),
              "github", new GithubFormat(),
              "gradescope", new GradescopeFormat(),
              "html", new HtmlFormat(),
              "junit", new JunitFormat()));

  /**
   * The formats with these names.
   *
   * @throws CourseException if there is none of a name
   */
  static List<Format> named(List<String> names) {
    for (String name : names) {
      if (!ALL.containsKey(name)) {
        throw new CourseException(
            "there is no report format \"%s\"".formatted(name),
            "The formats are %s, with commas between them."
                .formatted(String.join(", ", ALL.keySet())));
      }
    }
    return names.stream().distinct().map(ALL::get).toList();
  }
}
