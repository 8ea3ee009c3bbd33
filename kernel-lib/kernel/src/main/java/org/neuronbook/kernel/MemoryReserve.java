package org.neuronbook.kernel;

/**
 * Memory that is given up when a cell has used all there is, so that enough is left to say so and
 * to compile the learner's next cell: the one that lets go of the large arrays. It is for what
 * {@link MemoryWatch} does not see in time. Where there is much memory it is held only when a cell
 * starts with much of it in use: a notebook that is just open need not pay for it.
 */
final class MemoryReserve {
  private static final long MAX = Runtime.getRuntime().maxMemory();
  private static final int BYTES =
      (int) Math.max(64L << 20, Math.min(128L << 20, MAX / 16)); // the compiler needs half of it

  private static final long USED_BEFORE = MAX <= 1L << 30 ? 0 : MAX / 4;

  private volatile byte[] held;
  private volatile boolean wasNeeded;

  /** Holds the reserve (again), where memory is being used up and there is still room for it. */
  void hold() {
    if (held != null || used() <= USED_BEFORE) {
      return;
    }
    if (!hasRoom() && wasNeeded) {
      System.gc(); // since then the learner may have let go of what filled it
    }
    if (hasRoom()) {
      try {
        held = new byte[BYTES];
      } catch (OutOfMemoryError e) {
        held = null; // this cell may free some
      }
    }
  }

  /** What is all but full must stay usable: the reserve would take what the next cell needs. */
  private static boolean hasRoom() {
    return MAX - used() > 2L * BYTES;
  }

  /** What is in use of the whole memory, garbage included. */
  static long used() {
    Runtime now = Runtime.getRuntime();
    return now.totalMemory() - now.freeMemory();
  }

  void release() {
    held = null;
    wasNeeded = true;
  }
}
