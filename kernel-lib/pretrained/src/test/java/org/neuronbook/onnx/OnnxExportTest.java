package org.neuronbook.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.nn.BatchNorm1d;
import org.neuronbook.nn.Embedding;
import org.neuronbook.nn.Flatten;
import org.neuronbook.nn.Forward;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.LearnedPositions;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.Sequential;
import org.neuronbook.nn.TransformerEncoderLayer;
import org.neuronbook.nn.TransformerOptions;
import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

class OnnxExportTest {
  private static final Tensor EXAMPLE = Tensor.zeros(1, 4);

  @TempDir Path folder;

  // ---- token ids

  /** Two tables, of words and of places, and a head: the beginning of every language model. */
  private static final class Words extends Layer {
    private final Parameter words = parameter("words", Tensor.randn(Rng.of(1), 20, 6));
    private final Parameter places = parameter("places", Tensor.randn(Rng.of(2), 9, 6));
    private final Linear head = add("head", new Linear(6, 20, Rng.of(3)));

    @Override
    public Tensor forward(Tensor x) {
      throw new AssertionError("called with numbers, not with ids");
    }

    Tensor forward(int[][] ids) {
      int time = ids[0].length;
      int[] all = Arrays.stream(ids).flatMapToInt(Arrays::stream).toArray();
      int[] first = new int[all.length]; // every token is of segment 0
      Tensor x = words.rows(all).reshape(ids.length, time, 6).add(places.slice(0, 0, time));
      return head.forward(x.add(places.rows(first).reshape(ids.length, time, 6)).tanh());
    }
  }

  @Test
  void takesTokenIdsAsWholeNumbers() {
    Words model = new Words();
    Path file = folder.resolve("words.onnx");
    OnnxExport.writeFloat64(model, model::forward, new int[][] {{3, 1, 19, 7}}, file);

    int[][] ids = {{4, 4, 0, 18}, {1, 2, 3, 4}, {19, 0, 19, 0}};
    double[] numbers = Arrays.stream(ids).flatMapToInt(Arrays::stream).asDoubleStream().toArray();
    Tensor got = OnnxRuntime.run(file, Tensor.of(numbers).reshape(3, 4));

    assertThat(OnnxRuntime.inputs(file)).isEqualTo("input INT64 [-1, 4]");
    assertThat(got.sub(model.forward(ids)).abs().max().item()).isLessThan(1e-12);
  }

  /** A small GPT: tokens, positions, two causal blocks, a head. */
  private static final class Gpt extends Layer {
    private final Embedding tokens = add("tokens", new Embedding(20, 8, Rng.of(1)));
    private final LearnedPositions places = add("places", new LearnedPositions(6, 8, Rng.of(2)));
    private final TransformerEncoderLayer one = add("one", block(3));
    private final TransformerEncoderLayer two = add("two", block(4));
    private final Linear head = add("head", new Linear(8, 20, Rng.of(5)));

    private static TransformerEncoderLayer block(long seed) {
      var options = new TransformerOptions(8, 2).withFeedForward(16).withNormFirst(true);
      return new TransformerEncoderLayer(options.withActivation(Tensor::gelu), Rng.of(seed));
    }

    @Override
    public Tensor forward(Tensor x) {
      throw new AssertionError("called with numbers, not with ids");
    }

    Tensor forward(int[][] ids) {
      Tensor x = places.forward(tokens.forward(ids));
      return head.forward(two.forward(one.forward(x, Mask.none(), true), Mask.none(), true));
    }
  }

  @Test
  void writesALanguageModel() {
    Gpt model = new Gpt();
    Path file = folder.resolve("gpt.onnx");
    OnnxExport.write(model, model::forward, new int[][] {{3, 1, 19, 7, 0}}, file);

    int[][] ids = {{4, 4, 0, 18, 2}, {1, 2, 3, 4, 19}};
    double[] numbers = Arrays.stream(ids).flatMapToInt(Arrays::stream).asDoubleStream().toArray();
    Tensor got = OnnxRuntime.run(file, Tensor.of(numbers).reshape(2, 5));

    model.eval();
    assertThat(got.sub(model.forward(ids)).abs().max().item()).isLessThan(1e-5);
  }

  // ---- the file

  @Test
  void namesWhatIsInTheFileAfterTheLayers() {
    Layer model =
        new Sequential(new Linear(4, 3, Rng.of(1)), Tensor::relu, new Linear(3, 2, Rng.of(2)));
    byte[] file = write(model);

    assertThat(texts(file))
        .contains("0.weight", "0.bias", "2.weight", "2.bias", "relu", "Gemm", "input", "output");
  }

  @Test
  void tellsLayersThatAreAlikeApart() {
    Layer model = new Sequential(new Flatten(), Tensor::tanh, new Flatten());
    assertThat(texts(write(model))).doesNotContain("_2");
  }

  @Test
  void writesSharedWeightsOnce() {
    Linear twice = new Linear(4, 4, Rng.of(1));
    Layer model = new Sequential(twice, x -> twice.forward(x.tanh()));
    assertThat(texts(write(model))).contains("0_2").doesNotContain("weight_2");
  }

  @Test
  void leavesTheModelAsItWas() {
    Sequential model = new Sequential(new Linear(4, 3, Rng.of(1)), new BatchNorm1d(3));
    model.freeze("0.*");
    model.children().get("1").eval();
    var before = model.state();

    write(model);

    assertThat(model.isTraining()).isTrue();
    assertThat(model.children().get("0").isTraining()).isTrue();
    assertThat(model.children().get("1").isTraining()).isFalse();
    assertThat(model.parameters())
        .extracting(Tensor::requiresGrad)
        .containsExactly(false, false, true, true);
    assertThat(model.parameters()).extracting(Tensor::grad).containsOnlyNulls();
    assertThat(before)
        .allSatisfy(
            (path, tensor) ->
                assertThat(tensor.toArray()).isEqualTo(model.state().get(path).toArray()));
  }

  @Test
  void writesFrozenParametersToo() {
    Sequential model = new Sequential(new Linear(4, 3, Rng.of(1)), Tensor::tanh);
    model.freeze("*");
    Path file = folder.resolve("frozen.onnx");
    OnnxExport.writeFloat64(model, EXAMPLE, file);

    Tensor x = Tensor.randn(Rng.of(5), 2, 4);
    assertThat(OnnxRuntime.run(file, x).sub(model.forward(x)).abs().max().item()).isLessThan(1e-12);
  }

  @Test
  void writesTheSameBytesEachTime() {
    Layer model = new Sequential(new Linear(4, 3, Rng.of(1)), x -> x.mul(2).softmax(1));
    assertThat(write(model)).isEqualTo(write(model));
  }

  @Test
  void keepsAReluOfNumbersAboveZero() {
    Linear positive = new Linear(4, 3, Rng.of(1));
    positive.weight.assign(Tensor.zeros(4, 3));
    positive.bias.assign(Tensor.ones(3));
    assertThat(texts(write(new Sequential(positive, Tensor::relu)))).contains("Relu");
  }

  @Test
  void writesLongChains() {
    Forward[] steps = new Forward[2000];
    Arrays.fill(steps, (Forward) x -> x.neg().tanh());
    assertThat(texts(write(new Sequential(steps)))).contains("tanh_2000");
  }

  @Test
  void replacesAnOldFile() throws IOException {
    Path file = folder.resolve("model.onnx");
    Files.writeString(file, "old");
    OnnxExport.write(new Linear(4, 3, Rng.of(1)), EXAMPLE, file);

    assertThat(OnnxRuntime.run(file, Tensor.zeros(2, 4)).shape().toArray()).containsExactly(2, 3);
    assertThat(folder).isDirectoryContaining(each -> each.equals(file));
    assertThat(folder.toFile().list()).hasSize(1);
  }

  // ---- what is refused

  @Test
  void refusesAnExampleThatTheModelDoesNotTake() {
    assertThatThrownBy(
            () -> OnnxExport.write(new Linear(3, 2, Rng.of(1)), EXAMPLE, folder.resolve("m")))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "OnnxExport: expected an example that the model takes, got shape (1, 4): Linear 3 -> 2: expected an input of shape (batch, ..., 3), got (2, 4). Does what comes before give as many outputs?");
  }

  @Test
  void refusesAnExampleWithoutABatch() {
    assertThatThrownBy(
            () -> OnnxExport.write(new Sequential(), Tensor.scalar(1), folder.resolve("m")))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "OnnxExport: expected an example of shape (batch, ...), got a single number. Axis 0 is the batch: Tensor.zeros(1, 784)");
  }

  @Test
  void refusesIdsThatTellNothing() {
    Words model = new Words();
    assertThatThrownBy(
            () ->
                OnnxExport.write(model, model::forward, new int[][] {{0, 0}}, folder.resolve("m")))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "OnnxExport: expected an example of rows of ids, all equally long, with two different ids at least, got [[0, 0]]. Take a batch as the model is trained with");
  }

  @Test
  void refusesAnOpThatItDoesNotKnow() {
    assertRefused(
        x -> x.maskedFill(Mask.of(true, false, false), 0),
        "OnnxExport: 'maskedFill' of shape (2, 3), computed after 0 (Linear 4 -> 3) from 'linear': expected one of the ops abs, add, attend, attentionWeights, clip, concat, div, elu, exp, gather, gelu, geluTanh, hardSwish, leakyRelu, linear, log, logSoftmax, matmul, mul, permute, pow, relu, reshape, sigmoid, silu, slice, softmax, softplus, sqrt, sub, sum, tanh, transpose. Change this line of the model");
  }

  @Test
  void refusesNumbersThatChangeWithTheInput() {
    assertRefused(
        x -> x.add(x.detach()),
        "OnnxExport: 'add' of shape (2, 3), computed after 0 (Linear 4 -> 3) from 'linear': expected an operand that is the same for every input. Change this line of the model");
  }

  @Test
  void refusesAnswersThatCameThroughJavaCode() {
    assertRefused(
        x -> Tensor.wrap(x.shape(), x.toArray()),
        "OnnxExport: 'tensor' of shape (2, 3), computed at the start: expected numbers that are the same for every input, or gradients that lead to it, got neither. A graph does not see what Java code does with toArray(), argmax() or indices: use ops of tensors only");
  }

  @Test
  void refusesOtherOpsForOtherNumbers() {
    assertRefused(
        x -> (x.shape().dim(0) == 2 ? x.relu() : x.tanh()).mul(2),
        "OnnxExport: expected the same ops for every input, got 'relu' for one and 'tanh' for another. A graph has no if and no loop: leave out what depends on the numbers");
  }

  @Test
  void refusesAConstantFactorOfAMatrix() {
    assertRefused(
        x -> x.matmul(Tensor.eye(3)),
        "OnnxExport: 'matmul' of shape (2, 3), computed after 0 (Linear 4 -> 3) from 'linear': expected 2 operands that are computed or learned: make a constant a Parameter. Change this line of the model");
  }

  @Test
  void refusesASlopeThatNothingShows() {
    assertRefused(
        x -> x.exp().leakyRelu(0.1),
        "OnnxExport: 'leakyRelu' of shape (2, 3), computed after 0 (Linear 4 -> 3) from 'exp': expected elements below 0, for which it is there, got none. Change this line of the model");
  }

  @Test
  void refusesLimitsThatNothingReaches() {
    assertRefused(
        x -> x.tanh().clip(-5, 5),
        "OnnxExport: 'clip' of shape (2, 3), computed after 0 (Linear 4 -> 3) from 'tanh': expected limits that random numbers reach, but none were beyond [low, high]. Change this line of the model");
  }

  @Test
  void refusesARangeOfTheBatch() {
    assertRefused(
        x -> x.slice(0, 0, 1),
        "OnnxExport: 'slice' of shape (1, 3), computed after 0 (Linear 4 -> 3) from 'linear': expected a range that its elements tell, of an axis other than the batch. Change this line of the model");
  }

  @Test
  void refusesARangeThatNothingShows() {
    assertRefused(
        x -> x.sub(x).slice(1, 0, 1),
        "OnnxExport: 'slice' of shape (2, 1), computed after 0 (Linear 4 -> 3) from 'sub': expected a range that its elements tell, of an axis other than the batch. Change this line of the model");
  }

  @Test
  void refusesNumbersThatFloat32DoesNotHave() {
    Linear model = new Linear(4, 3, Rng.of(1));
    model.bias.assign(Tensor.full(1e300, 3));
    assertThatThrownBy(() -> write(model))
        .hasMessage(
            "OnnxExport: \"bias\": expected numbers up to 3.4028235E38, the largest float32, got 1.0E300. Write float64: OnnxExport.writeFloat64(model, example, file)");
  }

  @Test
  void refusesToWriteOverAFolder() {
    assertThatThrownBy(() -> OnnxExport.write(new Linear(4, 3, Rng.of(1)), EXAMPLE, folder))
        .hasMessage(
            "OnnxExport: %s: expected a file to write to, got a folder. Name a file in it: %s"
                .formatted(folder, folder.resolve("model.onnx")));
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    Path file = folder.resolve("none").resolve("model.onnx");
    assertThatThrownBy(() -> OnnxExport.write(new Linear(4, 3, Rng.of(1)), EXAMPLE, file))
        .hasMessage(
            "OnnxExport: %s: expected a folder to write to, there is none. Make it first: Files.createDirectories(...)"
                .formatted(file));
  }

  private void assertRefused(Forward function, String message) {
    Layer model = new Sequential(new Linear(4, 3, Rng.of(1)), function);
    assertThatThrownBy(() -> write(model))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(message);
    assertThat(folder).isEmptyDirectory();
  }

  private byte[] write(Layer model) {
    Path file = folder.resolve("model.onnx");
    OnnxExport.write(model, EXAMPLE, file);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes as letters: names are found in them. */
  private static String texts(byte[] file) {
    return new String(file, java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
