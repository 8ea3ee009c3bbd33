package org.neuronbook.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.tensor.Golden;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Recurrence;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

/** Recurrent layers against the numbers of src/test/python/golden_recurrent.py. */
class GoldenRecurrentLayersTest {

  @TestFactory
  Stream<DynamicTest> everyRecurrentLayerGivesPyTorchsNumbers() {
    return Golden.cases("recurrent_layers.json").stream()
        .map(
            each ->
                dynamicTest(
                    each.get("layer").getAsString() + " with lengths " + each.get("lengths"),
                    () -> compare(each)));
  }

  @Test
  void everyKindHasNumbers() {
    assertThat(Golden.cases("recurrent_layers.json"))
        .extracting(each -> each.get("layer").getAsString().replaceAll("\\(.*", ""))
        .contains("Rnn", "Rnn.relu", "Gru", "Lstm");
  }

  private static RecurrentLayer make(String text) {
    String[] words = text.split("[(,)] ?");
    int inputs = Integer.parseInt(words[1]);
    int hidden = Integer.parseInt(words[2]);
    RecurrentOptions options =
        new RecurrentOptions()
            .withLayers(text.contains("2 layers") ? 2 : 1)
            .withBidirectional(text.contains("both directions"));
    switch (words[0]) {
      case "Rnn":
        return new Rnn(inputs, hidden, options, Rng.of(1));
      case "Rnn.relu":
        return Rnn.relu(inputs, hidden, options, Rng.of(1));
      case "Gru":
        return new Gru(inputs, hidden, options, Rng.of(1));
      default:
        return new Lstm(inputs, hidden, options, Rng.of(1));
    }
  }

  private static void compare(JsonObject golden) {
    RecurrentLayer layer = make(golden.get("layer").getAsString());
    Map<String, Tensor> start = new LinkedHashMap<>();
    golden
        .getAsJsonObject("start")
        .entrySet()
        .forEach(e -> start.put(e.getKey(), Golden.tensor(e.getValue())));
    assertThat(layer.state().keySet()).containsExactlyElementsOf(start.keySet());
    layer.load(start);
    List<Parameter> inputs = new ArrayList<>();
    for (JsonObject each : Golden.objects(golden.getAsJsonArray("inputs"))) {
      inputs.add(new Parameter("input " + inputs.size(), Golden.tensor(each)));
    }
    Recurrence.States first =
        inputs.size() == 1
            ? null
            : new Recurrence.States(inputs.get(1), inputs.size() == 3 ? inputs.get(2) : null);
    int[] lengths = golden.get("lengths").isJsonNull() ? null : Golden.ints(golden.get("lengths"));
    Recurrence.Result result = layer.run(inputs.get(0), lengths, first);
    List<Tensor> results = new ArrayList<>(List.of(result.outputs(), result.last().hidden()));
    if (layer instanceof Lstm) {
      results.add(result.last().cell());
    } else {
      assertThat(result.last().cell()).isNull();
    }
    List<JsonObject> expected = Golden.objects(golden.getAsJsonArray("results"));
    List<JsonObject> upstreams = Golden.objects(golden.getAsJsonArray("upstreams"));
    Tensor loss = Tensor.scalar(0);
    for (int i = 0; i < expected.size(); i++) {
      Golden.assertSame("result " + i, results.get(i), expected.get(i));
      loss = loss.add(results.get(i).mul(Golden.tensor(upstreams.get(i))).sum());
    }
    loss.backward();
    List<JsonObject> inputGradients = Golden.objects(golden.getAsJsonArray("inputGradients"));
    for (int i = 0; i < inputs.size(); i++) {
      Golden.assertSame("gradient of input " + i, inputs.get(i).grad(), inputGradients.get(i));
    }
    JsonObject gradients = golden.getAsJsonObject("gradients");
    assertThat(layer.namedParameters().keySet()).isEqualTo(gradients.keySet());
    layer
        .namedParameters()
        .forEach(
            (name, p) -> Golden.assertSame("gradient of " + name, p.grad(), gradients.get(name)));
  }
}
