package org.neuronbook.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.nn.LabelOptions;

class GoldenOpsTest {

  @TestFactory
  Stream<DynamicTest> everyOpGivesPyTorchsNumbers() {
    return cases().stream()
        .map(each -> dynamicTest(each.get("op").getAsString(), () -> compare(each)));
  }

  /** Every program golden*.py that computes ops writes a file of its own. */
  private static List<JsonObject> cases() {
    return Stream.of(
            "ops.json",
            "tensor_ops.json",
            "losses.json",
            "image_ops.json",
            "attention_ops.json",
            "recurrent_ops.json")
        .flatMap(file -> Golden.cases(file).stream())
        .toList();
  }

  private static void compare(JsonObject golden) {
    String op = golden.get("op").getAsString();
    List<Object> arguments = new ArrayList<>();
    List<JsonObject> given = Golden.objects(golden.getAsJsonArray("arguments"));
    for (JsonObject each : given) {
      if (each.has("tensor")) {
        arguments.add(
            new Parameter("input " + arguments.size(), Golden.tensor(each.get("tensor"))));
      } else if (each.has("tensors")) {
        arguments.add(
            Golden.objects(each.getAsJsonArray("tensors")).stream()
                .map(part -> new Parameter("a part", Golden.tensor(part)))
                .toArray(Tensor[]::new));
      } else if (each.has("mask")) {
        arguments.add(Golden.mask(each.get("mask")));
      } else if (each.has("boolean")) {
        arguments.add(each.get("boolean").getAsBoolean());
      } else if (each.has("ints")) {
        arguments.add(Golden.ints(each.get("ints")));
      } else if (each.has("rows")) {
        arguments.add(
            StreamSupport.stream(each.getAsJsonArray("rows").spliterator(), false)
                .map(Golden::ints)
                .toArray(int[][]::new));
      } else if (each.has("bagMode")) {
        arguments.add(BagMode.valueOf(each.get("bagMode").getAsString()));
      } else if (each.has("window")) {
        int[] w = Golden.ints(each.get("window"));
        arguments.add(new Window(w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7]));
      } else if (each.has("int")) {
        arguments.add(each.get("int").getAsInt());
      } else if (each.has("labelOptions")) {
        arguments.add(labelOptions(each.getAsJsonObject("labelOptions")));
      } else {
        arguments.add(each.get("double").getAsDouble());
      }
    }
    Tensor result = Ops.call(op, arguments.toArray());
    Golden.assertSame(op, result, golden.get("result"));
    result.backward(Golden.tensor(golden.get("upstream")));
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i).has("gradient")) {
        Tensor gradient = ((Parameter) arguments.get(i)).grad();
        Golden.assertSame(op + ", gradient of input " + i, gradient, given.get(i).get("gradient"));
      } else if (given.get(i).has("gradients")) {
        Tensor[] parts = (Tensor[]) arguments.get(i);
        for (int k = 0; k < parts.length; k++) {
          JsonElement gradient = given.get(i).getAsJsonArray("gradients").get(k);
          Golden.assertSame(op + ", gradient of part " + k, parts[k].grad(), gradient);
        }
      }
    }
  }

  private static LabelOptions labelOptions(JsonObject golden) {
    JsonElement weights = golden.get("classWeights");
    return new LabelOptions(
        weights.isJsonNull()
            ? null
            : StreamSupport.stream(weights.getAsJsonArray().spliterator(), false)
                .mapToDouble(JsonElement::getAsDouble)
                .toArray(),
        golden.get("labelSmoothing").getAsDouble(),
        golden.get("ignoredIndex").getAsInt());
  }

  @Test
  void everyOpHasGoldenNumbers() {
    assertThat(
            cases().stream().map(each -> each.get("op").getAsString()).collect(Collectors.toSet()))
        .as("ops in golden.py or a golden_*.py beside it: add lines there for new ones and run it")
        .containsExactlyInAnyOrderElementsOf(Ops.all().keySet());
  }

  @Test
  void aDifferenceIsReportedWithItsPlace() {
    JsonObject golden = Golden.cases("ops.json").get(0).getAsJsonObject("result");
    double[] values = Golden.tensor(golden).toArray();
    values[5] += 2e-9 * Math.max(1, Math.abs(values[5]));
    assertThatThrownBy(() -> Golden.assertSame("add", Tensor.wrap(Shape.of(3, 4), values), golden))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("add: PyTorch has ")
        .hasMessageContaining("at element 5 of (3, 4)");
  }
}
