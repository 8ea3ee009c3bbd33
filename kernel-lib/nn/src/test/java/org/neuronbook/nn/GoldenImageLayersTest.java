package org.neuronbook.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.tensor.Golden;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.tensor.Window;

/** Layers against the numbers of src/test/python/golden_images.py. */
class GoldenImageLayersTest {
  private static final Rng RNG = Rng.of(1);

  private static final Map<String, Supplier<Layer>> LAYERS =
      Map.ofEntries(
          Map.entry("Conv2d(3, 4, 3)", () -> new Conv2d(3, 4, 3, RNG)),
          Map.entry(
              "Conv2d(4, 6, (2, 3) stride (2, 1) padding (1, 0), 2 groups)",
              () -> new Conv2d(4, 6, Window.of(2, 3).stride(2, 1).padding(1, 0), 2, RNG)),
          Map.entry(
              "Conv2d(4, 6, 3 dilation 2) without bias",
              () -> Conv2d.withoutBias(4, 6, Window.of(3).dilation(2), 1, RNG)),
          Map.entry("Conv1d(3, 4, 3)", () -> new Conv1d(3, 4, 3, RNG)),
          Map.entry(
              "Conv1d(4, 6, 3 stride 2 padding 1, 2 groups)",
              () -> new Conv1d(4, 6, Window.of(1, 3).stride(1, 2).padding(0, 1), 2, RNG)),
          Map.entry(
              "ConvTranspose2d(3, 4, 2 stride 2)",
              () -> new ConvTranspose2d(3, 4, Window.of(2).stride(2), RNG)),
          Map.entry(
              "ConvTranspose2d(4, 6, 3 stride 2 padding 1, 1, 2)",
              () -> new ConvTranspose2d(4, 6, Window.of(3).stride(2).padding(1), 1, 2, RNG)),
          Map.entry("MaxPool2d(2)", () -> new MaxPool2d(2)),
          Map.entry(
              "MaxPool2d(3 stride 2 padding 1)",
              () -> new MaxPool2d(Window.of(3).stride(2).padding(1))),
          Map.entry("AvgPool2d(2)", () -> new AvgPool2d(2)),
          Map.entry(
              "AvgPool2d(3 stride 2 padding 1)",
              () -> new AvgPool2d(Window.of(3).stride(2).padding(1))),
          Map.entry("AdaptiveAvgPool2d(2, 3)", () -> new AdaptiveAvgPool2d(2, 3)),
          Map.entry("Flatten()", Flatten::new),
          Map.entry("BatchNorm1d(1e-05, 0.1)", () -> new BatchNorm1d(3)),
          Map.entry("BatchNorm1d(0.01, 0.4)", () -> new BatchNorm1d(3, 0.01, 0.4)),
          Map.entry("BatchNorm2d(1e-05, 0.1)", () -> new BatchNorm2d(3)),
          Map.entry("BatchNorm2d(0.01, 0.4)", () -> new BatchNorm2d(3, 0.01, 0.4)),
          Map.entry("LayerNorm(5, 1.0E-5)", () -> new LayerNorm(5)),
          Map.entry("LayerNorm(5, 0.1)", () -> new LayerNorm(5, 0.1)),
          Map.entry("GroupNorm(2, 6)", () -> new GroupNorm(2, 6)),
          Map.entry("GroupNorm(6, 6)", () -> new GroupNorm(6, 6)));

  @TestFactory
  Stream<DynamicTest> everyLayerGivesPyTorchsNumbers() {
    return Golden.cases("image_layers.json").stream()
        .map(each -> dynamicTest(each.get("layer").getAsString(), () -> compare(each)));
  }

  private static void compare(JsonObject golden) {
    Layer layer = LAYERS.get(golden.get("layer").getAsString()).get();
    Map<String, Tensor> start = new LinkedHashMap<>();
    golden.getAsJsonObject("start").entrySet().forEach(e -> start.put(e.getKey(), value(e)));
    layer.load(start);
    int number = 0;
    for (JsonObject step : Golden.objects(golden.getAsJsonArray("steps"))) {
      String where = "step " + ++number + ", ";
      Layer mode = step.get("training").getAsBoolean() ? layer.train() : layer.eval();
      layer.zeroGrad();
      Parameter x = new Parameter("x", Golden.tensor(step.get("x")));
      Tensor result = mode.forward(x);
      Golden.assertSame(where + "result", result, step.get("result"));
      result.backward(Golden.tensor(step.get("upstream")));
      Golden.assertSame(where + "gradient of x", x.grad(), step.get("xGradient"));
      JsonObject gradients = step.getAsJsonObject("gradients");
      assertThat(layer.namedParameters().keySet()).isEqualTo(gradients.keySet());
      layer
          .namedParameters()
          .forEach(
              (name, p) ->
                  Golden.assertSame(where + "gradient of " + name, p.grad(), gradients.get(name)));
      JsonObject buffers = step.getAsJsonObject("buffers");
      assertThat(layer.namedBuffers().keySet()).isEqualTo(buffers.keySet());
      layer
          .namedBuffers()
          .forEach((name, b) -> Golden.assertSame(where + name, b.value(), buffers.get(name)));
    }
  }

  private static Tensor value(Map.Entry<String, JsonElement> entry) {
    return Golden.tensor(entry.getValue());
  }

  @Test
  void everyLayerMadeHereHasNumbers() {
    Set<String> golden =
        Golden.cases("image_layers.json").stream()
            .map(each -> each.get("layer").getAsString())
            .collect(Collectors.toSet());
    assertThat(golden).isEqualTo(LAYERS.keySet());
  }
}
