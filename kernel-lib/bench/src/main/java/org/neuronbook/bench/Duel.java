package org.neuronbook.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Measures contenders against each other: all of them in one JVM, in turn, in short blocks.
 *
 * <p>Why not JMH: it gives each benchmark a process of its own and runs one after the other,
 * minutes apart. On a laptop, a virtual machine or beside other work the clock and the memory are
 * not the same minutes later, and a ratio of such numbers says as much about the machine as about
 * the code. Here a block of one contender stands between blocks of the others, so that what slows
 * the machine slows all of them, and the median forgets a block that something struck. What JMH
 * guards against is guarded against as well: nothing is measured before the times have stopped
 * falling, a step returns a loss that is used, and each contender is behind the same interface.
 *
 * <p>Blocks last about 40 ms. The first step of a block is not counted: it finds the caches filled
 * by another contender, and threads of other libraries that still spin, waiting for work. Who
 * begins a round changes from round to round. Collections of garbage are part of the times of those
 * whose garbage it is, on average: whoever fills the heap sets them off. They are counted besides.
 */
final class Duel {
  private static final long BLOCK = 40_000_000;
  private static final int LEAST_ROUNDS = 5;

  /** Rounds that are compared with as many before them to see whether times still change. */
  private static final int WINDOW = 4;

  private static final double STABLE = 0.03;

  private final long budget;
  private final LongSupplier clock;

  /** Losses are added up here, so that no compiler finds a step useless. */
  private double sink;

  /**
   * @param seconds for measuring each contender; warming up takes a third of it to all of it again
   * @param clock nanoseconds
   */
  Duel(double seconds, LongSupplier clock) {
    this.budget = (long) (seconds * 1e9);
    this.clock = clock;
  }

  List<Timing> run(List<? extends Contender> contenders) {
    int n = contenders.size();
    int[] steps = contenders.stream().mapToInt(this::stepsPerBlock).toArray();
    rounds(contenders, steps, new long[n], true);
    long[] collections = new long[n];
    double[][] measured = rounds(contenders, steps, collections, false);
    return IntStream.range(0, n)
        .mapToObj(
            i -> {
              double[] sorted = measured[i].clone();
              Arrays.sort(sorted);
              double median = quantile(sorted, 0.5);
              return new Timing(
                  median / 1e6,
                  (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 2 / median,
                  sorted.length,
                  steady(measured[i]),
                  collections[i],
                  heapBytes(contenders.get(i)));
            })
        .toList();
  }

  private int stepsPerBlock(Contender contender) {
    int steps = 1;
    while (true) {
      double nanos = block(contender, steps);
      if (nanos * steps > BLOCK / 4.0 || steps > 1 << 20) {
        return (int) Math.max(1, Math.round(BLOCK / nanos));
      }
      steps *= 2;
    }
  }

  /** The nanoseconds of a step in each block, [contender][round]. */
  private double[][] rounds(
      List<? extends Contender> contenders, int[] steps, long[] collections, boolean warming) {
    int n = contenders.size();
    double[][] times = new double[n][0];
    long start = clock.getAsLong();
    long end = start + budget * n;
    for (int round = 0; round < LEAST_ROUNDS || clock.getAsLong() < end; round++) {
      for (int turn = 0; turn < n; turn++) {
        int i = (round + turn) % n;
        long before = collections();
        double nanos = block(contenders.get(i), steps[i]);
        collections[i] += collections() - before;
        times[i] = Arrays.copyOf(times[i], round + 1);
        times[i][round] = nanos;
        if (warming) {
          steps[i] = (int) Math.max(1, Math.round(BLOCK / nanos));
        }
      }
      boolean longEnough = clock.getAsLong() - start > budget * n / 3;
      if (warming && longEnough && Arrays.stream(times).allMatch(Duel::settled)) {
        break;
      }
    }
    return times;
  }

  private double block(Contender contender, int steps) {
    contender.enter();
    try {
      sink += contender.step();
      long start = clock.getAsLong();
      for (int i = 0; i < steps; i++) {
        sink += contender.step();
      }
      return Math.max(1, clock.getAsLong() - start) / (double) steps;
    } finally {
      contender.leave();
    }
  }

  /** Whether the last rounds were not quicker than those before them. */
  private static boolean settled(double[] times) {
    int from = times.length - 2 * WINDOW;
    return from >= 0 && steady(Arrays.copyOfRange(times, from, times.length));
  }

  /** Whether the second half was not quicker than the first: nothing more to be compiled. */
  static boolean steady(double[] times) {
    double[] first = Arrays.copyOfRange(times, 0, times.length / 2);
    double[] second = Arrays.copyOfRange(times, times.length / 2, times.length);
    Arrays.sort(first);
    Arrays.sort(second);
    return quantile(second, 0.5) > (1 - STABLE) * quantile(first, 0.5);
  }

  static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  /** Of all threads: products and convolutions are shared among workers, which allocate too. */
  private long heapBytes(Contender contender) {
    int steps = 3;
    contender.enter();
    try {
      sink += contender.step();
      Map<Long, Long> before = allocated();
      for (int i = 0; i < steps; i++) {
        sink += contender.step();
      }
      long sum = 0;
      for (Map.Entry<Long, Long> thread : allocated().entrySet()) {
        sum += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
      }
      return sum / steps;
    } finally {
      contender.leave();
    }
  }

  private static Map<Long, Long> allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] ids = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    Map<Long, Long> all = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      if (bytes[i] >= 0) {
        all.put(ids[i], bytes[i]);
      }
    }
    return all;
  }
}
