package org.neuronbook.grader;

import java.util.List;
import java.util.ServiceLoader;

/**
 * Known wrong solutions, with which a failing submission is compared. The grader finds
 * implementations through {@link ServiceLoader}; without any, nothing is compared.
 */
public interface Misconceptions {
  /** The known wrong solutions of an exercise, from all catalogues on the class path. */
  static List<Misconception> installed(Exercise exercise) {
    return ServiceLoader.load(Misconceptions.class, Misconceptions.class.getClassLoader()).stream()
        .flatMap(catalogue -> catalogue.get().of(exercise).stream())
        .toList();
  }

  /** The known wrong solutions of an exercise; empty if there are none. */
  List<Misconception> of(Exercise exercise);
}
