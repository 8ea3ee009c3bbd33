package org.neuronbook.course.grade;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.neuronbook.grader.Detail;

/**
 * {@code gradescope/SUBMISSION/results.json}, as Gradescope reads it from its autograders. Students
 * read it there: it names no seed, and of a hidden test nothing but its name and points.
 */
final class GradescopeFormat implements Format {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  @Override
  public void write(Path folder, List<Graded> all) throws IOException {
    for (var each : SubmissionFolders.bySubmission(all).entrySet()) {
      Path own = SubmissionFolders.make(folder.resolve("gradescope"), each.getKey());
      Files.writeString(own.resolve("results.json"), GSON.toJson(results(each.getValue())) + "\n");
    }
  }

  private static JsonObject results(List<Graded> rows) {
    var results = new JsonObject();
    results.addProperty("score", rows.stream().mapToDouble(Graded::points).sum());
    results.addProperty("output", output(rows));
    results.addProperty("output_format", "text");
    results.addProperty("visibility", "visible");
    results.addProperty("stdout_visibility", "hidden");
    var tests = new JsonArray();
    for (Graded row : rows) {
      row.tests().forEach(test -> tests.add(test(row, test)));
    }
    results.add("tests", tests);
    return results;
  }

  private static String output(List<Graded> rows) {
    return Detail.clean(
        String.join(
            "\n",
            rows.stream()
                .map(
                    row ->
                        row.problem().isEmpty()
                            ? "%s: %s of %s points, graded at isolation %s by grader %s on Java %s"
                                .formatted(
                                    row.exercise(),
                                    CsvFormat.number(row.points()),
                                    CsvFormat.number(row.maximum()),
                                    row.isolation(),
                                    row.grader(),
                                    row.java())
                            : row.problem())
                .toList()));
  }

  private static JsonObject test(Graded row, Graded.Test test) {
    var json = new JsonObject();
    json.addProperty("name", Detail.clean(row.exercise() + " " + test.name()));
    json.addProperty("name_format", "text");
    json.addProperty("score", test.points());
    json.addProperty("max_score", test.maximum());
    json.addProperty("status", test.passed() ? "passed" : "failed");
    json.addProperty("output", test.hidden() ? "" : Detail.clean(test.text()));
    json.addProperty("output_format", "text");
    json.addProperty("visibility", test.hidden() ? "after_published" : "visible");
    return json;
  }
}
