package org.neuronbook.notebook;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * An output that changes while a cell runs: at most ten times a second, and never so often that
 * drawing takes more than a tenth of the time.
 */
final class Live {

  private static final long LEAST_PAUSE = 100_000_000;
  private static final int COST_FACTOR = 9;

  private final Screen screen;
  private final LongSupplier nanoTime;
  private Screen.Slot slot;
  private long next;
  private boolean finished;

  Live(Screen screen, LongSupplier nanoTime) {
    this.screen = screen;
    this.nanoTime = nanoTime;
  }

  /** Shows the state if it is time to; the state is not even computed when it is not. */
  void offer(Supplier<Displayable> state) {
    long start = nanoTime.getAsLong();
    if (finished || (slot != null && start - next < 0)) {
      return;
    }
    // The first drawing loads classes and fonts: what it cost says nothing about the next.
    int factor = slot == null ? 0 : COST_FACTOR;
    put(state.get());
    long end = nanoTime.getAsLong();
    next = end + Math.max(LEAST_PAUSE, factor * (end - start));
  }

  /** Shows the last state, whenever it comes; what is offered later is ignored. */
  void finish(Displayable state) {
    if (!finished) {
      put(state);
      finished = true;
    }
  }

  boolean finished() {
    return finished;
  }

  private void put(Displayable state) {
    if (slot == null) {
      slot = screen.show(state);
    } else {
      slot.update(state);
    }
  }
}
