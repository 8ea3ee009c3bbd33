package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupt stops any cell, and keeps what was computed, on every JDK of this machine. */
@ParameterizedClass(name = "{0}")
@MethodSource("org.neuronbook.kernel.Jdks#installed")
class InterruptTest {
  private static final String LIBRARY_ONLY = "Stream.generate(Thread::currentThread)";

  private static final String CROSSED_LOCKS =
      """
      Object a = new Object(), b = new Object();
      var both = new CyclicBarrier(2);
      BiFunction<Object, Object, Thread> taking = (first, second) -> new Thread(() -> {
        synchronized (first) {
          try { both.await(); } catch (Exception e) { }
          synchronized (second) { }
        }
      });
      Thread one = taking.apply(a, b), two = taking.apply(b, a);
      one.setDaemon(true); two.setDaemon(true);
      GO
      one.start(); two.start();
      one.join();
      """;

  /** The threads that run code of cells, the asking one left out. */
  private static final String BURNING =
      """
      Thread.getAllStackTraces().keySet().stream()
          .filter(t -> t != Thread.currentThread() && t.getState() == Thread.State.RUNNABLE)
          .filter(t -> Stream.of(t.getStackTrace())
              .anyMatch(f -> f.getClassName().startsWith("REPL.")))
          .filter(t -> Stream.of(t.getStackTrace())
              .noneMatch(f -> f.getClassName().contains("ReferencePipeline")))
          .map(Thread::getName).toList()
      """;

  private static KernelClient kernel;
  private static boolean canStopLibraries;

  InterruptTest(Path jdk) {}

  @BeforeParameterizedClassInvocation
  static void start(Path jdk) {
    kernel = KernelClient.startOn(jdk);
    canStopLibraries = kernel.execute("Runtime.version().feature() < 20").text().equals("true");
    kernel.execute("int kept = 41;");
    kernel.execute(
        """
        class Endless {
          public String toString() { System.out.println("started"); while (true) { } }
        }""");
    kernel.execute("class Never { static int n = 0; static { while (n == 0) { } } }");
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    kernel.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GO while (true) { }",
        "GO Thread.sleep(1_000_000);",
        "GO while (true) System.out.println(\"and on\");",
        "GO while (true) { try { Thread.sleep(10); } catch (Exception e) { } }",
        "GO while (true) { try { while (true) { } } catch (Exception e) { } }",
        "GO IntStream.iterate(0, i -> 1 - i).forEach(i -> { });",
        "GO new Object() { synchronized void forever() throws Exception { wait(); } }.forever();",
        "GO display(new Endless());",
        "GO eval(\"while (true) { }\");",
        "GO IntStream.range(0, 100).parallel().forEach(i -> { while (true) { } });",
        "GO new TreeSet<Integer>((a, b) -> { while (true) { } }).add(1);",
        "GO new CompletableFuture<String>().get();",
        "GO CompletableFuture.supplyAsync(() -> { while (true) { } }).join();",
        "GO var t = new Thread(() -> { while (true) { } }); t.start(); t.join();",
        "GO new Never();",
        // backtracks for ever, and asks the cell's own sequence for each character
        "GO Pattern.matches(\"(a|aa)+b\\\\1\", new CharSequence() {"
            + " public char charAt(int i) { return 'a'; } public int length() { return 200; }"
            + " public CharSequence subSequence(int a, int b) { return this; } });",
        CROSSED_LOCKS,
        // inside a library, where no stop check is woven in
        "GO Stream.generate(Thread::currentThread).forEach(Objects::requireNonNull);",
        "GO var b = new Thread(() ->"
            + " Stream.generate(Thread::currentThread).forEach(Objects::requireNonNull));"
            + " b.start(); b.join();",
      })
  void stops(String code) {
    var outcome =
        kernel.interruptWhenPrinted(
            "{" + code.replace("GO", "System.out.println(\"started\");") + "}",
            "started",
            Map.of());
    assertStopped(outcome, code);
  }

  @Test
  void stopsAnEndlessTextOfAValue() {
    assertStopped(kernel.interruptWhenPrinted("new Endless()", "started", Map.of()), "");
  }

  private static void assertStopped(KernelClient.Outcome outcome, String code) {
    assertThat(outcome.status()).isEqualTo("error");
    assertThat(outcome.errorName()).as(outcome.traceback()).isEqualTo("Interrupted");
    // Left behind is only what loops in a library, where the JDK offers no way to stop it.
    assertThat(outcome.traceback().contains("left running"))
        .isEqualTo(code.contains(LIBRARY_ONLY) && !canStopLibraries);
    if (!code.contains(LIBRARY_ONLY)) {
      assertThat(kernel.execute(BURNING).text()).as("threads that still burn").isEqualTo("[]");
    }
    assertThat(kernel.execute("kept + 1").text()).isEqualTo("42");
  }

  @Test
  void stopsTheOutputSoonAfterTheInterrupt() {
    // By then the kernel prints faster than a server forwards, and two megabytes wait.
    var outcome =
        kernel.interruptWhenPrinted(
            "for (int i = 0; true; i++) System.out.println(i + \"x\".repeat(1000));",
            "\n2500x",
            Map.of());
    assertThat(outcome.out.indexOf("some of the output is left out"))
        .as("the note among %d characters", outcome.out.length())
        .isPositive();
  }

  @Test
  void leavesTheThreadsOfEarlierCellsAlone() {
    kernel.execute(
        "var go = new CountDownLatch(1);\n"
            + "var earlier = new Thread(() -> { while (go.getCount() > 0) { } }); earlier.start();");
    kernel.executeAndWhenPrinted(
        "System.out.println(\"started\"); while (true) { }", "started", kernel::interrupt);
    assertThat(kernel.execute("earlier.isAlive()").text()).isEqualTo("true");
    assertThat(kernel.execute("go.countDown(); earlier.join(60_000); earlier.isAlive()").text())
        .isEqualTo("false");
  }

  @Test
  void stopsATaskThatWasGivenToAnEarlierCellsPool() {
    kernel.execute("var pool = Executors.newFixedThreadPool(1); pool.submit(() -> 1).get();");
    kernel.executeAndWhenPrinted(
        "pool.submit(() -> { System.out.println(\"started\"); while (true) { } }).get();",
        "started",
        kernel::interrupt);
    assertThat(kernel.execute("pool.submit(() -> 5).get(60, TimeUnit.SECONDS)").text())
        .isEqualTo("5");
    kernel.execute("pool.shutdown();");
  }

  @Test
  void saysWhatHappenedToTheVariables() {
    var outcome =
        kernel.executeAndWhenPrinted(
            "System.out.println(\"started\"); while (true) { }", "started", kernel::interrupt);
    assertThat(outcome.traceback()).contains("Variables keep their values");
  }

  @Test
  void doesNothingToAnIdleKernel() {
    assertThat(kernel.interruptAndWait().get("status").getAsString()).isEqualTo("ok");
    assertThat(kernel.execute("1 + 1").text()).isEqualTo("2");
  }

  @Test
  void abortsTheCellsThatWait() {
    String endless =
        kernel.sendCell("System.out.println(\"started\"); while (true) { }", java.util.Map.of());
    String waiting = kernel.sendCell("int mustNotRun = 1;", java.util.Map.of());
    kernel.awaitPublished("stream", endless);
    kernel.interrupt();
    assertThat(kernel.await(waiting).status()).isEqualTo("aborted");
  }
}
