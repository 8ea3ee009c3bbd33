package org.neuronbook.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbook.nn.AdaptiveAvgPool2d;
import org.neuronbook.nn.AvgPool2d;
import org.neuronbook.nn.BatchNorm1d;
import org.neuronbook.nn.BatchNorm2d;
import org.neuronbook.nn.Conv1d;
import org.neuronbook.nn.Conv2d;
import org.neuronbook.nn.ConvTranspose2d;
import org.neuronbook.nn.Dropout;
import org.neuronbook.nn.Flatten;
import org.neuronbook.nn.Forward;
import org.neuronbook.nn.GroupNorm;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.LayerNorm;
import org.neuronbook.nn.LearnedPositions;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.MaxPool2d;
import org.neuronbook.nn.MultiHeadAttention;
import org.neuronbook.nn.Residual;
import org.neuronbook.nn.Sequential;
import org.neuronbook.nn.SinusoidalPositions;
import org.neuronbook.nn.TransformerEncoderLayer;
import org.neuronbook.nn.TransformerOptions;
import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.tensor.Window;

/** ONNX Runtime computes with the file what the model computes, for batches of any size. */
class ExportedModelsTest {
  private static final Rng RNG = Rng.of(7);
  @TempDir Path folder;

  private record Case(Layer model, int... sizes) {}

  /** ONNX Runtime has no float64 kernels for these. */
  private static final String FLOAT_ONLY = "(float32 only)";

  private static Map<String, Case> cases() {
    Map<String, Case> cases = new TreeMap<>();
    functions().forEach((name, f) -> cases.put(name, new Case(new Sequential(f), 3, 4)));
    cases.put("Linear", new Case(new Linear(4, 3, RNG), 4));
    cases.put("Linear of sequences", new Case(new Sequential(new Linear(4, 3, RNG)), 5, 4));
    cases.put(
        "two linear layers",
        new Case(
            new Sequential(
                new Linear(6, 8, RNG), Tensor::relu, new Dropout(0.5, RNG), new Linear(8, 3, RNG)),
            6));
    cases.put("LayerNorm", new Case(learned(new LayerNorm(6)), 5, 6));
    cases.put("LayerNorm with the eps of BERT", new Case(learned(new LayerNorm(6, 1e-12)), 6));
    cases.put("BatchNorm1d", new Case(learned(new BatchNorm1d(6)), 6));
    cases.put("BatchNorm1d of sequences", new Case(learned(new BatchNorm1d(6)), 6, 5));
    cases.put("BatchNorm2d", new Case(learned(new BatchNorm2d(3)), 3, 4, 5));
    cases.put("GroupNorm" + FLOAT_ONLY, new Case(learned(new GroupNorm(2, 6)), 6, 4, 5));
    cases.put("Flatten", new Case(new Sequential(new Flatten()), 3, 4, 5));
    cases.put("MaxPool2d", new Case(new MaxPool2d(2), 3, 6, 7));
    Window odd = Window.of(3, 2).stride(2, 1).padding(1, 0);
    cases.put("MaxPool2d with padding", new Case(new MaxPool2d(odd.dilation(1, 2)), 3, 7, 6));
    cases.put("AvgPool2d" + FLOAT_ONLY, new Case(new AvgPool2d(odd), 3, 7, 6));
    cases.put("AdaptiveAvgPool2d 1x1" + FLOAT_ONLY, new Case(new AdaptiveAvgPool2d(1, 1), 3, 5, 7));
    cases.put("AdaptiveAvgPool2d", new Case(new AdaptiveAvgPool2d(3, 2), 3, 5, 7));
    Window window = Window.of(3, 2).stride(2, 1).padding(1, 2).dilation(2, 1);
    cases.put("Conv1d" + FLOAT_ONLY, new Case(new Conv1d(4, 6, 3, RNG), 4, 9));
    cases.put(
        "Conv1d with all settings" + FLOAT_ONLY,
        new Case(
            new Conv1d(4, 6, Window.of(1, 3).stride(1, 2).padding(0, 2).dilation(1, 2), 2, RNG),
            4,
            9));
    cases.put("Conv2d" + FLOAT_ONLY, new Case(new Conv2d(2, 3, 3, RNG), 2, 6, 5));
    cases.put(
        "Conv2d with all settings" + FLOAT_ONLY,
        new Case(new Conv2d(4, 6, window, 2, RNG), 4, 9, 8));
    cases.put(
        "Conv2d without bias" + FLOAT_ONLY,
        new Case(Conv2d.withoutBias(4, 4, Window.of(3), 4, RNG), 4, 6, 6));
    cases.put(
        "ConvTranspose2d" + FLOAT_ONLY,
        new Case(
            new ConvTranspose2d(4, 6, window.stride(2).dilation(2, 1).padding(1), 1, 2, RNG),
            4,
            5,
            6));
    cases.put(
        "Residual" + FLOAT_ONLY,
        new Case(
            new Residual(
                new Conv2d(3, 3, Window.of(3).padding(1), RNG),
                learned(new BatchNorm2d(3)),
                Tensor::relu),
            3,
            6,
            6));
    cases.put(
        "ConvNet for MNIST" + FLOAT_ONLY,
        new Case(
            new Sequential(
                new Conv2d(1, 32, 3, RNG),
                Tensor::relu,
                new MaxPool2d(2),
                new Conv2d(32, 64, 3, RNG),
                Tensor::relu,
                new MaxPool2d(2),
                new Flatten(),
                new Linear(1600, 128, RNG),
                Tensor::relu,
                new Linear(128, 10, RNG)),
            1,
            28,
            28));
    cases.put("a layer of one's own", new Case(new Own(), 6));
    cases.put("layers that differ in a setting only", new Case(new Pools(), 2, 9, 9));
    cases.put("SinusoidalPositions", new Case(new SinusoidalPositions(9, 8), 5, 8));
    cases.put("LearnedPositions", new Case(new LearnedPositions(9, 8, RNG), 5, 8));
    cases.put("MultiHeadAttention", new Case(new MultiHeadAttention(8, 2, RNG), 5, 8));
    TransformerOptions options = new TransformerOptions(8, 2).withFeedForward(16);
    cases.put("TransformerEncoderLayer", new Case(encoder(options), 5, 8));
    cases.put(
        "TransformerEncoderLayer, norm first" + FLOAT_ONLY,
        new Case(encoder(options.withNormFirst(true).withActivation(Tensor::gelu)), 5, 8));
    cases.put("causal decoder", new Case(new Causal(options.withNormFirst(true)), 5, 8));
    cases.put(
        "transformer that classifies",
        new Case(
            new Sequential(
                new SinusoidalPositions(5, 8),
                encoder(options),
                encoder(options),
                x -> x.mean(1),
                new Linear(8, 3, RNG),
                x -> x.softmax(1)),
            5,
            8));
    return cases;
  }

  private static Map<String, Forward> functions() {
    Map<String, Forward> functions = new TreeMap<>();
    functions.put("relu", Tensor::relu);
    functions.put("sigmoid", Tensor::sigmoid);
    functions.put("tanh", Tensor::tanh);
    functions.put("exp", Tensor::exp);
    functions.put("sqrt of abs", x -> x.abs().sqrt());
    functions.put("log", x -> x.abs().add(0.1).log());
    functions.put("softplus" + FLOAT_ONLY, Tensor::softplus);
    functions.put("silu", Tensor::silu);
    functions.put("hardSwish" + FLOAT_ONLY, Tensor::hardSwish);
    functions.put("gelu" + FLOAT_ONLY, Tensor::gelu);
    functions.put("geluTanh" + FLOAT_ONLY, Tensor::geluTanh);
    functions.put("leakyRelu" + FLOAT_ONLY, x -> x.leakyRelu(0.1));
    functions.put("elu" + FLOAT_ONLY, x -> x.elu(0.7));
    functions.put("pow 2", x -> x.pow(2));
    functions.put("pow 1.5", x -> x.abs().pow(1.5));
    functions.put("clip", x -> x.clip(-1, 6));
    functions.put("constants", x -> x.mul(0.1).add(3).sub(1).div(7).neg());
    functions.put("constants in front", x -> Tensor.scalar(1).sub(Tensor.scalar(2).div(x.exp())));
    functions.put(
        "a constant vector", x -> x.add(Tensor.of(1, 2, 3, 4)).mul(Tensor.of(4, 3, 2, 1)));
    functions.put("a constant after relu", x -> x.relu().mul(Tensor.of(4, 3, 2, 1)));
    functions.put("gated", x -> x.mul(x.sigmoid()).sub(x.div(x.abs().add(1))));
    functions.put("softmax", x -> x.softmax(-1));
    functions.put("softmax over another axis", x -> x.softmax(1));
    functions.put("logSoftmax", x -> x.logSoftmax(-1));
    functions.put("sum", x -> x.sum(1));
    functions.put("sum, axis kept", x -> x.sum(2, true));
    functions.put("mean", x -> x.mean(1));
    functions.put("mean over two axes", x -> x.mean(1, 2));
    functions.put("variance", x -> x.var(2, true));
    functions.put("max", x -> x.max(1));
    functions.put("min", x -> x.min(2, true));
    functions.put("reshape", x -> x.reshape(-1, 6));
    functions.put("transpose", Tensor::transpose);
    functions.put("permute", x -> x.permute(2, 0, 1));
    functions.put("slice", x -> x.slice(1, 1, 3));
    functions.put("concat", x -> Tensor.concat(2, x, x.relu()));
    functions.put("stack", x -> Tensor.stack(1, x, x.relu()));
    functions.put("matmul", x -> x.matmul(x.transpose()));
    functions.put("identity", x -> x);
    functions.put("total", x -> x.softmax(0).sum());
    return functions;
  }

  private static final class Own extends Layer {
    private final Linear hidden = add("hidden", new Linear(6, 8, RNG));
    private final LayerNorm norm = add("norm", learned(new LayerNorm(8)));
    private final Linear output = add("output", new Linear(8, 3, RNG));
    private final Tensor scale = parameter("scale", Tensor.randn(RNG, 3));
    private final Tensor weight = parameter("weight", Tensor.randn(RNG, 3, 2));
    private final Tensor bias = parameter("bias", Tensor.randn(RNG, 2));

    @Override
    public Tensor forward(Tensor x) {
      Tensor h = hidden.forward(x).tanh();
      return output.forward(h.add(norm.forward(h))).mul(scale.exp()).linear(weight, bias);
    }
  }

  private static final class Pools extends Layer {
    private final MaxPool2d small = add("small", new MaxPool2d(Window.of(3).padding(1)));
    private final MaxPool2d large = add("large", new MaxPool2d(Window.of(5).padding(2)));

    @Override
    public Tensor forward(Tensor x) {
      return small.forward(large.forward(x).add(x)).sub(x);
    }
  }

  /** As in GPT: what a position gives does not depend on those behind it. */
  private static final class Causal extends Layer {
    private final TransformerEncoderLayer block;

    Causal(TransformerOptions options) {
      block = add("block", encoder(options));
    }

    @Override
    public Tensor forward(Tensor x) {
      return block.forward(x, Mask.none(), true).slice(1, 1, 2).reshape(-1, 8);
    }
  }

  private static TransformerEncoderLayer encoder(TransformerOptions options) {
    return learned(new TransformerEncoderLayer(options, RNG));
  }

  /** A layer whose parameters and buffers are as after learning: none of them 0 or 1. */
  private static <L extends Layer> L learned(L layer) {
    layer.parameters().forEach(p -> p.assign(Tensor.uniform(RNG, 0.5, 2, p.shape().toArray())));
    layer
        .namedBuffers()
        .values()
        .forEach(b -> b.assign(Tensor.uniform(RNG, 0.5, 2, b.value().shape().toArray())));
    return layer;
  }

  static Stream<Arguments> float32() {
    return cases().entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
  }

  static Stream<Arguments> float64() {
    return cases().entrySet().stream()
        .filter(each -> !each.getKey().endsWith(FLOAT_ONLY))
        .map(each -> Arguments.of(each.getKey(), each.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("float32")
  void onnxRuntimeAgreesInFloat32(String name, Case each) {
    Path file = folder.resolve("model.onnx");
    OnnxExport.write(each.model, input(each, 1), file);
    compare(each, file, 1e-5);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("float64")
  void onnxRuntimeAgreesInFloat64(String name, Case each) {
    Path file = folder.resolve("model.onnx");
    OnnxExport.writeFloat64(each.model, input(each, 1), file);
    compare(each, file, 1e-10);
  }

  private static void compare(Case each, Path file, double tolerance) {
    each.model.eval();
    for (int batch : new int[] {1, 4}) {
      Tensor x = input(each, batch);
      Tensor expected = each.model.forward(x);
      Tensor got = OnnxRuntime.run(file, x);
      assertThat(got.shape()).isEqualTo(expected.shape());
      double scale = expected.abs().max().item();
      assertThat(got.sub(expected).abs().max().item() / scale)
          .as("largest difference, as a part of the largest number, in a batch of " + batch)
          .isLessThanOrEqualTo(tolerance);
    }
  }

  private static Tensor input(Case each, int batch) {
    int[] sizes = new int[each.sizes.length + 1];
    sizes[0] = batch;
    System.arraycopy(each.sizes, 0, sizes, 1, each.sizes.length);
    return Tensor.randn(Rng.of(batch), sizes);
  }
}
