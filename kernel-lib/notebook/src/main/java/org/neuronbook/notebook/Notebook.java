package org.neuronbook.notebook;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a cell calls without an import.
 *
 * <pre>{@code
 * show(new LearningCurves(history));
 * claim("The network learns the digits", accuracy, isAtLeast(0.92));
 * for (Batch batch : progress("batches", list)) { ... }
 * }</pre>
 */
public final class Notebook {

  /** Null stands for the running kernel's; tests put their own here. */
  private static volatile Screen screen;

  private Notebook() {}

  /** Where this thread's output goes instead, while a callback of a widget runs. */
  private static final ThreadLocal<Screen> DIVERTED = new ThreadLocal<>();

  static Screen screen() {
    Screen diverted = DIVERTED.get();
    Screen set = diverted != null ? diverted : screen;
    return set != null ? set : Screen.ofKernel();
  }

  /** Ends by being closed. */
  interface Diversion extends AutoCloseable {
    @Override
    void close();
  }

  /** What this thread shows appears there until the diversion is closed. */
  static Diversion showOn(Screen other) {
    Screen before = DIVERTED.get();
    DIVERTED.set(other);
    return () -> DIVERTED.set(before);
  }

  static void useScreen(Screen other) {
    screen = other;
  }

  /**
   * Shows something at once, in the middle of a cell or a loop. A cell's last value shows itself.
   *
   * @param what a picture, table, tensor, matrix, model, data set, chart of XChart, or anything
   *     else, of which its text is shown
   */
  public static void show(Object what) {
    screen().show(Views.orText(what));
  }

  /**
   * Writes down that something holds, with a tick, or ends the cell because it does not. The
   * sentence under a plot is a claim, so that it cannot stay when it is no longer true.
   *
   * @throws ClaimRefuted if it does not hold
   */
  public static void claim(String sentence, boolean holds) {
    if (!holds) {
      throw ClaimRefuted.of(sentence);
    }
    screen().show(new HeldClaim(sentence, ""));
  }

  /**
   * The same for a measured number, which is shown with its bound.
   *
   * @throws ClaimRefuted if the value, or NaN, is out of bounds; with both numbers
   */
  public static void claim(String sentence, double measured, Bound bound) {
    if (!bound.holds(measured)) {
      throw ClaimRefuted.of(sentence, measured, bound);
    }
    screen()
        .show(new HeldClaim(sentence, "measured %s, %s".formatted(Numbers.brief(measured), bound)));
  }

  /** Values not below this one. */
  public static Bound isAtLeast(double least) {
    return new Bound(least, Double.POSITIVE_INFINITY, "at least " + Numbers.brief(least));
  }

  /** Values not above this one. */
  public static Bound isAtMost(double most) {
    return new Bound(Double.NEGATIVE_INFINITY, most, "at most " + Numbers.brief(most));
  }

  /** Values from one to the other, both included. */
  public static Bound isBetween(double least, double most) {
    return new Bound(
        least, most, "between %s and %s".formatted(Numbers.brief(least), Numbers.brief(most)));
  }

  /** Values that differ from this one by no more than the tolerance. */
  public static Bound isCloseTo(double value, double tolerance) {
    return new Bound(
        value - tolerance,
        value + tolerance,
        "within %s of %s".formatted(Numbers.brief(tolerance), Numbers.brief(value)));
  }

  /**
   * A bar for a loop of known length, moved by {@link ProgressBar#step()}.
   *
   * @param what what is counted, in the plural: "steps"
   */
  public static ProgressBar progress(String what, long total) {
    return new ProgressBar(what, total);
  }

  /**
   * Shows a control, and below it what is computed from its value, anew each time it is moved.
   *
   * <pre>{@code
   * interact(new Slider("learning rate", 0, 1, 0.1), rate -> descent(rate).chart())
   * }</pre>
   *
   * @param draw gives something to show: a chart, a table, a text. Its first run belongs to the
   *     cell. What a later run prints or throws appears below the control, and Interrupt stops it
   */
  public static <A> Interactive interact(Control<A> control, Function<? super A, ?> draw) {
    return Interactive.of(List.of(control), () -> draw.apply(control.value()));
  }

  /** The same for two controls. */
  public static <A, B> Interactive interact(
      Control<A> first, Control<B> second, BiFunction<? super A, ? super B, ?> draw) {
    return Interactive.of(List.of(first, second), () -> draw.apply(first.value(), second.value()));
  }

  /** The same for three controls. */
  public static <A, B, C> Interactive interact(
      Control<A> first,
      Control<B> second,
      Control<C> third,
      Interactive.OfThree<? super A, ? super B, ? super C> draw) {
    return Interactive.of(
        List.of(first, second, third),
        () -> draw.show(first.value(), second.value(), third.value()));
  }

  /** Goes through the items and shows how far it is. */
  public static <T> Iterable<T> progress(String what, Collection<T> items) {
    return () -> {
      ProgressBar bar = progress(what, items.size());
      Iterator<T> rest = items.iterator();
      return new Iterator<>() {
        private boolean started;

        @Override
        public boolean hasNext() {
          if (started) {
            bar.step();
            started = false;
          }
          return rest.hasNext();
        }

        @Override
        public T next() {
          T item = rest.next();
          started = true;
          return item;
        }
      };
    };
  }
}
