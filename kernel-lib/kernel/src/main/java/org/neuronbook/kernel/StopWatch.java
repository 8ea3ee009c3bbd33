package org.neuronbook.kernel;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/** What code used, in nanoseconds and bytes; measures nothing unless it is {@link #started}. */
final class StopWatch {
  private com.sun.management.ThreadMXBean threads;
  private int depth;
  private long wallNanos;
  private long processorNanos;
  private long allocatedBytes;

  static StopWatch started() {
    StopWatch watch = new StopWatch();
    if (ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads) {
      watch.threads = threads;
    }
    return watch;
  }

  /**
   * Runs the code and adds what its thread used; code within measured code is not counted again.
   */
  Object measured(Callable<Object> code) throws Exception {
    if (threads == null || depth > 0) {
      return code.call();
    }
    depth++;
    long wall = System.nanoTime();
    long processor = threads.getCurrentThreadCpuTime();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    try {
      return code.call();
    } finally {
      allocatedBytes += threads.getCurrentThreadAllocatedBytes() - allocated;
      processorNanos += threads.getCurrentThreadCpuTime() - processor;
      wallNanos += System.nanoTime() - wall;
      depth--;
    }
  }

  long wallNanos() {
    return wallNanos;
  }

  long processorNanos() {
    return processorNanos;
  }

  long allocatedBytes() {
    return allocatedBytes;
  }
}
