package org.neuronbook.course.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputsTest {

  @Test
  void joinsTheMessagesOfAStream() {
    assertThat(settled(FakeExecutor.stream("a"), FakeExecutor.stream("b\n")))
        .isEqualTo(
            settled(FakeExecutor.stream("a"), FakeExecutor.stream("b"), FakeExecutor.stream("\n")));
  }

  @Test
  void keepsTheOrderOfTextAndResults() {
    JsonArray outputs =
        settled(FakeExecutor.stream("a"), FakeExecutor.result("1", 1), FakeExecutor.stream("b"));
    assertThat(outputs).hasSize(3);
  }

  @Test
  void keepsOnlyTheLastStateOfALineThatIsWrittenOver() {
    JsonArray outputs =
        settled(FakeExecutor.stream("start\n10%\r"), FakeExecutor.stream("100%\nend\n"));
    assertThat(outputs.get(0).getAsJsonObject().get("text").getAsString())
        .isEqualTo("start\n100%\nend\n");
  }

  @Test
  void forgetsTheRandomNamesOfDisplaysAndWidgets() {
    JsonObject widget = FakeExecutor.result("Slider", 1);
    JsonObject name = new JsonObject();
    name.addProperty("model_id", "5f2c");
    widget.getAsJsonObject("data").add("application/vnd.jupyter.widget-view+json", name);
    JsonObject display = new JsonObject();
    display.addProperty("display_id", "77aa");
    widget.add("transient", display);
    assertThat(settled(widget)).isEqualTo(settled(FakeExecutor.result("Slider", 1)));
  }

  @Test
  void forgetsWhenACellRan() {
    JsonObject times = new JsonObject();
    times.addProperty("iopub.execute_input", "2026-01-01T00:00:00Z");
    JsonObject options = new JsonObject();
    options.add("execution", times);
    Cell executed = Cell.code("sum", "1").withOptions(options).withOutputs(1, new JsonArray());
    Notebook merged = Outputs.merge(notebook(Cell.code("sum", "1")), notebook(executed));
    assertThat(NotebookJson.write(merged)).doesNotContain("iopub", "2026");
  }

  @Test
  void findsAPrintedIdentity() {
    assertThat(identity("Model$Layer@7b23ec81 is ready")).isEqualTo("Model$Layer@7b23ec81");
    assertThat(identity("[[D@1b2c3d4")).isEqualTo("[[D@1b2c3d4");
  }

  @Test
  void takesAnAddressForNoIdentity() {
    assertThat(identity("write to lessons@example.org, 3 @ 100000")).isNull();
  }

  private static String identity(String text) {
    JsonArray outputs = new JsonArray();
    outputs.add(FakeExecutor.result(text, 1));
    return Outputs.identity(Cell.code("a", "").withOutputs(1, outputs));
  }

  private static JsonArray settled(JsonObject... outputs) {
    JsonArray array = new JsonArray();
    List.of(outputs).forEach(array::add);
    Cell cell = Cell.code("sum", "1");
    return Outputs.merge(notebook(cell), notebook(cell.withOutputs(1, array)))
        .cells()
        .get(0)
        .outputs();
  }

  private static Notebook notebook(Cell cell) {
    return new Notebook(new JsonObject(), List.of(cell));
  }
}
