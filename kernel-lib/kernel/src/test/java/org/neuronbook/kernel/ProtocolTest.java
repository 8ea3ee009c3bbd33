package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The replies, as the Jupyter messaging protocol defines them. */
class ProtocolTest {
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
  void introducesItself() {
    JsonObject info = kernel.ask("kernel_info_request", Map.of());
    assertThat(info.get("status").getAsString()).isEqualTo("ok");
    assertThat(info.getAsJsonObject("language_info").get("name").getAsString()).isEqualTo("java");
    assertThat(info.getAsJsonObject("language_info").get("file_extension").getAsString())
        .isEqualTo(".java");
  }

  @Test
  void countsStoredCellsOnly() {
    int count = kernel.execute("1").count();
    assertThat(kernel.execute("2").count()).isEqualTo(count + 1);
    kernel.execute("3", Map.of("store_history", false));
    kernel.execute("4", Map.of("silent", true));
    assertThat(kernel.execute("5").count()).isEqualTo(count + 2);
  }

  @Test
  void publishesNothingOfASilentCell() {
    var outcome = kernel.execute("6", Map.of("silent", true));
    assertThat(outcome.published.stream().map(KernelClient.Received::type)).containsOnly("status");
    var failed = kernel.execute("throw new Exception();", Map.of("silent", true));
    assertThat(failed.published.stream().map(KernelClient.Received::type)).containsOnly("status");
    assertThat(failed.reply.get("ename").getAsString()).isEqualTo("Exception");
  }

  @Test
  void abortsQueuedCellsAfterAFailure() {
    String failing = kernel.sendCell("int q = 1 / 0;", Map.of());
    String second = kernel.sendCell("int mustNotRun = 1;", Map.of());
    String third = kernel.sendCell("int norThis = 1;", Map.of());
    assertThat(kernel.await(failing).status()).isEqualTo("error");
    assertThat(kernel.await(second).status()).isEqualTo("aborted");
    assertThat(kernel.await(third).status()).isEqualTo("aborted");
    assertThat(kernel.execute("1 + 1").text()).isEqualTo("2");
  }

  @Test
  void answersOtherRequestsThatWaitBehindAFailure() {
    String failing = kernel.sendCell("int q = 1 / 0;", Map.of());
    JsonObject info = kernel.ask("kernel_info_request", Map.of());
    assertThat(info.get("status").getAsString()).isEqualTo("ok");
    assertThat(failing).isNotEmpty();
  }

  @Test
  void goesOnAfterAFailureWhenAskedTo() {
    String failing = kernel.sendCell("int q = 1 / 0;", Map.of("stop_on_error", false));
    String next = kernel.sendCell("2 + 3", Map.of());
    assertThat(kernel.await(failing).status()).isEqualTo("error");
    assertThat(kernel.await(next).text()).isEqualTo("5");
  }

  @Test
  void evaluatesUserExpressions() {
    var outcome = kernel.execute("int u = 6;", Map.of("user_expressions", Map.of("v", "u * 7")));
    assertThat(
            outcome
                .reply
                .getAsJsonObject("user_expressions")
                .getAsJsonObject("v")
                .getAsJsonObject("data")
                .get("text/plain")
                .getAsString())
        .isEqualTo("42");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 + 1 | complete
          int x = 1; | complete
          class A { int x; } | complete
          // a comment | complete
          int x = | incomplete
          foo(1, | incomplete
          for (int i = 0; i < 3; i++) { | incomplete
          class A { | incomplete
          /* open | incomplete
          foo(1)) | invalid
          } | invalid
          """)
  void knowsWhetherInputIsComplete(String code, String status) {
    assertThat(kernel.ask("is_complete_request", Map.of("code", code)).get("status").getAsString())
        .isEqualTo(status);
  }

  @Test
  void completesNames() {
    kernel.execute("int learningRate = 1;");
    JsonObject reply = kernel.ask("complete_request", Map.of("code", "1 + learn", "cursor_pos", 9));
    assertThat(KernelClient.strings(reply.getAsJsonArray("matches"))).contains("learningRate");
    assertThat(reply.get("cursor_start").getAsInt()).isEqualTo(4);
    assertThat(reply.get("cursor_end").getAsInt()).isEqualTo(9);
    assertThat(
            reply
                .getAsJsonObject("metadata")
                .getAsJsonArray("_jupyter_types_experimental")
                .toString())
        .contains("instance");
  }

  @Test
  void completesWithWhatTheCellDeclaresAboveTheCursor() {
    String code = "var words = List.of(\"a\");\nwords.str";
    JsonObject reply =
        kernel.ask("complete_request", Map.of("code", code, "cursor_pos", code.length()));
    assertThat(KernelClient.strings(reply.getAsJsonArray("matches"))).contains("stream()");
    assertThat(reply.get("cursor_start").getAsInt()).isEqualTo(code.length() - 3);
  }

  @Test
  void inspectsAtTheEndOfTheCell() {
    JsonObject reply =
        kernel.ask(
            "inspect_request",
            Map.of("code", "int a = 1;\nMath.max", "cursor_pos", 19, "detail_level", 0));
    assertThat(reply.get("found").getAsBoolean()).isTrue();
    assertThat(reply.getAsJsonObject("data").get("text/plain").getAsString())
        .contains("int Math.max(int a, int b)");
  }

  @Test
  void inspectsVariables() {
    kernel.execute("double speed = 1;");
    JsonObject reply =
        kernel.ask(
            "inspect_request", Map.of("code", "speed + 1", "cursor_pos", 2, "detail_level", 0));
    assertThat(reply.getAsJsonObject("data").get("text/plain").getAsString())
        .isEqualTo("double speed = 1.0");
  }

  @Test
  void findsNothingToInspectInNothing() {
    JsonObject reply =
        kernel.ask("inspect_request", Map.of("code", "  ", "cursor_pos", 1, "detail_level", 0));
    assertThat(reply.get("found").getAsBoolean()).isFalse();
  }

  @Test
  void remembersCells() {
    kernel.execute("String first = \"one\";");
    int count = kernel.execute("first + \" two\"").count();
    JsonObject tail =
        kernel.ask(
            "history_request",
            Map.of("hist_access_type", "tail", "n", 2, "output", true, "raw", true));
    assertThat(tail.getAsJsonArray("history").get(1).toString())
        .isEqualTo("[0," + count + ",[\"first + \\\" two\\\"\",\"one two\"]]");
    JsonObject found =
        kernel.ask(
            "history_request",
            Map.of(
                "hist_access_type",
                "search",
                "pattern",
                "String f?rst*",
                "n",
                5,
                "output",
                false,
                "raw",
                true,
                "unique",
                true));
    assertThat(found.getAsJsonArray("history")).hasSize(1);
    JsonObject range =
        kernel.ask(
            "history_request",
            Map.of(
                "hist_access_type",
                "range",
                "session",
                0,
                "start",
                count,
                "stop",
                count + 1,
                "output",
                false,
                "raw",
                true));
    assertThat(range.getAsJsonArray("history")).hasSize(1);
  }

  @Test
  void listsComms() {
    assertThat(kernel.ask("comm_info_request", Map.of()).has("comms")).isTrue();
  }

  @Test
  void ignoresMessagesOfUnknownTypes() {
    kernel.sendCell("1", Map.of());
    assertThat(List.of(kernel.execute("7").text())).containsExactly("7");
  }
}
