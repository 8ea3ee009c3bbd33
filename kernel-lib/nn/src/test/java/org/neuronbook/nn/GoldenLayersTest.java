package org.neuronbook.nn;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.optim.GoldenOptimizersTest;
import org.neuronbook.optim.Optimizer;
import org.neuronbook.tensor.Golden;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

class GoldenLayersTest {

  @TestFactory
  Stream<DynamicTest> linearAndSequentialGivePyTorchsNumbers() {
    return Golden.cases("layers.json").stream()
        .map(each -> dynamicTest("sizes " + each.get("sizes"), () -> compareLayers(each)));
  }

  private static void compareLayers(JsonObject golden) {
    Layer model = mlp(Golden.ints(golden.get("sizes")), golden.getAsJsonArray("parameters"));
    Parameter x = new Parameter("x", Golden.tensor(golden.get("x")));
    Tensor result = model.forward(x);
    Golden.assertSame("result", result, golden.get("result"));
    result.backward(Golden.tensor(golden.get("upstream")));
    Golden.assertSame("gradient of x", x.grad(), golden.get("xGradient"));
    List<Parameter> parameters = model.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      Golden.assertSame(
          "gradient of " + List.copyOf(model.namedParameters().keySet()).get(i),
          parameters.get(i).grad(),
          golden.getAsJsonArray("gradients").get(i));
    }
  }

  @TestFactory
  Stream<DynamicTest> tenStepsOfTrainingGivePyTorchsNumbers() {
    return Golden.cases("training.json").stream()
        .map(each -> dynamicTest(each.get("optimizer").getAsString(), () -> compareTraining(each)));
  }

  private static void compareTraining(JsonObject golden) {
    Layer model = mlp(Golden.ints(golden.get("sizes")), golden.getAsJsonArray("start"));
    Optimizer optimizer =
        GoldenOptimizersTest.make(golden.get("optimizer").getAsString(), model.parameters());
    int step = 0;
    for (JsonObject each : Golden.objects(golden.getAsJsonArray("steps"))) {
      optimizer.zeroGrad();
      Tensor loss =
          Losses.crossEntropy(
              model.forward(Golden.tensor(each.get("x"))), Golden.ints(each.get("labels")));
      loss.backward();
      optimizer.step();
      JsonObject expected = new JsonObject();
      expected.add("shape", new JsonArray());
      JsonArray value = new JsonArray();
      value.add(each.get("loss"));
      expected.add("values", value);
      Golden.assertSame("loss of step " + ++step, loss, expected);
    }
    List<Parameter> parameters = model.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      Golden.assertSame(
          "parameter " + i + " at the end", parameters.get(i), golden.getAsJsonArray("end").get(i));
    }
  }

  /** Linear layers with tanh between them, starting at given values. */
  private static Layer mlp(int[] sizes, JsonArray start) {
    List<Forward> steps = new ArrayList<>();
    for (int i = 0; i + 1 < sizes.length; i++) {
      Linear linear = new Linear(sizes[i], sizes[i + 1], Rng.of(1));
      linear.weight.assign(Golden.tensor(start.get(2 * i)));
      linear.bias.assign(Golden.tensor(start.get(2 * i + 1)));
      steps.add(linear);
      if (i + 2 < sizes.length) {
        steps.add(Tensor::tanh);
      }
    }
    return new Sequential(steps.toArray(Forward[]::new));
  }
}
