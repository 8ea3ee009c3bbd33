package org.neuronbook.course.notebooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neuronbook.course.Project;

/**
 * The lesson 00-sample of the test resources, whole or broken on purpose, in a folder of its own.
 */
final class Sample {
  static final String SLUG = "00-sample";
  private static LessonSource whole;

  private Sample() {}

  /** This checkout, found upwards from where the tests run. */
  static Project checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (!new Project(folder).isCheckout()) {
      folder = folder.getParent();
      if (folder == null) {
        throw new AssertionError("the tests do not run inside a checkout of the project");
      }
    }
    return new Project(folder);
  }

  /** The project's own Python, with settings that need no build of the kernel. */
  static VenvPython python() {
    return new VenvPython(
        checkout().python("python"), Map.of("JUPYTER_PREFER_ENV_PATH", "1", "JUPYTER_PATH", ""));
  }

  /** Writes the sample under a name of its own into a project's lessons. */
  static Lesson write(Project project, String slug) {
    Lesson lesson = new Lesson(project, slug);
    try {
      Files.createDirectories(lesson.directory());
      for (String name : List.of("lesson.md", "exercise.md", "picture.svg")) {
        try (InputStream file = Sample.class.getResourceAsStream(SLUG + "/" + name)) {
          Files.write(lesson.directory().resolve(name), file.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lesson;
  }

  /** Replaces a text that stands exactly once in a file of a lesson. */
  static void replace(Lesson lesson, String file, String from, String to) {
    Path path = lesson.directory().resolve(file);
    try {
      String text = Files.readString(path);
      int at = text.indexOf(from);
      if (at < 0 || text.indexOf(from, at + 1) >= 0) {
        throw new AssertionError("the sample's " + file + " must hold once: " + from);
      }
      Files.writeString(path, text.replace(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole sample, converted, in a project of the test's own. */
  static synchronized LessonSource source(Path root) {
    Lesson lesson = write(new Project(root), SLUG);
    if (whole == null) {
      whole = new Jupytext(python()).read(List.of(lesson)).get(0);
    }
    return new LessonSource(
        lesson, whole.lessonText(), whole.cells(), whole.exerciseText(), whole.exercises());
  }

  /** The same source with the code of one cell of the lesson replaced. */
  static LessonSource withCell(LessonSource source, String id, String code) {
    List<Cell> cells =
        source.cells().stream()
            .map(cell -> id.equals(cell.id()) ? cell.withSource(code) : cell)
            .toList();
    return new LessonSource(
        source.lesson(), source.lessonText(), cells, source.exerciseText(), source.exercises());
  }
}
