package org.neuronbook.kernel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The question that every loop of a cell asks: has the learner pressed Interrupt?
 *
 * <p>{@link Weaver} inserts a call of {@link #check()} where a method begins and where code jumps
 * back. {@code Thread.stop} did this job until JDK 19; it is gone, and it could strike in the
 * middle of a library that holds a lock. This check strikes in the learner's code only.
 *
 * <p>Public because classes of cells call it; nobody else should.
 */
public final class StopCheck {
  /**
   * What unwinds an interrupted cell. An {@code Error}, so that {@code catch (Exception)} lets it
   * pass.
   */
  static final class Stopped extends Error {
    Stopped() {
      super("interrupted", null, false, false);
    }
  }

  private static final Set<ThreadGroup> STOPPED = ConcurrentHashMap.newKeySet();

  /** One read in the usual case, since this stands in the learner's innermost loops. */
  private static volatile boolean requested;

  private StopCheck() {}

  /** Does nothing, or ends the calling thread's cell when an interrupt was requested for it. */
  public static void check() {
    if (requested && STOPPED.contains(Thread.currentThread().getThreadGroup())) {
      throw new Stopped();
    }
  }

  static void request(ThreadGroup cell) {
    STOPPED.add(cell);
    requested = true;
  }

  static void withdraw(ThreadGroup cell) {
    STOPPED.remove(cell);
    requested = !STOPPED.isEmpty();
  }
}
