package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupt stops any cell, and keeps what was computed. */
class InterruptTest {
  private static KernelClient kernel;

  @BeforeAll
  static void start() {
    kernel = KernelClient.start();
    kernel.execute("int kept = 41;");
    kernel.execute(
        """
        class Endless {
          public String toString() { System.out.println("started"); while (true) { } }
        }""");
  }

  @AfterAll
  static void stop() {
    kernel.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) { }",
        "Thread.sleep(1_000_000);",
        "while (true) System.out.println(\"and on\");",
        "while (true) { try { Thread.sleep(10); } catch (Exception e) { } }",
        "while (true) { try { while (true) { } } catch (Exception e) { } }",
        "IntStream.iterate(0, i -> 1 - i).forEach(i -> { })",
        "new Object() { synchronized void forever() throws Exception { wait(); } }.forever()",
        "new Endless()",
        "display(new Endless());",
        "eval(\"while (true) { }\")",
        // inside a library, where no stop check is woven in
        "java.math.BigInteger.valueOf(3).pow(1_000_000_000).bitLength()",
      })
  void stops(String code) {
    var outcome =
        kernel.executeAndWhenPrinted(
            "System.out.println(\"started\");\n" + code, "started", kernel::interrupt);
    assertThat(outcome.status()).isEqualTo("error");
    assertThat(outcome.errorName()).as(outcome.traceback()).isEqualTo("Interrupted");
    // Left behind is only what loops in a library, where the JDK offers no way to stop it.
    assertThat(outcome.traceback().contains("left running"))
        .isEqualTo(code.contains("BigInteger") && Runtime.version().feature() >= 20);
    assertThat(kernel.execute("kept + 1").text()).isEqualTo("42");
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
