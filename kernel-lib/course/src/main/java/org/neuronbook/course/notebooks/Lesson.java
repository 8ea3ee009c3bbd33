package org.neuronbook.course.notebooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Project;

/** The folder of one lesson's sources, such as {@code lessons/10-training-loop}. */
record Lesson(Project project, String slug) {
  private static final Pattern SLUG = Pattern.compile("[0-9]{2}[a-z]?(-[a-z0-9]+)+");

  /** The number in front of the name: {@code "10"}. */
  String number() {
    return slug.substring(0, slug.indexOf('-'));
  }

  Path directory() {
    return project.lessons().resolve(slug);
  }

  Path lessonFile() {
    return directory().resolve("lesson.md");
  }

  Path exerciseFile() {
    return directory().resolve("exercise.md");
  }

  boolean hasExercises() {
    return Files.isRegularFile(exerciseFile());
  }

  /** A path as messages show it, from the root of the checkout, with slashes. */
  String show(Path file) {
    return show(project, file);
  }

  static String show(Project project, Path file) {
    return project.root().relativize(file).toString().replace('\\', '/');
  }

  /**
   * The lessons of a checkout in order.
   *
   * @param only numbers ({@code 10}) or names ({@code 10-training-loop}); empty means all
   */
  static List<Lesson> find(Project project, List<String> only) {
    List<Lesson> all;
    try (Stream<Path> folders = Files.list(project.lessons())) {
      all =
          folders
              .filter(folder -> Files.isRegularFile(folder.resolve("lesson.md")))
              .map(folder -> new Lesson(project, folder.getFileName().toString()))
              .sorted(Comparator.comparing(Lesson::slug))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Lesson lesson : all) {
      if (!SLUG.matcher(lesson.slug()).matches()) {
        throw new CourseException(
            "lessons/" + lesson.slug() + " is no name for a lesson",
            "name it like 10-training-loop: two digits, then words of small letters and digits");
      }
    }
    return only.isEmpty() ? all : select(all, only);
  }

  private static List<Lesson> select(List<Lesson> all, List<String> only) {
    List<Lesson> selected = new ArrayList<>();
    for (String name : only) {
      List<Lesson> found =
          all.stream()
              .filter(lesson -> lesson.slug().equals(name) || lesson.number().equals(name))
              .toList();
      if (found.isEmpty()) {
        throw new CourseException(
            "no lesson is called " + name,
            "there are " + String.join(", ", all.stream().map(Lesson::slug).toList()));
      }
      selected.addAll(found);
    }
    return selected.stream().distinct().toList();
  }
}
