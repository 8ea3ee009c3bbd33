package org.neuronbook.kernel;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Comparator;

/**
 * Stops a cell that fills the memory while enough is left for the kernel. Waiting for the {@code
 * OutOfMemoryError} is too late where small objects fill it to the last byte: the error then
 * strikes whatever thread asks next, and one of the kernel's own ends the kernel.
 *
 * <p>It looks, the more often the less is free. (The JVM's own notifications of full memory come
 * too late on a busy machine: they run through code that has never run before.)
 */
final class MemoryWatch {
  /** What the kernel needs to compile, to answer, and to notice in time: of a small memory much. */
  private static final long MARGIN = 96L << 20;

  private static final double LARGEST_SHARE = 0.95;

  /** What a cell may add where memory is full already: it may be the one that makes room. */
  private static final long SMALL = 8L << 20;

  /** A cell fills about a gigabyte a second, with large arrays several. */
  private static final long BYTES_A_MILLISECOND = 1L << 20;

  private final Execution execution;
  private final MemoryPoolMXBean pool;
  private final long full;
  private long live;

  private MemoryWatch(Execution execution, MemoryPoolMXBean pool) {
    this.execution = execution;
    this.pool = pool;
    long max = pool.getUsage().getMax();
    full = (long) Math.max(max / 2, Math.min(LARGEST_SHARE * max, max - MARGIN));
  }

  /** Watches from now on, on a thread of its own, the memory that objects end up in. */
  static void start(Execution execution) {
    Runnable watch =
        () ->
            ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getUsage().getMax() > 0)
                .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
                .filter(MemoryPoolMXBean::isUsageThresholdSupported)
                .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()))
                .ifPresent(pool -> new MemoryWatch(execution, pool).watch());
    Thread thread = new Thread(watch, "memory watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    while (true) {
      try {
        long used = pool.getUsage().getUsed();
        if (used > full && used > live + SMALL) {
          look();
        } else if (used < live) {
          live = used; // collected without us
        }
        Thread.sleep(Math.max(1, Math.min(500, (full - used) / 8 / BYTES_A_MILLISECOND)));
      } catch (VirtualMachineError e) {
        // No memory, or the JVM found none to look at its pools with (an InternalError): the
        // cell's next allocation fails for it, too.
        Thread.onSpinWait();
      } catch (InterruptedException e) {
        return; // nobody interrupts this thread but the end of the process
      }
    }
  }

  /** Part of what is used may be garbage: that is found out by collecting it. */
  private void look() {
    System.gc();
    live = pool.getUsage().getUsed();
    if (live > full && MemoryReserve.used() > execution.usedAtStart() + SMALL) {
      execution.stopForMemory();
    }
  }
}
