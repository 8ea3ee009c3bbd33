package org.neuronbook.kernel;

/**
 * Memory that is given up when a cell has used all there is, so that enough is left to say so and
 * to compile the learner's next cell: the one that lets go of the large arrays.
 */
final class MemoryReserve {
  private static final int BYTES = 16 << 20;

  private volatile byte[] held;

  /** Holds the reserve (again), where there is room for it. */
  void hold() {
    if (held == null) {
      try {
        held = new byte[BYTES];
      } catch (OutOfMemoryError e) {
        held = null; // this cell may free some
      }
    }
  }

  void release() {
    held = null;
  }
}
