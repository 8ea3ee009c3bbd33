package org.neuronbook.course.notebooks;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Program;

/** Turns MyST Markdown into cells with the jupytext of the project's Python environment. */
final class Jupytext {
  private final VenvPython python;

  Jupytext(VenvPython python) {
    this.python = python;
  }

  /**
   * Reads and converts all sources of the lessons with one start of Python, which takes a second.
   */
  List<LessonSource> read(List<Lesson> lessons) {
    Map<String, SourceText> texts = new LinkedHashMap<>();
    for (Lesson lesson : lessons) {
      texts.put(lesson.slug() + ".lesson.md", SourceText.read(lesson, lesson.lessonFile()));
      if (lesson.hasExercises()) {
        texts.put(lesson.slug() + ".exercise.md", SourceText.read(lesson, lesson.exerciseFile()));
      }
    }
    Map<String, Notebook> notebooks = convert(texts);
    List<LessonSource> sources = new ArrayList<>();
    for (Lesson lesson : lessons) {
      String lessonKey = lesson.slug() + ".lesson.md";
      String exerciseKey = lesson.slug() + ".exercise.md";
      Notebook exercises = notebooks.get(exerciseKey);
      sources.add(
          new LessonSource(
              lesson,
              texts.get(lessonKey),
              notebooks.get(lessonKey).cells(),
              texts.get(exerciseKey),
              exercises == null ? null : exercises.cells()));
    }
    return sources;
  }

  private Map<String, Notebook> convert(Map<String, SourceText> texts) {
    if (texts.isEmpty()) {
      return Map.of();
    }
    try {
      Path folder = Files.createTempDirectory("neuronbook-sources");
      try {
        Program jupytext =
            python.program(folder, "-m", "jupytext", "--from", "md:myst", "--to", "ipynb");
        List<String> copies = new ArrayList<>();
        for (var entry : texts.entrySet()) {
          Path copy = folder.resolve(entry.getKey());
          Files.writeString(copy, entry.getValue().text());
          copies.add(copy.toString());
        }
        Program.Result result = jupytext.with(copies).run();
        if (!result.succeeded()) {
          throw failure(result, texts);
        }
        Map<String, Notebook> notebooks = new LinkedHashMap<>();
        for (String name : texts.keySet()) {
          Path ipynb = folder.resolve(name.replaceFirst("\\.md$", ".ipynb"));
          notebooks.put(
              name,
              Notebook.ofConvertedSource(
                  JsonParser.parseString(Files.readString(ipynb)).getAsJsonObject()));
        }
        return notebooks;
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** jupytext names each file before it reads it, and its last line is the reason of a failure. */
  private static CourseException failure(Program.Result result, Map<String, SourceText> texts) {
    String file = "a lesson";
    for (String line : result.lines()) {
      for (var entry : texts.entrySet()) {
        if (line.contains("Reading ") && line.contains(entry.getKey())) {
          file = entry.getValue().name();
        }
      }
    }
    String reason = result.tail(1).strip().replaceFirst("^[\\w.]*(Error|Exception): ", "");
    return new CourseException(
        file + " cannot be read: " + reason,
        "a block begins with +++ {\"id\": \"name\"} (JSON), the options of a code cell are lines such"
            + " as :id: name (YAML)");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
