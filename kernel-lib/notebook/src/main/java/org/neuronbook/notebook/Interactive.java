package org.neuronbook.notebook;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Controls, and below them what is computed from them: see {@link Notebook#interact}.
 *
 * <p>In a saved notebook, on a web page or in another viewer stand the values in words and the
 * picture, both as they were when the cell ran.
 */
public final class Interactive extends WidgetBox {

  /**
   * Three controls to something to show.
   *
   * @param <A> what the first control gives
   * @param <B> what the second control gives
   * @param <C> what the third control gives
   */
  @FunctionalInterface
  public interface OfThree<A, B, C> {
    Object show(A first, B second, C third);
  }

  private Interactive(List<? extends Control<?>> controls, OutputBox place) {
    super(
        "VBox",
        Looks.FREE,
        Stream.concat(controls.stream(), Stream.of(place)).toArray(Widget[]::new));
  }

  /** Draws once, as part of the cell: a failure is the cell's. */
  static Interactive of(List<? extends Control<?>> controls, Supplier<Object> draw) {
    OutputBox place = new OutputBox();
    Reaction reaction =
        new Reaction(
            place,
            () -> {
              Object drawn = draw.get();
              return drawn == null ? null : Views.orText(drawn);
            });
    reaction.first();
    controls.forEach(control -> control.addReaction(reaction));
    return new Interactive(controls, place);
  }
}
