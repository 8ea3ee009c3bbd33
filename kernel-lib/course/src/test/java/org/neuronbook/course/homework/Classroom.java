package org.neuronbook.course.homework;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.neuronbook.course.Program;
import org.neuronbook.course.Project;
import org.neuronbook.course.setup.Jupyter;
import picocli.CommandLine;

/** A class for tests, with the nbgrader of the project's own environment. */
public record Classroom(Path folder) {
  public static final String L1 = "--min-isolation=L1";

  /** Runs {@code course homework} and gives back all that it said. */
  public String course(String... words) {
    var said = new StringWriter();
    int exit =
        new CommandLine(new HomeworkCommand())
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said))
            .execute(words);
    assertThat(exit).as("course homework %s: %s", List.of(words), said).isZero();
    return said.toString();
  }

  /** Runs nbgrader as somebody types it. */
  public static Program.Result nbgrader(Path in, String... words) {
    Project project = Project.here();
    return Program.of(in, project.python("nbgrader"))
        .with(List.of(words))
        .with(Jupyter.variables(project))
        .with(Nbgrader.commandForVerdicts(project))
        .run();
  }

  /** The same, in the folder of the class, where it must succeed. */
  public String plain(String... words) {
    Program.Result result = nbgrader(folder, words);
    assertThat(result.succeeded()).as("nbgrader %s: %s", List.of(words), result.text()).isTrue();
    return result.text();
  }

  public static JsonObject read(Path notebook) {
    try {
      return JsonParser.parseString(Files.readString(notebook)).getAsJsonObject();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What learners get. */
  public JsonObject released(String assignment, String notebook) {
    return read(folder.resolve("release").resolve(assignment).resolve(notebook + ".ipynb"));
  }

  /** What the instructor has, solved. */
  public JsonObject source(String assignment, String notebook) {
    return read(folder.resolve("source").resolve(assignment).resolve(notebook + ".ipynb"));
  }

  /** What nbgrader made of a submission. */
  public JsonObject graded(String learner, String assignment, String notebook) {
    Path file = Path.of("autograded", learner, assignment, notebook + ".ipynb");
    return read(folder.resolve(file));
  }

  public String feedback(String learner, String assignment, String notebook) throws IOException {
    Path file = Path.of("feedback", learner, assignment, notebook + ".html");
    return Files.readString(folder.resolve(file));
  }

  /** Puts a file where collected ones lie. */
  public void hand(String learner, String assignment, String notebook, String text)
      throws IOException {
    Path place = Files.createDirectories(folder.resolve(Path.of("submitted", learner, assignment)));
    Files.writeString(place.resolve(notebook + ".ipynb"), text);
  }

  /** The exported marks of an assignment, by learner. */
  public Map<String, Double> marks(String assignment) throws IOException {
    Map<String, Double> marks = new TreeMap<>();
    List<String> lines = Files.readAllLines(folder.resolve("grades.csv"));
    List<String> head = Arrays.asList(lines.get(0).split(","));
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      if (fields[head.indexOf("assignment")].equals(assignment)) {
        marks.put(
            fields[head.indexOf("student_id")], Double.valueOf(fields[head.indexOf("score")]));
      }
    }
    return marks;
  }

  /** The texts of all files under a folder of the class. */
  public List<String> texts(String part) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(part))) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    }
  }

  /** The cell with a name that nbgrader knows; null if there is none. */
  public static JsonObject cell(JsonObject notebook, String name) {
    for (JsonElement each : notebook.getAsJsonArray("cells")) {
      JsonElement marks = each.getAsJsonObject().getAsJsonObject("metadata").get("nbgrader");
      if (marks != null && marks.getAsJsonObject().get("grade_id").getAsString().equals(name)) {
        return each.getAsJsonObject();
      }
    }
    return null;
  }

  public static String text(JsonObject cell) {
    JsonElement source = cell.get("source");
    if (!source.isJsonArray()) {
      return source.getAsString();
    }
    var text = new StringBuilder();
    source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
    return text.toString();
  }

  public static void write(JsonObject cell, String text) {
    cell.add("source", new JsonPrimitive(text));
  }

  public static JsonObject newCell(String type, String text) {
    var cell = new JsonObject();
    cell.addProperty("cell_type", type);
    cell.add("metadata", new JsonObject());
    cell.addProperty("source", text);
    if (type.equals("code")) {
      cell.add("outputs", new JsonArray());
      cell.add("execution_count", null);
    }
    return cell;
  }

  public static JsonArray cells(JsonObject notebook) {
    return notebook.getAsJsonArray("cells");
  }
}
