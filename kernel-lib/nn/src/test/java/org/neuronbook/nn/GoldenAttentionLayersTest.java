package org.neuronbook.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.tensor.Golden;
import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

/** Layers of transformers against the numbers of src/test/python/golden_attention.py. */
class GoldenAttentionLayersTest {

  @TestFactory
  Stream<DynamicTest> everyLayerGivesPyTorchsNumbers() {
    return Golden.cases("attention_layers.json").stream()
        .map(each -> dynamicTest(each.get("layer").getAsString(), () -> compare(each)));
  }

  private static void compare(JsonObject golden) {
    Layer layer = layer(golden.get("layer").getAsString());
    Map<String, Tensor> start = new LinkedHashMap<>();
    golden
        .getAsJsonObject("start")
        .entrySet()
        .forEach(e -> start.put(e.getKey(), Golden.tensor(e.getValue())));
    layer.load(start);
    List<Parameter> inputs =
        Golden.objects(golden.getAsJsonArray("inputs")).stream()
            .map(each -> new Parameter("input", Golden.tensor(each)))
            .toList();
    Tensor result = call(layer, inputs, golden);
    Golden.assertSame("result", result, golden.get("result"));
    result.backward(Golden.tensor(golden.get("upstream")));
    for (int i = 0; i < inputs.size(); i++) {
      Golden.assertSame(
          "gradient of input " + i,
          inputs.get(i).grad(),
          golden.getAsJsonArray("inputGradients").get(i));
    }
    JsonObject gradients = golden.getAsJsonObject("gradients");
    assertThat(layer.namedParameters().keySet()).isEqualTo(gradients.keySet());
    layer
        .namedParameters()
        .forEach(
            (name, p) -> Golden.assertSame("gradient of " + name, p.grad(), gradients.get(name)));
  }

  /** From a description such as "TransformerEncoderLayer 8, 2 heads, feed-forward 12, ...". */
  private static Layer layer(String text) {
    String[] words = text.split("[ ,]+");
    int width = Integer.parseInt(words[1]);
    int heads = Integer.parseInt(words[2]);
    Rng rng = Rng.of(1);
    if (words[0].equals("MultiHeadAttention")) {
      return new MultiHeadAttention(width, heads, rng);
    }
    TransformerOptions options =
        new TransformerOptions(width, heads)
            .withFeedForward(Integer.parseInt(words[5]))
            .withDropout(0)
            .withNormFirst(text.contains("norm first"));
    if (text.endsWith("gelu")) {
      options = options.withActivation(Tensor::gelu);
    }
    Layer made =
        words[0].equals("TransformerEncoderLayer")
            ? new TransformerEncoderLayer(options, rng)
            : new TransformerDecoderLayer(options, rng);
    assertThat(text).startsWith(made.describe());
    return made;
  }

  private static Tensor call(Layer layer, List<Parameter> inputs, JsonObject golden) {
    Mask mask = golden.has("mask") ? Golden.mask(golden.get("mask")) : Mask.none();
    boolean causal = golden.has("causal") && golden.get("causal").getAsBoolean();
    Tensor x = inputs.get(0);
    if (layer instanceof TransformerEncoderLayer) {
      return ((TransformerEncoderLayer) layer).forward(x, mask, causal);
    }
    Tensor memory = inputs.get(inputs.size() - 1);
    if (layer instanceof MultiHeadAttention) {
      return ((MultiHeadAttention) layer).forward(x, memory, mask, causal);
    }
    Mask memoryMask =
        golden.has("memoryMask") ? Golden.mask(golden.get("memoryMask")) : Mask.none();
    return ((TransformerDecoderLayer) layer).forward(x, memory, mask, memoryMask);
  }
}
