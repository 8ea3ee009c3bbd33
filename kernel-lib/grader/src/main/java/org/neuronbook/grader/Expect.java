package org.neuronbook.grader;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a grader test says what it expects. What it throws carries values and a sentence for the
 * learner, never a stack trace.
 *
 * <pre>{@code
 * Expect.that(learner.centre(x))
 *     .named("centre", x)
 *     .mistake(raw, "The numbers came back unchanged: subtract the mean.")
 *     .because("The mean of the result must be 0.")
 *     .isCloseTo(reference(x), 1e-12);
 * }</pre>
 *
 * <p>Values are numbers, {@code double[]}, {@code int[]}, {@code double[][]}, {@code int[][]}, EJML
 * matrices, and for {@link #isEqualTo} anything with {@code equals}.
 */
public final class Expect {
  private final Object actual;
  private final List<Mistake> mistakes = new ArrayList<>();
  private String tried = "";
  private String because = "";

  private record Mistake(Object value, String sentence) {}

  private Expect(Object actual) {
    this.actual = actual;
  }

  public static Expect that(Object actual) {
    return new Expect(actual);
  }

  /** What was tried: a call of this method with these arguments. */
  public Expect named(String method, Object... arguments) {
    tried = arguments.length == 0 ? method : Show.call(method, arguments);
    return this;
  }

  /** What the learner reads if the value is wrong and no {@link #mistake} explains it. */
  public Expect because(String sentence) {
    because = sentence;
    return this;
  }

  /** Names a misconception by the value that it leads to. The first that fits is told. */
  public Expect mistake(Object wrongValue, String sentence) {
    mistakes.add(new Mistake(wrongValue, sentence));
    return this;
  }

  /**
   * Each number must satisfy {@code |actual - expected| <= tolerance * max(1, |expected|)}.
   *
   * @throws Mismatch if it does not, or if the shapes differ
   */
  public void isCloseTo(Object expected, double tolerance) {
    Numbers wanted = Objects.requireNonNull(Numbers.of(expected), "expected must be numbers");
    Numbers found = Numbers.of(actual);
    if (found != null && found.isCloseTo(wanted, tolerance)) {
      return;
    }
    for (Mistake mistake : mistakes) {
      Numbers wrong = Numbers.of(mistake.value());
      // A mistake that gives the right numbers by chance explains nothing.
      if (found != null
          && found.isCloseTo(wrong, tolerance)
          && !wrong.isCloseTo(wanted, tolerance)) {
        throw mismatch(expected, wanted, found, tolerance, mistake.sentence());
      }
    }
    throw mismatch(expected, wanted, found, tolerance, null);
  }

  /**
   * Exactly equal, element by element.
   *
   * @throws Mismatch if not
   */
  public void isEqualTo(Object expected) {
    if (Numbers.of(expected) != null) {
      isCloseTo(expected, 0);
    } else if (!Objects.equals(actual, expected)) {
      for (Mistake mistake : mistakes) {
        if (Objects.equals(actual, mistake.value())) {
          throw fail(tried, expected, actual, mistake.sentence());
        }
      }
      throw fail(tried, expected, actual, because);
    }
  }

  /** A failure that is no comparison of numbers: both sides may be sentences. */
  public static Mismatch fail(String tried, Object expected, Object actual, String explanation) {
    return new Mismatch(new Comparison(tried, expected, actual, null), explanation);
  }

  private Mismatch mismatch(
      Object expected, Numbers wanted, Numbers found, double tolerance, String mistake) {
    if (found == null || !found.sameShape(wanted)) {
      String problem = mistake == null ? shapeProblem(wanted, found) : "";
      return fail(tried, expected, actual, sentences(problem, mistake));
    }
    int first = -1;
    int count = 0;
    double largest = 0;
    for (int i = 0; i < wanted.values().length; i++) {
      if (!Numbers.close(found.values()[i], wanted.values()[i], tolerance)) {
        first = first < 0 ? i : first;
        count++;
        largest = Math.max(largest, Math.abs(found.values()[i] - wanted.values()[i]));
      }
    }
    var difference =
        new Difference(
            Numbers.indexText(found.index(first)),
            wanted.values()[first],
            found.values()[first],
            count,
            wanted.values().length,
            largest);
    // Ratios and offsets of exact values (counts, indices) explain nothing.
    boolean measured = mistake == null && tolerance > 0;
    String observation = measured ? Observation.about(found, wanted, tolerance) : "";
    return new Mismatch(
        new Comparison(tried, expected, actual, difference), sentences(observation, mistake));
  }

  private String shapeProblem(Numbers wanted, Numbers found) {
    if (actual == null) {
      return "The result is null: does the method return what it computed?";
    }
    if (found == null) {
      return "A row of the result is null.";
    }
    Numbers turned = found.transposed();
    String transposed =
        turned != null && turned.sameShape(wanted) ? ": are rows and columns swapped?" : ".";
    return "Expected " + wanted.shape() + ", got " + found.shape() + transposed;
  }

  private String sentences(String observation, String mistake) {
    String second = mistake == null ? because : mistake;
    return observation.isEmpty() || second.isEmpty()
        ? observation + second
        : observation + " " + second;
  }
}
