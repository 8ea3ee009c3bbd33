package org.neuronbook.tensor;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How the library says no. A rule and its message are one statement, and the message teaches: where
 * it happened, what was expected, what was found, and what to try.
 *
 * <pre>{@code
 * jshell> int n = 3
 * jshell> Refuse.when(n < 1).saying("tiles: expected at least 1, got %s. Is a list empty?", n)
 * }</pre>
 */
public final class Refuse {
  private static final Refuse NOTHING = new Refuse(null);

  private final Function<String, ? extends RuntimeException> kind;

  private Refuse(Function<String, ? extends RuntimeException> kind) {
    this.kind = kind;
  }

  /** Refuses an argument: {@link #saying} throws an {@link IllegalArgumentException} if wrong. */
  public static Refuse when(boolean wrong) {
    return when(wrong, IllegalArgumentException::new);
  }

  /** Refuses with an exception of another kind: {@code Refuse.when(..., ShapeException::new)}. */
  public static Refuse when(boolean wrong, Function<String, ? extends RuntimeException> kind) {
    return wrong ? new Refuse(kind) : NOTHING;
  }

  /**
   * Throws if the condition was met.
   *
   * @param text as {@link String#format} wants it, with {@code %s} for each value
   * @param values sizes or indices in an {@code int[]} read as a {@link Shape} does; a {@link
   *     Supplier} is asked only when its value is needed
   */
  public void saying(String text, Object... values) {
    if (kind != null) {
      Object[] read = Arrays.stream(values).map(Refuse::readable).toArray();
      RuntimeException problem = kind.apply(text.formatted(read));
      // Thrown where the rule stands, not here: people read the first line of a trace.
      StackTraceElement[] trace = problem.getStackTrace();
      problem.setStackTrace(Arrays.copyOfRange(trace, Math.min(1, trace.length), trace.length));
      throw problem;
    }
  }

  private static Object readable(Object value) {
    Object known = value instanceof Supplier<?> later ? later.get() : value;
    return known instanceof int[] sizes ? Shape.text(sizes) : known;
  }
}
