package org.neuronbook.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.nn.Losses;
import org.neuronbook.tensor.Golden;
import org.neuronbook.tensor.Tensor;

/**
 * The metrics of scikit-learn and sacreBLEU, as src/test/python/golden_metrics.py has written them.
 */
class GoldenMetricsTest {
  private static final Offset<Double> TINY = within(1e-12);

  @TestFactory
  Stream<DynamicTest> everyMetricIsThatOfScikitLearnOrSacreBleu() {
    List<JsonObject> cases = Golden.cases("metrics.json");
    assertThat(cases).hasSizeGreaterThan(25);
    return cases.stream()
        .map(each -> dynamicTest(each.get("metric").getAsString(), () -> verify(each)));
  }

  private static void verify(JsonObject golden) {
    String metric = golden.get("metric").getAsString();
    switch (metric) {
      case "curves":
        curves(golden);
        break;
      case "micro":
        micro(golden);
        break;
      default:
        assertThat(value(metric, golden)).isEqualTo(golden.get("value").getAsDouble(), TINY);
    }
  }

  private static double value(String metric, JsonObject golden) {
    return switch (metric) {
      case "topKAccuracy" ->
          Metrics.topKAccuracy(
              matrix(golden.get("logits")),
              golden.get("k").getAsInt(),
              Golden.ints(golden.get("labels")));
      case "r2" -> Metrics.r2(matrix(golden.get("prediction")), matrix(golden.get("target")));
      case "bleu" ->
          Bleu.of(
                  sentences(golden.get("candidates")),
                  list(golden.get("references")).map(GoldenMetricsTest::sentences).toList(),
                  golden.get("longest").getAsInt())
              .score();
      case "perplexity" ->
          Metrics.perplexity(
              Losses.crossEntropy(matrix(golden.get("logits")), Golden.ints(golden.get("labels")))
                  .item());
      default -> throw new AssertionError("no test for " + metric);
    };
  }

  private static void curves(JsonObject golden) {
    double[] scores = doubles(golden.get("scores"));
    int[] labels = Golden.ints(golden.get("labels"));
    RocCurve roc = RocCurve.of(scores, labels);
    assertThat(roc.falsePositiveRate()).containsExactly(doubles(golden.get("falsePositiveRate")));
    assertThat(roc.truePositiveRate()).containsExactly(doubles(golden.get("truePositiveRate")));
    double[] thresholds = roc.thresholds();
    assertThat(thresholds[0]).isInfinite();
    assertThat(java.util.Arrays.copyOfRange(thresholds, 1, thresholds.length))
        .containsExactly(doubles(golden.get("thresholds")));
    assertThat(roc.area()).isEqualTo(golden.get("area").getAsDouble(), TINY);
    PrecisionRecallCurve curve = PrecisionRecallCurve.of(scores, labels);
    assertThat(curve.recall()).containsExactly(doubles(golden.get("recall")));
    assertThat(curve.precision()).containsExactly(doubles(golden.get("precision")));
    assertThat(curve.thresholds()).containsExactly(thresholds);
    assertThat(curve.averagePrecision())
        .isEqualTo(golden.get("averagePrecision").getAsDouble(), TINY);
  }

  private static void micro(JsonObject golden) {
    int[] chosen = Golden.ints(golden.get("chosen"));
    ConfusionMatrix confusion =
        ConfusionMatrix.of(
            Golden.ints(golden.get("truth")),
            Golden.ints(golden.get("predicted")),
            golden.get("classes").getAsInt());
    assertThat(confusion.microPrecision(chosen))
        .isEqualTo(golden.get("precision").getAsDouble(), TINY);
    assertThat(confusion.microRecall(chosen)).isEqualTo(golden.get("recall").getAsDouble(), TINY);
    assertThat(confusion.microF1(chosen)).isEqualTo(golden.get("f1").getAsDouble(), TINY);
  }

  // ---- reading

  private static Stream<JsonElement> list(JsonElement array) {
    JsonArray elements = array.getAsJsonArray();
    return StreamSupport.stream(elements.spliterator(), false);
  }

  private static double[] doubles(JsonElement array) {
    return list(array).mapToDouble(JsonElement::getAsDouble).toArray();
  }

  private static Tensor matrix(JsonElement rows) {
    return Tensor.of(list(rows).map(GoldenMetricsTest::doubles).toArray(double[][]::new));
  }

  private static List<List<String>> sentences(JsonElement array) {
    return list(array).map(each -> list(each).map(JsonElement::getAsString).toList()).toList();
  }
}
