package org.neuronbook.compute;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Work on many elements that threads share, where no part needs another: who does which part does
 * not change a bit.
 */
public final class Parts {
  /** About so many elements make a part. */
  private static final int SIZE = 1 << 14;

  /** From this many multiplications on, threads share tasks. */
  private static final long SHARED = 100_000;

  private Parts() {}

  @FunctionalInterface
  public interface Part {
    void visit(int from, int to);
  }

  /**
   * Tasks of any kind.
   *
   * @param work about how many multiplications they are together
   */
  public static void tasks(int count, long work, IntConsumer task) {
    IntStream all = IntStream.range(0, count);
    (work >= SHARED ? all.parallel() : all).forEach(task);
  }

  /** Single elements. */
  public static void forEach(int elements, Part part) {
    forEach(elements, 1, part);
  }

  /** Units that each need as much work as some elements. */
  public static void forEach(int units, int elements, Part part) {
    int size = Math.max(1, SIZE / elements);
    int parts = (units + size - 1) / size;
    IntStream all = IntStream.range(0, parts);
    (parts > 3 ? all.parallel() : all)
        .forEach(i -> part.visit(i * size, Math.min(units, (i + 1) * size)));
  }
}
