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

/** What background threads show appears under the cell that started them, on every JDK here. */
@ParameterizedClass(name = "{0}")
@MethodSource("org.neuronbook.kernel.Jdks#installed")
class BackgroundOutputTest {
  private static KernelClient kernel;

  BackgroundOutputTest(Path jdk) {}

  @BeforeParameterizedClassInvocation
  static void start(Path jdk) {
    kernel = KernelClient.startOn(jdk);
    kernel.execute("static void await(CountDownLatch gate) { while (gate.getCount() > 0) { } }");
    kernel.execute("var pool = Executors.newFixedThreadPool(1); pool.submit(() -> 1).get();");
    kernel.execute("IntStream.range(0, 1000).parallel().sum();");
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    kernel.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new Thread(() -> WORK).start();",
        "pool.submit(() -> WORK);",
        "pool.submit(() -> { WORK; return 1; });",
        "pool.execute(() -> WORK);",
        "pool.invokeAll(List.of()); pool.submit(() -> WORK);",
        "Executors.newSingleThreadExecutor().submit(() -> WORK);",
        "Executors.newScheduledThreadPool(1).schedule(() -> WORK, 1, TimeUnit.MILLISECONDS);",
        "CompletableFuture.runAsync(() -> WORK);",
        "CompletableFuture.supplyAsync(() -> { WORK; return 1; });",
        "CompletableFuture.supplyAsync(() -> 1).thenAcceptAsync(x -> WORK);",
        "CompletableFuture.supplyAsync(() -> 1, pool).thenCombineAsync("
            + "CompletableFuture.supplyAsync(() -> 2), (x, y) -> { WORK; return 1; });",
        "new Timer().schedule(new TimerTask() { public void run() { WORK; } }, 1);",
        "new Thread(() -> new Thread(() -> WORK).start()).start();",
        "ForkJoinPool.commonPool().submit(() -> WORK);",
      })
  void reachesTheCellThatStartedIt(String code) {
    kernel.execute("var gate = new CountDownLatch(1);");
    String work =
        "{ var g = gate; await(g); System.out.println(\"late\"); System.err.println(\"err\");"
            + " display(7); }";
    String cell = kernel.sendCell(code.replace("WORK;", work).replace("WORK", work), Map.of());
    assertThat(kernel.await(cell).status()).isEqualTo("ok");
    var between = kernel.execute("gate.countDown(); System.out.println(\"mine\");");
    kernel.awaitPublished("display_data", cell);
    assertThat(between.out).hasToString("mine\n");
    assertThat(between.displays).isEmpty();
    var after = kernel.execute("1");
    assertThat(after.out.toString() + after.err).isEmpty();
  }

  @Test
  void reachesTheCellThatRunsFromAParallelStream() {
    var outcome =
        kernel.execute(
            "IntStream.range(0, 500).parallel().forEach(i -> System.out.println(\"n\" + i));");
    assertThat(outcome.out.toString().lines()).hasSize(500);
  }

  @Test
  void keepsTheOutputsOfTwoCellsApartThatPrintAtTheSameTime() {
    String background =
        kernel.sendCell(
            "var done = new CountDownLatch(1);\n"
                + "new Thread(() -> { for (int i = 0; i < 20_000; i++) System.out.println(\"b\");"
                + " done.countDown(); }).start();",
            Map.of());
    var outcome =
        kernel.execute("for (int i = 0; i < 20_000; i++) System.out.println(\"f\"); done.await();");
    assertThat(outcome.out.toString()).isEqualTo("f\n".repeat(20_000));
    assertThat(outcome.published.size()).isLessThan(300);
    StringBuilder all = new StringBuilder(kernel.await(background).out);
    while (all.length() < 40_000) {
      all.append(kernel.awaitPublished("stream", background).content().get("text").getAsString());
    }
    assertThat(all).hasToString("b\n".repeat(20_000));
  }

  @Test
  void updatesALiveDisplayFromABackgroundThread() {
    kernel.execute("var gate2 = new CountDownLatch(1);");
    String cell =
        kernel.sendCell(
            "var id = display(1);\n"
                + "new Thread(() -> { await(gate2); updateDisplay(id, 2); }).start();",
            Map.of());
    kernel.await(cell);
    kernel.execute("gate2.countDown();");
    assertThat(
            kernel
                .awaitPublished("update_display_data", cell)
                .content()
                .getAsJsonObject("data")
                .get("text/plain")
                .getAsString())
        .isEqualTo("2");
  }

  @Test
  void clearsTheOutputOfTheCell() {
    var outcome =
        kernel.execute(
            "System.out.println(1); clearOutput(true); System.out.println(2); clearOutput();");
    assertThat(outcome.published.stream().map(KernelClient.Received::type))
        .containsSubsequence("stream", "clear_output", "stream", "clear_output");
    assertThat(
            outcome.published.stream()
                .filter(message -> message.type().equals("clear_output"))
                .map(message -> message.content().get("wait").getAsBoolean()))
        .containsExactly(true, false);
  }

  @Test
  void overwritesALineInOrder() {
    var outcome =
        kernel.execute("for (int i = 1; i <= 300; i++) System.out.print(\"\\r\" + i + \"/300\");");
    StringBuilder expected = new StringBuilder();
    for (int i = 1; i <= 300; i++) {
      expected.append('\r').append(i).append("/300");
    }
    assertThat(outcome.out).hasToString(expected.toString());
  }

  @Test
  void reportsAThreadThatFailedWhereItWasStarted() {
    kernel.execute("var gate3 = new CountDownLatch(1);");
    String cell =
        kernel.sendCell(
            "new Thread(() -> { await(gate3); throw new IllegalStateException(\"no\"); }).start();",
            Map.of());
    kernel.await(cell);
    kernel.execute("gate3.countDown();");
    assertThat(kernel.awaitPublished("stream", cell).content().get("text").getAsString())
        .contains("IllegalStateException: no");
  }
}
