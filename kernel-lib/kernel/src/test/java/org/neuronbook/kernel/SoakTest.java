package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * A long session of a learner who does everything, with interrupts at random moments; and many
 * starts in a row. The usual suite runs a short session and says so; the whole of it is
 *
 * <pre>./course test -pl kernel-lib/kernel -Dtest=SoakTest -Dsoak.cells=5000 -Dsoak.starts=100
 * </pre>
 */
class SoakTest {
  private static final int CELLS = Integer.getInteger("soak.cells", 120);
  private static final int STARTS = Integer.getInteger("soak.starts", 3);
  private static final String HEALTH =
      "System.gc(); System.gc();\n"
          + "(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() >> 20)"
          + " + \" \" + java.lang.management.ManagementFactory.getThreadMXBean().getThreadCount()";

  private final SplittableRandom random = new SplittableRandom(20261122);

  @Test
  void everyStartOfManyInARowSucceeds() throws InterruptedException {
    say(STARTS + " starts of 100; all of them: -Dsoak.starts=100");
    for (int i = 1; i <= STARTS; i++) {
      try (KernelClient kernel = KernelClient.start("-XX:+UseSerialGC")) {
        // At once, and after a moment in which the kernel has begun to warm up.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(700)));
        assertThat(kernel.execute("40 + 2").text()).as("start %d", i).isEqualTo("42");
        kernel.shutdown();
        assertThat(kernel.process().waitFor(KernelClient.DEADLINE_SECONDS, TimeUnit.SECONDS))
            .as("end of start %d", i)
            .isTrue();
      }
    }
  }

  @Test
  void staysHealthyThroughALongSessionWithInterrupts() {
    say(CELLS + " cells of 5,000; all of them: -Dsoak.cells=5000");
    try (KernelClient kernel = KernelClient.start("-XX:+UseSerialGC", "-Xmx512m")) {
      assertThat(kernel.execute("int kept = 41;").status()).isEqualTo("ok");
      for (int i = 0; i < 40; i++) {
        kernel.execute("1 + 1");
      }
      Health before = health(kernel);
      int interrupted = 0;
      for (int i = 0; i < CELLS; i++) {
        Cell cell = Cell.of(random.nextInt(Cell.KINDS), i, random);
        kernel.forgetUnclaimed();
        var outcome = run(kernel, cell);
        assertThat(outcome.status())
            .as("cell %d: %s\n%s", i, cell.source(), outcome.traceback())
            .isIn(cell.mustFail() ? List.of("error") : List.of("ok", "error"));
        if (outcome.error != null && outcome.errorName().equals("Interrupted")) {
          interrupted++;
        } else if (!cell.mayFail()) {
          assertThat(outcome.traceback()).as("cell %d: %s", i, cell.source()).isEmpty();
        }
        if (i % 50 == 49) {
          assertThat(kernel.execute("kept + 1").text()).as("after cell %d", i).isEqualTo("42");
        }
        if (i % 500 == 499) {
          say((i + 1) + " cells: " + health(kernel));
        }
      }
      Health after = health(kernel);
      say(interrupted + " interrupted; before: " + before + "; after: " + after);
      assertThat(interrupted).as("interrupted cells").isGreaterThan(CELLS / 20);
      assertThat(after.threads)
          .as("threads: %s, then %s", before, after)
          .isLessThan(before.threads + 10);
      assertThat(after.megabytes)
          .as("heap: %s, then %s", before, after)
          .isLessThan(
              before.megabytes + 60 + CELLS / 20); // JShell keeps what it was given, 40 KB a cell
      assertThat(after.sum)
          .as("ms of 1 + 1: %s, then %s", before, after)
          .isLessThan(5 * before.sum + 100);
    }
  }

  private KernelClient.Outcome run(KernelClient kernel, Cell cell) {
    String id = kernel.sendCell(cell.source(), Map.of());
    if (cell.endless() || random.nextInt(5) == 0) {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(120_000)));
      kernel.interruptAndWait();
      if (cell.endless()) {
        // The first may have come before the cell began, when there was nothing to interrupt.
        return kernel.awaitInterrupting(id);
      }
    }
    return kernel.await(id);
  }

  /** Used memory after a collection, live threads, and the median of 1 + 1. */
  private record Health(int megabytes, int threads, double sum) {
    @Override
    public String toString() {
      return "%d MB, %d threads, 1 + 1 in %.0f ms".formatted(megabytes, threads, sum);
    }
  }

  private static Health health(KernelClient kernel) {
    double[] millis = new double[21];
    for (int i = 0; i < millis.length; i++) {
      long start = System.nanoTime();
      assertThat(kernel.execute("1 + 1").text()).isEqualTo("2");
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    String[] numbers = kernel.execute(HEALTH).text().replace("\"", "").split(" ");
    return new Health(
        Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), millis[millis.length / 2]);
  }

  private static void say(String line) {
    System.out.println("SoakTest: " + line);
  }

  /** One of the things that a learner does. */
  private record Cell(String source, boolean mustFail, boolean mayFail, boolean endless) {
    static final int KINDS = 18;

    static Cell of(int kind, int i, SplittableRandom random) {
      int n = random.nextInt(30);
      return switch (kind) {
        case 0 -> fine("int v" + n + " = " + i + ";");
        case 1 -> fine("double[] a" + n + " = new double[1000 * " + (n + 1) + "];");
        case 2 -> fine("int f" + n + "(int x) { return x + " + i + "; }\nf" + n + "(1)");
        case 3 -> fine("class C" + n + " { int x = " + i + "; }\nnew C" + n + "().x");
        case 4 -> fine("record R" + n + "(int x, String s) { }\nnew R" + n + "(1, \"s\")");
        case 5 -> fine("for (int k = 0; k < 200; k++) System.out.println(k);");
        case 6 -> fine("display(\"shown " + i + "\");");
        case 7 -> fine("IntStream.range(0, 1000).mapToObj(String::valueOf).toList()");
        case 8 -> fine("Thread.sleep(" + n + ");");
        case 9 ->
            fine(
                "new Thread(() -> { for (int k = 0; k < 5; k++) System.out.println(k); }).start();");
        case 10 -> fine("System.err.println(\"an error, but only printed\"); " + i);
        case 11 -> new Cell("int broken = \"text\";", true, true, false);
        case 12 -> new Cell("List.of().get(" + n + ")", true, true, false);
        case 13 ->
            new Cell("int deep(int x) { return deep(x + 1) + 1; }\ndeep(0)", true, true, false);
        case 14 -> new Cell("throw new IllegalStateException(\"" + i + "\");", true, true, false);
        case 15 -> new Cell("while (true) { }", true, true, true);
        case 16 -> new Cell("while (true) Thread.sleep(5);", true, true, true);
        default ->
            i % 10 == 0
                ? new Cell("while (true) System.out.println(\"and on\");", true, true, true)
                : fine("1 + " + i);
      };
    }

    private static Cell fine(String source) {
      return new Cell(source, false, false, false);
    }
  }
}
