package org.neuronbook.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GoldenOpsTest {

  @TestFactory
  Stream<DynamicTest> everyOpGivesPyTorchsNumbers() {
    return Golden.cases("ops.json").stream()
        .map(each -> dynamicTest(each.get("op").getAsString(), () -> compare(each)));
  }

  private static void compare(JsonObject golden) {
    String op = golden.get("op").getAsString();
    List<Object> arguments = new ArrayList<>();
    List<JsonObject> given = Golden.objects(golden.getAsJsonArray("arguments"));
    for (JsonObject each : given) {
      if (each.has("tensor")) {
        arguments.add(
            new Parameter("input " + arguments.size(), Golden.tensor(each.get("tensor"))));
      } else if (each.has("ints")) {
        arguments.add(Golden.ints(each.get("ints")));
      } else if (each.has("int")) {
        arguments.add(each.get("int").getAsInt());
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
      }
    }
  }

  @Test
  void everyOpHasGoldenNumbers() {
    assertThat(
            Golden.cases("ops.json").stream()
                .map(each -> each.get("op").getAsString())
                .collect(Collectors.toSet()))
        .as("ops in golden.py: add lines there for new ones and run it")
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
