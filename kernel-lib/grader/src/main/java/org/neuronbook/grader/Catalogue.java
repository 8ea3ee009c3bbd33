package org.neuronbook.grader;

import java.util.List;
import java.util.ServiceLoader;

/**
 * A set of exercises. The grader finds implementations through {@link ServiceLoader} and so needs
 * to know no exercise when it is compiled.
 */
public interface Catalogue {
  /** All exercises of all catalogues on the class path. */
  static List<Exercise> installed() {
    return List.copyOf(Catalogues.installed().exercises());
  }

  /** The exercises, in the order of the lessons. */
  List<Exercise> exercises();

  /** The lessons of these exercises, in their order. One that is missing is named by its number. */
  default List<Lesson> lessons() {
    return List.of();
  }

  /** What a notebook imports to have the contracts at hand, for example {@code "a.b.*"}. */
  List<String> imports();
}
