package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Code of the learner's that a comm message calls: it can be stopped, and its failures explained.
 */
class CallbacksTest {

  private static final String SET =
      "org.neuronbook.kernel.TestExtension.callback = number -> {\n%s\n};";

  private static KernelClient kernel;

  @BeforeAll
  static void start() {
    kernel = KernelClient.start();
    kernel.execute("0"); // by now the extensions are there
    kernel.tell(
        "comm_open", Map.of("comm_id", "c", "target_name", "test.numbers", "data", Map.of()));
  }

  @AfterAll
  static void stop() {
    kernel.close();
  }

  private static String number(int number) {
    return kernel.tell("comm_msg", Map.of("comm_id", "c", "data", Map.of("number", number)));
  }

  private static JsonObject told(String message) {
    return kernel.awaitPublished("comm_msg", message).content().getAsJsonObject("data");
  }

  @Test
  void aFailureNamesTheCellTheLineAndTheLambda() {
    int cell = kernel.execute(SET.formatted("  int[] few = {1};\n  few[number] = 2;")).count();
    String failure = told(number(7)).get("failure").getAsString();
    assertThat(failure)
        .contains("ArrayIndexOutOfBoundsException")
        .contains("Index 7 out of bounds for length 1")
        .contains("cell " + cell + ", line 3, in a lambda")
        .contains("--> few[number] = 2;")
        .doesNotContain("TestExtension");
    assertThat(kernel.execute("1 + 1").text()).isEqualTo("2");
  }

  @Test
  void anInterruptStopsAnEndlessCallbackAndTheNextOneRuns() {
    String cell =
        kernel.sendCell(
            SET.formatted("  System.out.println(1);\n  while (number > 0) { }"), Map.of());
    kernel.await(cell);
    String endless = number(1);
    kernel.awaitPublished("stream", cell); // it runs
    kernel.interruptAndWait();
    assertThat(told(endless).get("failure").getAsString()).contains("Interrupted");
    assertThat(told(number(0)).has("failure")).as("failure of the next callback").isFalse();
  }

  @Test
  void messagesThatWaitAreReadBeforeTheNextCallback() {
    kernel.execute(SET.formatted("  Thread.onSpinWait();"));
    String cell = kernel.sendCell("Thread.sleep(1_000_000)", Map.of());
    kernel.awaitPublished("status", cell); // busy
    String last = null;
    for (int i = 0; i < 40; i++) {
      last = number(i);
    }
    kernel.interruptAndWait();
    kernel.await(cell);
    assertThat(told(last).get("waiting").getAsInt())
        .as("messages that one callback stood for")
        .isGreaterThan(1);
  }

  @Test
  void aCellThatIsSentAfterAMessageSeesWhatItsCallbackDid() {
    kernel.execute("int seen = 0;");
    kernel.execute(SET.formatted("  seen = number;"));
    number(5);
    assertThat(kernel.execute("seen").text()).isEqualTo("5");
  }
}
