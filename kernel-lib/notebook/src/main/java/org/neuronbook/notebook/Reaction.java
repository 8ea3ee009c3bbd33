package org.neuronbook.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A learner's code that runs when a control moves. What it prints, shows, gives back or throws
 * appears in its place: nothing is lost, and a failure ends nothing but this one run.
 */
final class Reaction {

  private final OutputBox place;
  private final Supplier<Displayable> work;
  private boolean waiting;
  private Thread runner;
  private boolean again;

  /**
   * @param work gives what stays in the place, or null when there is nothing
   */
  Reaction(OutputBox place, Supplier<Displayable> work) {
    this.place = place;
    this.work = work;
  }

  /** The front end has moved something: reacts once for all the moves that are waiting. */
  void soon() {
    synchronized (this) {
      if (waiting) {
        return;
      }
      waiting = true;
    }
    Widget.frontEnd().later(this::now);
  }

  /** Reacts on this thread, and again while the reaction itself moves what it reacts to. */
  void now() {
    synchronized (this) {
      waiting = false;
      again = true;
      if (runner == Thread.currentThread()) {
        return;
      }
      runner = Thread.currentThread();
    }
    try {
      while (takeTurn() && react()) {
        // it moved its own control
      }
    } finally {
      release();
    }
  }

  private synchronized boolean takeTurn() {
    boolean turn = again;
    again = false;
    return turn;
  }

  private synchronized void release() {
    if (runner == Thread.currentThread()) {
      runner = null;
    }
  }

  /** Whether it succeeded. */
  private boolean react() {
    boolean[] failed = {false};
    collect(
        () -> {
          try {
            return ready();
          } catch (Throwable failure) { // also an interrupt, which the kernel puts into words
            failed[0] = true;
            return new FailureNote(Widget.frontEnd().explain(failure));
          }
        });
    return !failed[0];
  }

  /** The first time, as part of a cell: a failure is the cell's, and so is what it printed. */
  void first() {
    collect(this::ready);
  }

  private Displayable ready() {
    Displayable last = work.get();
    return last == null ? null : Rendered.of(last);
  }

  private void collect(Supplier<Displayable> run) {
    List<Displayable> shown = new ArrayList<>();
    PrintedHere printed = new PrintedHere();
    Displayable last = null;
    boolean ended = false;
    try (printed;
        Notebook.Diversion ignored = Notebook.showOn(place.below(shown))) {
      last = run.get();
      ended = true;
    } finally {
      if (!ended) {
        printed.pass();
      } else if (!printed.text().isEmpty()) {
        shown.add(0, new Words(printed.text()));
      }
      if (last != null) {
        shown.add(last);
      }
      place.replace(OutputBox.copy(shown));
    }
  }
}
