package org.neuronbook.grader;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

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

  /** The number of the lesson that it belongs to: of {@code "10.1"} it is {@code "10"}. */
  public String lesson() {
    int dot = id.indexOf('.');
    return dot < 0 ? id : id.substring(0, dot);
  }

  /** The points to be had, without running anything. */
  public double maximum() {
    return Arrays.stream(tests.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .mapToDouble(Exercise::points)
        .sum();
  }

  /** What a test is worth. */
  static double points(Method test) {
    Points points = test.getAnnotation(Points.class);
    return points == null ? 1 : points.value();
  }
}
