package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts, ends, and what the kernel survives in between. */
class LifeTest {

  @RepeatedTest(5)
  void startsRunsAndLeavesNoProcess() throws InterruptedException {
    try (KernelClient kernel = KernelClient.start()) {
      assertThat(kernel.execute("1 + 1").text()).isEqualTo("2");
      assertThat(kernel.shutdown().get("status").getAsString()).isEqualTo("ok");
      assertThat(kernel.process().waitFor(KernelClient.DEADLINE_SECONDS, TimeUnit.SECONDS))
          .isTrue();
      assertThat(kernel.process().exitValue()).isZero();
    }
  }

  @Test
  void endsWhileACellRunsAndThreadsAreLeft() throws InterruptedException {
    try (KernelClient kernel = KernelClient.start()) {
      kernel.execute("new Thread(() -> { while (true) { } }).start();");
      String cell =
          kernel.sendCell("System.out.println(\"started\"); while (true) { }", java.util.Map.of());
      kernel.awaitPublished("stream", cell);
      kernel.shutdown();
      assertThat(kernel.process().waitFor(KernelClient.DEADLINE_SECONDS, TimeUnit.SECONDS))
          .isTrue();
    }
  }

  @Test
  void refusesToExit() {
    try (KernelClient kernel = KernelClient.start()) {
      kernel.execute("int kept = 41;");
      for (String exit :
          new String[] {
            "System.exit(3);",
            "Runtime.getRuntime().exit(3);",
            "Runtime.getRuntime().halt(3);",
            "IntConsumer c = System::exit; c.accept(3);",
            "IntConsumer r = Runtime.getRuntime()::halt; r.accept(3);",
            "class Quit { void now() { Runnable q = () -> System.exit(3); q.run(); } }\n"
                + "new Quit().now();"
          }) {
        assertThat(kernel.execute(exit).traceback()).as(exit).contains("was not carried out");
      }
      assertThat(kernel.execute("kept + 1").text()).isEqualTo("42");
    }
  }

  @Test
  void survivesErrors() {
    try (KernelClient kernel = KernelClient.start("-Xmx256m")) {
      kernel.execute("int kept = 41;");
      var memory = kernel.execute("double[] huge = new double[Integer.MAX_VALUE - 8];");
      assertThat(memory.errorName()).isEqualTo("OutOfMemoryError");
      assertThat(memory.traceback()).contains("256 MB").contains("-Xmx");
      var stack = kernel.execute("int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)");
      assertThat(stack.errorName()).isEqualTo("StackOverflowError");
      assertThat(stack.traceback()).contains("recursion").hasLineCount(3);
      var rendering =
          kernel.execute(
              "class Deep { public String toString() { return \"\" + this; } }\nnew Deep()");
      assertThat(rendering.text()).contains("its toString() failed: StackOverflowError");
      assertThat(kernel.execute("kept + 1").text()).isEqualTo("42");
    }
  }

  /** Also while what fills the memory is still held: it was declared in another cell. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) all.add(new int[10]);",
        "while (true) all.add(new int[100_000]);",
        "for (long i = 0; ; i++) all.add(String.valueOf(i));"
      })
  void survivesAMemoryThatIsFilledToTheBrim(String filling) {
    try (KernelClient kernel = KernelClient.start("-Xmx600m", "-XX:+UseSerialGC")) {
      kernel.execute("int kept = 41; List<Object> all = new ArrayList<>();");
      for (int round = 0; round < 2; round++) {
        var memory = kernel.execute(filling);
        assertThat(memory.errorName()).as(memory.traceback()).isEqualTo("OutOfMemoryError");
        shows("42", kernel.execute("kept + 1"));
        shows("true", kernel.execute("all.size() > 100"));
        shows("0", kernel.execute("all.clear(); all.size()"));
      }
      shows("5000000", kernel.execute("new int[5_000_000].length"));
    }
  }

  private static void shows(String text, KernelClient.Outcome outcome) {
    assertThat(outcome.text()).as(outcome.traceback()).isEqualTo(text);
  }
}
