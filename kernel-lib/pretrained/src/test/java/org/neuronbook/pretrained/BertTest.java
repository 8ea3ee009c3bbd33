package org.neuronbook.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbook.io.SafeTensors;
import org.neuronbook.nn.Losses;
import org.neuronbook.onnx.OnnxModel;
import org.neuronbook.onnx.WireBytes;
import org.neuronbook.optim.Adam;
import org.neuronbook.tensor.Autograd;
import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/** What holds for a BERT of any size, shown with a small one that has learned nothing. */
class BertTest {
  private static final Bert.Config SMALL = new Bert.Config(20, 6, 2, 8, 12, 2, 4, 0.1);
  private static final int[][] IDS = {{2, 7, 9, 3}, {2, 11, 3, 0}};
  private static final Mask PADDING = Mask.padding(4, 4, 3);
  private static final int[][] TYPES = {{0, 0, 1, 1}, {0, 0, 0, 0}};

  @TempDir private Path folder;

  private static Bert small() {
    Bert bert = new Bert(SMALL, Rng.of(1));
    bert.eval();
    return bert;
  }

  @Test
  void parametersHaveTheNamesOfTheOriginal() {
    String layer = "encoder.layer.%d.";
    List<String> expected =
        Stream.concat(
                Stream.of(
                    "embeddings.word_embeddings.weight",
                    "embeddings.position_embeddings.weight",
                    "embeddings.token_type_embeddings.weight",
                    "embeddings.LayerNorm.weight",
                    "embeddings.LayerNorm.bias"),
                Stream.of(0, 1)
                    .flatMap(
                        i ->
                            Stream.of(
                                    "attention.self.query",
                                    "attention.self.key",
                                    "attention.self.value",
                                    "attention.output.dense",
                                    "attention.output.LayerNorm",
                                    "intermediate.dense",
                                    "output.dense",
                                    "output.LayerNorm")
                                .flatMap(name -> Stream.of(name + ".weight", name + ".bias"))
                                .map(name -> layer.formatted(i) + name)))
            .toList();
    assertThat(small().namedParameters().keySet()).containsExactlyElementsOf(expected);
  }

  @Test
  void sizesAreReadOffTheWeights() {
    Bert bert = Bert.of(small().state(), 4);
    assertThat(bert.config()).isEqualTo(SMALL);
    assertThat(bert.isTraining()).isFalse();
    assertThat(bert.forward(IDS, PADDING).toArray())
        .containsExactly(small().forward(IDS, PADDING).toArray());
  }

  @Test
  void startsAsTheOriginalDoes() {
    Map<String, Tensor> state =
        new Bert(new Bert.Config(400, 6, 2, 64, 64, 1, 4, 0), Rng.of(1)).state();
    state.forEach(
        (name, tensor) -> {
          if (tensor.shape().rank() == 2 && tensor.shape().size() > 1000) {
            assertThat(tensor.var(true).sqrt().item()).as(name).isCloseTo(0.02, within(0.001));
          } else if (tensor.shape().rank() == 1) {
            double expected = name.endsWith("LayerNorm.weight") ? 1 : 0;
            assertThat(tensor.toArray()).as(name).containsOnly(expected);
          }
        });
  }

  @Test
  void fillingDoesNotChangeWhatTokensBecome() {
    Tensor alone = small().forward(new int[][] {{2, 11, 3}}); // (1, 3, 8)
    Tensor filled = small().forward(IDS, PADDING).slice(0, 1, 2).slice(1, 0, 3);
    assertThat(filled.sub(alone).abs().max().item()).isLessThan(1e-14);
    Tensor unmasked = small().forward(IDS).slice(0, 1, 2).slice(1, 0, 3);
    assertThat(unmasked.sub(alone).abs().max().item()).isGreaterThan(1e-6);
  }

  @Test
  void positionsAndSegmentsMatter() {
    Tensor one = small().forward(IDS, PADDING);
    assertThat(one.sub(small().forward(IDS, PADDING, TYPES)).abs().max().item())
        .isGreaterThan(1e-6);
    Tensor twice = small().forward(new int[][] {{5, 5}});
    assertThat(twice.slice(1, 0, 1).sub(twice.slice(1, 1, 2)).abs().max().item())
        .isGreaterThan(1e-6);
  }

  @Test
  void wordVectorsCanStandForIds() {
    Bert bert = small();
    Tensor words = bert.wordEmbeddings().rows(2, 7, 9, 3).reshape(1, 4, 8);
    assertThat(bert.forward(words).toArray())
        .containsExactly(bert.forward(new int[][] {{2, 7, 9, 3}}).toArray());
  }

  // ---- training

  @Test
  void gradientsFlowToAllParametersAndAreThoseOfTheDifferences() {
    Bert bert = small();
    Tensor weights = Tensor.randn(Rng.of(2), 2, 4, 8);
    bert.forward(IDS, PADDING, TYPES).mul(weights).sum().backward();
    bert.namedParameters()
        .forEach(
            (name, parameter) -> {
              assertThat(parameter.grad()).as(name).isNotNull();
              if (name.endsWith("key.bias")) { // the same for all keys: softmax does not see it
                assertThat(parameter.grad().abs().max().item()).as(name).isLessThan(1e-12);
                return;
              }
              int at = largest(parameter);
              double step = 1e-5;
              double slope =
                  (loss(bert, parameter, at, step, weights)
                          - loss(bert, parameter, at, -step, weights))
                      / (2 * step);
              double gradient = parameter.grad().toArray()[at];
              assertThat(gradient)
                  .as(name)
                  .isCloseTo(slope, within(1e-6 * Math.max(1, Math.abs(slope))));
              assertThat(gradient).as(name).isNotZero();
            });
  }

  private static int largest(Parameter parameter) {
    return parameter.grad().abs().reshape(-1).argmax(0)[0];
  }

  private static double loss(Bert bert, Parameter parameter, int at, double step, Tensor weights) {
    double[] values = parameter.toArray();
    values[at] += step;
    Tensor before = parameter.detach();
    parameter.assign(Tensor.wrap(parameter.shape(), values));
    double loss =
        Autograd.noGrad(() -> bert.forward(IDS, PADDING, TYPES).mul(weights).sum().item());
    parameter.assign(before);
    return loss;
  }

  @Test
  void aFrozenPartStaysWhileTheRestLearns() {
    Bert bert = small();
    bert.freeze("embeddings.*").freeze("encoder.layer.0.*");
    Map<String, Tensor> before = bert.state();
    Adam adam = new Adam(bert.parameters(), 0.01);
    Losses.crossEntropy(Pooling.CLS.pool(bert.forward(IDS, PADDING), PADDING), new int[] {1, 5})
        .backward();
    adam.step();
    bert.state()
        .forEach(
            (name, tensor) -> {
              double moved = tensor.sub(before.get(name)).abs().max().item();
              if (name.startsWith("encoder.layer.1.") && !name.endsWith("key.bias")) {
                assertThat(moved).as(name).isPositive();
              } else if (!name.startsWith("encoder.layer.1.")) {
                assertThat(moved).as(name).isZero();
              }
            });
  }

  @Test
  void dropoutWorksInTrainingOnly() {
    Bert bert = small();
    assertThat(bert.forward(IDS).toArray()).containsExactly(bert.forward(IDS).toArray());
    bert.train();
    assertThat(bert.forward(IDS).sub(bert.forward(IDS)).abs().max().item()).isGreaterThan(0.1);
  }

  @Test
  void noGraphIsKeptWithoutGradients() {
    assertThat(small().forward(IDS).requiresGrad()).isTrue();
    assertThat(Autograd.noGrad(() -> small().forward(IDS)).requiresGrad()).isFalse();
  }

  @Test
  void whatItHasLearnedIsSavedAndLoaded() {
    Path file = folder.resolve("bert.safetensors");
    SafeTensors.save(file, small().state());
    Bert loaded = Bert.of(SafeTensors.load(file), 4);
    assertThat(loaded.forward(IDS, PADDING).toArray())
        .containsExactly(small().forward(IDS, PADDING).toArray());
  }

  // ---- pooling

  @Test
  void theMeanIsThatOfTheTokensAndClsIsTheFirst() {
    Tensor hidden = Tensor.of(1, 10, 3, 30, 100, 1000, 5, 50, 7, 70, 9, 90).reshape(2, 3, 2);
    Mask padding = Mask.padding(3, 2, 3);
    assertThat(Pooling.MEAN.pool(hidden, padding).toMatrix())
        .isDeepEqualTo(new double[][] {{2, 20}, {7, 70}});
    assertThat(Pooling.CLS.pool(hidden, padding).toMatrix())
        .isDeepEqualTo(new double[][] {{1, 10}, {5, 50}});
  }

  @Test
  void theCosineIsThatOfTheAngle() {
    Tensor a = Tensor.of(new double[][] {{3, 0}, {1, 1}});
    Tensor b = Tensor.of(new double[][] {{0, 2}, {-5, 0}, {2, 2}});
    double[] expected = {0, -1, Math.sqrt(0.5), Math.sqrt(0.5), -Math.sqrt(0.5), 1};
    assertThat(Pooling.cosine(a, b).toArray()).containsExactly(expected, within(1e-15));
  }

  // ---- mistakes

  private static void refused(Class<? extends Exception> type, Runnable mistake, String text) {
    assertThatThrownBy(mistake::run).isExactlyInstanceOf(type).hasMessage(text);
  }

  @Test
  void mistakesWithIdsAreExplained() {
    Bert bert = small();
    refused(
        ShapeException.class,
        () -> bert.forward(new int[1][7]),
        "Bert: expected ids of shape (batch, 1 to 6), got (1, 7)."
            + " Cut longer texts off: the model has learned no more positions");
    refused(
        ShapeException.class,
        () -> bert.forward(new int[0][]),
        "Bert: expected ids of shape (batch, 1 to 6), got (0, 0)."
            + " Cut longer texts off: the model has learned no more positions");
    refused(
        ShapeException.class,
        () -> bert.forward(new int[][] {{1, 2}, {1}}),
        "Bert: expected 2 ids in row 1 as in row 0 of the ids, got 1."
            + " Fill shorter texts up, and say where with a padding mask");
    refused(
        IllegalArgumentException.class,
        () -> bert.forward(new int[][] {{1, 20}}),
        "Bert: expected ids from 0 to 19, got 20 at row 0, place 1."
            + " Do they come from this model's own tokenizer?");
    refused(
        IllegalArgumentException.class,
        () -> bert.forward(IDS, PADDING, new int[][] {{0, 0, 0, 2}, {0, 0, 0, 0}}),
        "Bert: expected types from 0 to 1, got 2 at row 0, place 3."
            + " Do they come from this model's own tokenizer?");
    refused(
        ShapeException.class,
        () -> bert.forward(IDS, PADDING, new int[1][4]),
        "Bert: expected 2 rows of types, as many as of ids, got 1. One row is one text");
    refused(
        ShapeException.class,
        () -> bert.forward(IDS, Mask.padding(3, 1, 2)),
        "Bert: expected a padding mask of the shape of the ids, (2, 4), got (2, 3)."
            + " Make it with Mask.padding(4, lengths)");
  }

  @Test
  void mistakesWithVectorsAndSizesAreExplained() {
    refused(
        ShapeException.class,
        () -> small().forward(Tensor.zeros(4, 8)),
        "embeddings (BertEmbeddings): expected word vectors of shape (batch, 1 to 6, 8), got (4, 8)."
            + " A single text is a batch of 1");
    refused(
        ShapeException.class,
        () -> new Bert.Config(20, 6, 2, 8, 12, 2, 3, 0.1),
        "Bert: expected sizes of at least 1 and a number of heads that divides the hidden size,"
            + " got vocabulary 20, positions 6, token types 2, hidden 8, intermediate 12, layers 2,"
            + " heads 3. Each head sees hidden / heads of the features; 32 or 64 are usual");
    Map<String, Tensor> state = new HashMap<>(Map.of("fc.weight", Tensor.zeros(2, 2)));
    refused(
        IllegalArgumentException.class,
        () -> Bert.of(state, 4),
        "Bert: expected a matrix \"embeddings.word_embeddings.weight\" among the weights, got none."
            + " Are they those of a BERT? They are called fc.weight");
    state.put("embeddings.word_embeddings.weight", Tensor.zeros(3));
    assertThatThrownBy(() -> Bert.of(state, 4))
        .hasMessageContaining("got one of shape (3). Are they");
    refused(
        ShapeException.class,
        () -> Pooling.MEAN.pool(Tensor.zeros(2, 3, 4), Mask.padding(4, 1, 2)),
        "pool: expected vectors (batch, time, hidden) and a mask (batch, time), got (2, 3, 4) and"
            + " (2, 4). Take the mask that the model got");
  }

  @Test
  void aQuantisedWeightWithoutItsScaleIsRefused() throws IOException {
    WireBytes weight =
        new WireBytes().integer(2, 3).bytes(9, (byte) 5).text(8, "embeddings.x_quantized");
    byte[] file = new WireBytes().message(7, new WireBytes().message(5, weight)).toArray();
    OnnxModel model = OnnxModel.read(new ByteArrayInputStream(file), "m.onnx");
    refused(
        IllegalArgumentException.class,
        () -> BertWeights.of(model),
        "Bert: expected a tensor \"embeddings.x_scale\" beside the quantised one, got none."
            + " Quantise the model with ONNX Runtime's quantize_dynamic");
  }

  @Test
  void saysWhatItIs() {
    assertThat(small().describe()).isEqualTo("Bert 2 x 8, 4 heads");
    assertThat(small().summary().toString())
        .contains("SelfAttention 4 heads", "Linear 8 -> 12", "LayerNorm 8");
    assertThat(small().forward(IDS).shape()).isEqualTo(Shape.of(2, 4, 8));
  }
}
