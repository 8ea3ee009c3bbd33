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
 * {@code github/SUBMISSION/results.json}, as the reporter of GitHub Classroom reads it (version 1,
 * in base64). Students read it there: it names no seed, and of a hidden test nothing but its name
 * and points.
 */
final class GithubFormat implements Format {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /**
   * The results reach the reporter in an environment variable, and Linux takes no longer one than
   * 128 KiB: so many signs of messages may be at most 72 KiB, and 96 KiB in base64.
   */
  private static final int SIGNS = 24_000;

  private static final int LONGEST = 1000;

  @Override
  public void write(Path folder, List<Graded> all) throws IOException {
    for (var each : SubmissionFolders.bySubmission(all).entrySet()) {
      Path own = SubmissionFolders.make(folder.resolve("github"), each.getKey());
      Files.writeString(own.resolve("results.json"), GSON.toJson(results(each.getValue())) + "\n");
    }
  }

  private static JsonObject results(List<Graded> rows) {
    int count = rows.stream().mapToInt(row -> row.tests().size() + 1).sum();
    int longest = Math.min(LONGEST, SIGNS / count);
    var tests = new JsonArray();
    for (Graded row : rows) {
      if (!row.problem().isEmpty()) {
        tests.add(test("what was handed in", false, 0, row.problem(), longest));
      }
      for (Graded.Test test : row.tests()) {
        String name = row.exercise() + " " + test.name();
        tests.add(
            test(name, test.passed(), test.points(), test.hidden() ? "" : test.text(), longest));
      }
    }
    var results = new JsonObject();
    results.addProperty("version", 1);
    boolean right =
        rows.stream().allMatch(row -> row.problem().isEmpty() && row.points() == row.maximum());
    results.addProperty("status", right ? "pass" : "fail");
    results.addProperty("max_score", rows.stream().mapToDouble(Graded::maximum).sum());
    results.add("tests", tests);
    return results;
  }

  private static JsonObject test(
      String name, boolean passed, double points, String message, int longest) {
    var json = new JsonObject();
    json.addProperty("name", harmless(name));
    json.addProperty("status", passed ? "pass" : "fail");
    json.addProperty("score", points);
    // None: else the reporter says "line undefined".
    json.addProperty("line_no", 0);
    json.addProperty(
        "message",
        harmless(message.length() > longest ? message.substring(0, longest) + " ..." : message));
    return json;
  }

  /**
   * The reporter prints texts into the log, where a line such as {@code ::notice ...::} is a
   * command to the runner: one of them is how Classroom learns the points.
   */
  private static String harmless(String text) {
    return Detail.clean(text).replace("::", ": :").replace("##[", "## [");
  }
}
