package org.neuronbook.grader;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a solution showed of itself in a run: for each test, how it ended and the value or the
 * exception that it ended with. Hidden values are in it, so it never leaves the grader.
 */
final class Behaviour {
  /** Two ways to compute the same thing differ by less, two misconceptions by more. */
  private static final double ROUNDING = 1e-9;

  /**
   * What else there is says nothing about a misconception: an endless loop looks like any other.
   */
  private static final Set<Status> TELLING = Set.of(Status.PASS, Status.FAIL, Status.ERROR);

  /**
   * The end of one test.
   *
   * @param message what the learner is told, without the line of the learner's that it comes from
   * @param drawn whether the test's inputs come from the seed
   */
  private record End(Status status, Comparison comparison, String message, boolean drawn) {
    boolean agrees(End other) {
      return status == other.status
          && (status == Status.PASS
              || tried(comparison).equals(tried(other.comparison)) && sameValue(other));
    }

    private boolean sameValue(End other) {
      Numbers mine = numbers(comparison);
      Numbers others = numbers(other.comparison);
      // A message about numbers quotes them, and rounding may change a digit of it.
      return mine != null && others != null
          ? mine.isSame(others, ROUNDING)
          : message.equals(other.message)
              && Objects.equals(actual(comparison), actual(other.comparison));
    }

    private static String tried(Comparison comparison) {
      return comparison == null ? "" : comparison.tried();
    }

    private static Object actual(Comparison comparison) {
      return comparison == null ? null : comparison.actual();
    }

    private static Numbers numbers(Comparison comparison) {
      return Numbers.of(actual(comparison));
    }
  }

  private final Map<Method, End> ends = new LinkedHashMap<>();

  /** Adds how a test ended: its result, and what was thrown in it or null. */
  void add(Method test, TestResult result, Throwable thrown) {
    String message =
        thrown instanceof LearnerException learner ? learner.getMessage() : result.explanation();
    ends.put(test, new End(result.status(), result.comparison(), message, result.seed() != null));
  }

  /** Whether it went wrong, and in a way that can be recognised. */
  boolean isTelling() {
    return ends.values().stream().allMatch(end -> TELLING.contains(end.status()))
        && ends.values().stream().anyMatch(end -> end.status() != Status.PASS);
  }

  /** Whether the other one, given the same seed, did the same in every test. */
  boolean agrees(Behaviour other) {
    return ends.keySet().equals(other.ends.keySet())
        && ends.keySet().stream().allMatch(test -> ends.get(test).agrees(other.ends.get(test)));
  }

  /** Whether the other one, given whatever seed, did the same where the seed plays no part. */
  boolean agreesWhereNothingIsDrawn(Behaviour other) {
    return ends.keySet().stream()
        .filter(test -> !ends.get(test).drawn())
        .allMatch(
            test -> other.ends.containsKey(test) && ends.get(test).agrees(other.ends.get(test)));
  }
}
