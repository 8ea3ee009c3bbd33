package org.neuronbook.kernel;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The question that every loop of a cell asks: has the learner pressed Interrupt?
 *
 * <p>{@link Weaver} inserts it where a method begins and where code jumps back. {@code Thread.stop}
 * did this job until JDK 19; it is gone, and it could strike in the middle of a library that holds
 * a lock. This strikes in the learner's code only.
 *
 * <p>All the places share one {@link MutableCallSite} that does nothing, which the JIT compiler
 * removes altogether; an interrupt makes it compile them anew. (Reading a volatile flag instead
 * made a matrix product three times slower, since loops with such a read are not vectorised.)
 *
 * <p>Public because classes of cells link to it; nobody else should.
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

  private static final Set<RunningCell> STOPPED = ConcurrentHashMap.newKeySet();
  private static final MethodType NOTHING = MethodType.methodType(void.class);
  private static final MethodHandle GO_ON = MethodHandles.empty(NOTHING);
  private static final MethodHandle ASK = askHandle();
  private static final MutableCallSite SITE = new MutableCallSite(GO_ON);

  private StopCheck() {}

  private static MethodHandle askHandle() {
    try {
      return MethodHandles.lookup().findStatic(StopCheck.class, "ask", NOTHING);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** The bootstrap method of the woven {@code invokedynamic} instructions. */
  public static CallSite link(MethodHandles.Lookup caller, String name, MethodType type) {
    return SITE;
  }

  /** Does nothing, or ends the calling thread's cell when an interrupt was requested for it. */
  static void ask() {
    if (STOPPED.contains(RunningCell.ofThisThread())) {
      throw new Stopped();
    }
  }

  static synchronized void request(RunningCell cell) {
    STOPPED.add(cell);
    retarget();
  }

  static synchronized void withdraw(RunningCell cell) {
    if (STOPPED.remove(cell)) {
      retarget();
    }
  }

  private static void retarget() {
    SITE.setTarget(STOPPED.isEmpty() ? GO_ON : ASK);
    MutableCallSite.syncAll(new MutableCallSite[] {SITE});
  }
}
