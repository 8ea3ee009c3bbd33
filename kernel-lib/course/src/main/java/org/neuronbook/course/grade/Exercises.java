package org.neuronbook.course.grade;

import java.util.List;
import org.neuronbook.course.CourseException;
import org.neuronbook.grader.Catalogue;
import org.neuronbook.grader.Exercise;

/** The exercises that a command is about. */
final class Exercises {
  private Exercises() {}

  /**
   * Those with these ids, or all.
   *
   * @throws CourseException if there is none of an id
   */
  static List<Exercise> named(List<String> ids) {
    List<Exercise> all = Catalogue.installed();
    List<String> known = all.stream().map(Exercise::id).toList();
    for (String id : ids) {
      if (!known.contains(id)) {
        throw new CourseException(
            "there is no exercise \"%s\"".formatted(id),
            "The exercises are %s.".formatted(String.join(", ", known)));
      }
    }
    return ids.isEmpty() ? all : all.stream().filter(each -> ids.contains(each.id())).toList();
  }
}
