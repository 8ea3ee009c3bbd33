package org.neuronbook.solutions;

import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.HandedIn;
import org.neuronbook.misconceptions.Wrong;

/**
 * The solutions of one exercise: the nested classes of {@code <contract>Solutions} and of {@code
 * <contract>Misconceptions}.
 */
record Solutions(Exercise exercise, List<Class<?>> all) {

  /**
   * @throws AssertionError if the exercise has no class of solutions or of misconceptions
   */
  static Solutions of(Exercise exercise) {
    List<Class<?>> all = new ArrayList<>();
    for (String name : holders(exercise)) {
      try {
        Arrays.stream(Class.forName(name).getDeclaredClasses())
            .filter(exercise.contract()::isAssignableFrom)
            .filter(type -> !Modifier.isAbstract(type.getModifiers()))
            .sorted(Comparator.comparing(Class::getSimpleName))
            .forEach(all::add);
      } catch (ClassNotFoundException e) {
        throw new AssertionError("exercise %s lacks %s".formatted(exercise.id(), name), e);
      }
    }
    return new Solutions(exercise, all);
  }

  /** The classes that hold them: the right ones, then the wrong ones. */
  static List<String> holders(Exercise exercise) {
    String contract = exercise.contract().getSimpleName();
    return List.of(
        "%s.%sSolutions".formatted(Solutions.class.getPackageName(), contract),
        "%s.%sMisconceptions".formatted(Wrong.class.getPackageName(), contract));
  }

  List<Class<?>> marked(Class<? extends Annotation> mark) {
    return all.stream().filter(type -> type.isAnnotationPresent(mark)).toList();
  }

  /** Classes that carry none of the three marks. */
  List<Class<?>> unmarked() {
    return all.stream()
        .filter(type -> !type.isAnnotationPresent(Reference.class))
        .filter(type -> !type.isAnnotationPresent(Right.class))
        .filter(type -> !type.isAnnotationPresent(Wrong.class))
        .toList();
  }

  static Object instance(Class<?> solution) {
    return HandedIn.supplier(solution).get();
  }
}
