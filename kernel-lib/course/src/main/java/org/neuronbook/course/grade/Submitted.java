package org.neuronbook.course.grade;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuronbook.course.CourseException;
import org.neuronbook.grader.Exercise;

/**
 * A file that somebody handed in: a notebook, or Java source.
 *
 * @param name how the reports call it
 * @param cells the code cells; Java source is one cell
 */
record Submitted(String name, List<String> cells) {
  /** No honest notebook is as large, once its outputs are left aside; reading it must not hurt. */
  private static final long LARGEST = 32L << 20;

  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+[\\w.]+\\s*;");

  /** The format of notebooks that Jupyter has written since 2015. */
  private static final int FORMAT = 4;

  private static final int MOST_CODE = 1 << 20;

  Submitted {
    cells = List.copyOf(cells);
    if (cells.stream().mapToInt(String::length).sum() > MOST_CODE) {
      throw new CourseException(
          "%s has more than a million signs of code".formatted(name),
          "Hand in your own code, without data.");
    }
  }

  /**
   * @throws CourseException if the file is no such thing
   */
  static Submitted read(String name, Path file) {
    if (Files.isSymbolicLink(file)) {
      // It may lead to somebody else's file.
      throw new CourseException(
          "%s is a link, and links are not followed".formatted(name), "Hand in the file itself.");
    }
    if (ending(name, ".zip")) {
      throw new CourseException(
          "%s is an archive".formatted(name), "Unpack it where it lies, and grade again.");
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw new CourseException(
            "%s has more than %d MiB".formatted(name, LARGEST >> 20),
            "Clear the outputs and hand it in again.");
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return ending(name, ".java")
          ? new Submitted(name, List.of(PACKAGE.matcher(text).replaceFirst("")))
          : new Submitted(name, notebook(name, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean ending(String name, String ending) {
    return name.toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private static List<String> notebook(String name, String text) {
    List<String> cells = new ArrayList<>();
    try {
      // Some editors on Windows begin a file with a mark of its byte order.
      String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
      JsonObject notebook = JsonParser.parseString(json).getAsJsonObject();
      refuse(name, notebook);
      for (JsonElement element : notebook.getAsJsonArray("cells")) {
        JsonObject cell = element.getAsJsonObject();
        if ("code".equals(cell.get("cell_type").getAsString())) {
          cells.add(source(cell.get("source")));
        }
      }
      return cells;
    } catch (CourseException refused) {
      throw refused;
    } catch (RuntimeException | StackOverflowError notOne) {
      // Whatever is not as in a notebook: a number for a list, no end of brackets, broken JSON.
      throw new CourseException(
          "%s is no notebook that can be read".formatted(name), "Save it in Jupyter once more.");
    }
  }

  /** What is a notebook, but none that can be graded. */
  private static void refuse(String name, JsonObject notebook) {
    JsonElement format = notebook.get("nbformat");
    if (format != null && format.getAsInt() != FORMAT) {
      throw new CourseException(
          "%s is a notebook of format %d, not %d".formatted(name, format.getAsInt(), FORMAT),
          "Open it in JupyterLab and save it.");
    }
    if (notebook.get("metadata") instanceof JsonObject metadata
        && metadata.get("kernelspec") instanceof JsonObject kernel
        && kernel.get("language") instanceof JsonPrimitive language
        && !language.getAsString().equals("java")) {
      throw new CourseException(
          "%s is a notebook for %s, not for Java".formatted(name, language.getAsString()),
          "Choose the kernel Java (Neuronbook) and hand it in again.");
    }
  }

  private static String source(JsonElement source) {
    if (!source.isJsonArray()) {
      return source.getAsString();
    }
    var text = new StringBuilder();
    JsonArray lines = source.getAsJsonArray();
    lines.forEach(line -> text.append(line.getAsString()));
    return text.toString();
  }

  /** The exercises of these that the file has something of. */
  List<Exercise> exercises(List<Exercise> all) {
    return all.stream().filter(exercise -> implementation(exercise).isPresent()).toList();
  }

  /**
   * What the file hands in for an exercise: the class that implements its contract, else what its
   * last {@code check(id, ...)} names.
   */
  Optional<String> implementation(Exercise exercise) {
    // Bounded repetitions: text that somebody hands in must not keep a pattern busy.
    Pattern declared =
        Pattern.compile(
            "\\b(?:class|record|enum)\\s{1,9}(\\w{1,99})[^{;]{0,300}\\bimplements\\b[^{;]{0,300}\\b%s\\b"
                .formatted(exercise.contract().getSimpleName()));
    Pattern checked =
        Pattern.compile(
            "\\bcheck\\(\\s{0,9}%s\\s{0,9},(.{1,300}?)\\)(?:\\.points\\(\\))?[\\s;]{0,99}$"
                .formatted(Pattern.quote('"' + exercise.id() + '"')));
    return last(declared).map(name -> name + "::new").or(() -> last(checked));
  }

  private Optional<String> last(Pattern pattern) {
    String found = null;
    for (String cell : cells) {
      Matcher matcher = pattern.matcher(cell);
      while (matcher.find()) {
        found = matcher.group(1).strip();
      }
    }
    return Optional.ofNullable(found);
  }
}
