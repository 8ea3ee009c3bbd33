package org.neuronbook.grader;

import java.util.Objects;

/**
 * One graded exercise.
 *
 * @param id lesson and number, for example {@code "10.1"}; the same everywhere
 * @param title a few words, for the heading of a report
 * @param contract the interface that the learner's class implements
 * @param tests the JUnit 5 class, marked {@link GraderTests}, that grades an implementation
 */
public record Exercise(String id, String title, Class<?> contract, Class<?> tests) {
  public Exercise {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    if (!contract.isInterface()) {
      throw new IllegalArgumentException(
          "exercise " + id + ": the contract must be an interface, but is " + contract.getName());
    }
    if (!tests.isAnnotationPresent(GraderTests.class)) {
      throw new IllegalArgumentException(
          "exercise " + id + ": " + tests.getName() + " lacks @GraderTests");
    }
  }
}
