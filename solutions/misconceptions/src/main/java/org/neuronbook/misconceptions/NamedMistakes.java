package org.neuronbook.misconceptions;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.Misconception;
import org.neuronbook.grader.Misconceptions;

/** The wrong solutions of the course: the nested classes of {@code <contract>Misconceptions}. */
public final class NamedMistakes implements Misconceptions {

  @Override
  public List<Misconception> of(Exercise exercise) {
    return Arrays.stream(holder(exercise).getDeclaredClasses())
        .filter(type -> type.isAnnotationPresent(Wrong.class))
        .sorted(Comparator.comparing(Class::getSimpleName))
        .map(type -> new Misconception(type.getAnnotation(Wrong.class).why(), type))
        .toList();
  }

  private static Class<?> holder(Exercise exercise) {
    String name =
        "%s.%sMisconceptions"
            .formatted(NamedMistakes.class.getPackageName(), exercise.contract().getSimpleName());
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException ofAnotherCourse) {
      return NamedMistakes.class;
    }
  }
}
