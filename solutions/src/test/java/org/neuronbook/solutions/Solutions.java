package org.neuronbook.solutions;

import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.neuronbook.grader.Exercise;

/** The solutions of one exercise: the nested classes of {@code <contract>Solutions}. */
record Solutions(Exercise exercise, List<Class<?>> all) {

  /**
   * @throws AssertionError if the exercise has no class of solutions
   */
  static Solutions of(Exercise exercise) {
    String name =
        Solutions.class.getPackageName() + "." + exercise.contract().getSimpleName() + "Solutions";
    try {
      List<Class<?>> nested =
          Arrays.stream(Class.forName(name).getDeclaredClasses())
              .filter(exercise.contract()::isAssignableFrom)
              .filter(type -> !Modifier.isAbstract(type.getModifiers()))
              .sorted(Comparator.comparing(Class::getSimpleName))
              .<Class<?>>map(type -> type)
              .toList();
      return new Solutions(exercise, nested);
    } catch (ClassNotFoundException e) {
      throw new AssertionError("exercise " + exercise.id() + " has no solutions: write " + name, e);
    }
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
    try {
      return solution.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(solution + " needs a constructor without parameters", e);
    }
  }
}
