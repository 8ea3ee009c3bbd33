package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is printed arrives: all of it, in order, in few messages. */
class OutputTest {
  private static KernelClient kernel;

  @BeforeAll
  static void start() {
    kernel = KernelClient.start();
  }

  @AfterAll
  static void stop() {
    kernel.close();
  }

  @Test
  void deliversAHundredThousandLinesInFewMessages() {
    var outcome =
        kernel.execute("for (int i = 0; i < 100_000; i++) System.out.println(\"line \" + i);");
    String expected =
        IntStream.range(0, 100_000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    assertThat(outcome.out.toString().equals(expected))
        .as("%d characters of %d", outcome.out.length(), expected.length())
        .isTrue();
    assertThat(outcome.published.size()).isLessThan(200);
  }

  @Test
  void keepsBothStreamsWholeWhenTheyAlternate() {
    var outcome =
        kernel.execute(
            "for (int i = 0; i < 5_000; i++) {"
                + " System.out.println(\"o\" + i); System.err.println(\"e\" + i); }");
    assertThat(outcome.out.toString().lines()).hasSize(5_000).last().isEqualTo("o4999");
    assertThat(outcome.err.toString().lines()).hasSize(5_000).last().isEqualTo("e4999");
    assertThat(outcome.published.size()).isLessThan(200);
  }

  @Test
  void keepsTheOrderOfTextAndDisplays() {
    var outcome =
        kernel.execute(
            "System.out.print(\"before\"); display(1); System.out.print(\"after\"); display(2);");
    assertThat(outcome.published.stream().map(KernelClient.Received::type))
        .containsSubsequence("stream", "display_data", "stream", "display_data");
  }

  @Test
  void keepsCarriageReturns() {
    assertThat(kernel.execute("System.out.print(\"1/2\\r2/2\");").out).hasToString("1/2\r2/2");
  }

  @Test
  void keepsCharactersWhoseBytesArriveApart() {
    var outcome =
        kernel.execute(
            "for (byte b : \"日本\".getBytes(\"UTF-8\")) { System.out.write(b);"
                + " System.out.flush(); Thread.sleep(80); }");
    assertThat(outcome.out).hasToString("日本");
  }

  @Test
  void deliversWhatABackgroundThreadPrintsAfterItsCell() {
    String cell =
        kernel.sendCell(
            "var gate = new CountDownLatch(1);\n"
                + "new Thread(() -> { try { gate.await(); } catch (InterruptedException e) { }"
                + " System.out.println(\"late\"); }).start();",
            Map.of());
    kernel.await(cell);
    kernel.execute("gate.countDown();");
    assertThat(kernel.awaitPublished("stream", cell).content().get("text").getAsString())
        .isEqualTo("late\n");
  }

  @Test
  void reportsWhatEndsABackgroundThread() {
    var outcome =
        kernel.execute(
            "var t = new Thread(() -> { int zero = 0; int x = 1 / zero; }); t.start(); t.join();");
    assertThat(outcome.err.toString()).contains("ended with ArithmeticException: / by zero");
  }

  @Test
  void showsAThousandDisplays() {
    assertThat(kernel.execute("for (int i = 0; i < 1_000; i++) display(i);").displays)
        .hasSize(1_000);
  }

  @Test
  void saysWhichOutputCannotBeSent() {
    var outcome =
        kernel.execute(
            "var data = new org.dflib.jjava.jupyter.kernel.display.DisplayData(\"x\");\n"
                + "data.putData(\"a/b\", Thread.currentThread());\n"
                + "display(data);\n"
                + "System.out.println(\"and on\");");
    assertThat(outcome.err.toString()).contains("could not be sent");
    assertThat(outcome.out.toString()).contains("and on");
  }
}
