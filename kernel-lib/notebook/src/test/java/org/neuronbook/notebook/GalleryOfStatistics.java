package org.neuronbook.notebook;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neuronbook.tensor.Rng;

/** Histograms, heat maps, maps with paths and curves of thresholds, of typical numbers. */
final class GalleryOfStatistics {

  private GalleryOfStatistics() {}

  static Map<String, Displayable> all() {
    Map<String, Displayable> all = new LinkedHashMap<>();
    all.put(
        "histogram",
        new HistogramChart("1,000 normal numbers", "value").values("", normal(1, 1000, 0, 1)));
    all.put("histogram-two", weights());
    all.put(
        "histogram-whole",
        new HistogramChart("Length of 500 words", "letters").values("", lengths()));
    all.put(
        "histogram-three",
        new HistogramChart("Activations of three layers", "activation")
            .values("layer 1", normal(3, 2000, 0, 1))
            .values("layer 2", normal(4, 500, 1, 0.6))
            .values("layer 3", normal(5, 100, 2, 0.3)));
    all.put("heat", heat());
    all.put("heat-numbers", correlation());
    all.put(
        "heat-attention",
        new HeatMap("Attention, head 3", attention())
            .rows(List.of("the", "cat", "sat", "on", "the", "mat"))
            .columns(List.of("the", "cat", "sat", "on", "the", "mat"))
            .axes("query", "key"));
    all.put("heat-wide", new HeatMap("Weights of a layer", random(10, 300)));
    all.put("contour", ravine());
    all.put(
        "contour-saddle",
        new ContourChart("A saddle", "x", "y", (x, y) -> x * x - y * y).range(-2, 2, -2, 2));
    all.put("contour-log", rosenbrock());
    all.put("roc", roc());
    all.put("precision-recall", precisionRecall());
    return all;
  }

  static double[] normal(long seed, int count, double mean, double deviation) {
    Rng rng = Rng.of(seed);
    return IntStream.range(0, count)
        .mapToDouble(i -> mean + deviation * rng.nextGaussian())
        .toArray();
  }

  static HistogramChart weights() {
    return new HistogramChart("Training spreads the weights", "weight of the first layer")
        .values("before training", normal(1, 4000, 0, 0.05))
        .values("after training", normal(2, 4000, 0.02, 0.12));
  }

  private static double[] lengths() {
    Rng rng = Rng.of(6);
    return IntStream.range(0, 500)
        .mapToDouble(i -> 2 + Math.floor(2.5 * Math.pow(rng.nextGaussian(), 2)))
        .filter(length -> length < 20)
        .toArray();
  }

  static HeatMap heat() {
    double[][] values = new double[12][12];
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 12; j++) {
        values[i][j] = Math.exp(-Math.hypot(i - 3, j - 7) / 4);
      }
    }
    return new HeatMap("A filter", values);
  }

  static HeatMap correlation() {
    double[][] values = {
      {1, -0.12, 0.87, 0.82},
      {-0.12, 1, -0.43, -0.37},
      {0.87, -0.43, 1, 0.96},
      {0.82, -0.37, 0.96, 1}
    };
    List<String> names = List.of("sepal length", "sepal width", "petal length", "petal width");
    return new HeatMap("Correlation of the measurements of irises", values)
        .rows(names)
        .columns(names)
        .numbers();
  }

  private static double[][] attention() {
    double[][] values = new double[6][6];
    for (int i = 0; i < 6; i++) {
      double sum = 0;
      for (int j = 0; j < 6; j++) {
        values[i][j] = Math.exp(1.5 * Math.cos(i * 1.7 + j * 2.3));
        sum += values[i][j];
      }
      for (int j = 0; j < 6; j++) {
        values[i][j] /= sum;
      }
    }
    return values;
  }

  static double[][] random(int rows, int columns) {
    Rng rng = Rng.of(8);
    double[][] values = new double[rows][columns];
    Arrays.stream(values).forEach(row -> Arrays.setAll(row, j -> rng.nextGaussian()));
    return values;
  }

  static ContourChart ravine() {
    return new ContourChart("Momentum in a ravine", "w₁", "w₂", (x, y) -> 0.5 * x * x + 10 * y * y)
        .path("SGD", descent(0.09, 0, 0), descent(0.09, 0, 1))
        .path("with momentum 0.7", descent(0.02, 0.7, 0), descent(0.02, 0.7, 1))
        .range(-5, 2, -1.6, 1.6);
  }

  /** 40 steps on the ravine; the coordinates along one axis. */
  private static double[] descent(double rate, double momentum, int axis) {
    double[] at = {-4, 1.1};
    double[] speed = new double[2];
    double[] way = new double[41];
    for (int step = 0; step <= 40; step++) {
      way[step] = at[axis];
      double[] gradient = {at[0], 20 * at[1]};
      for (int k = 0; k < 2; k++) {
        speed[k] = momentum * speed[k] - rate * gradient[k];
        at[k] += speed[k];
      }
    }
    return way;
  }

  static ContourChart rosenbrock() {
    return new ContourChart(
            "Rosenbrock's valley, levels by powers of ten",
            "x",
            "y",
            (x, y) -> Math.pow(1 - x, 2) + 100 * Math.pow(y - x * x, 2))
        .range(-2, 2, -1, 3)
        .logLevels();
  }

  private static double[] scores(long seed, double apart, int[] labels) {
    double[] noise = normal(seed, labels.length, 0, 1);
    return IntStream.range(0, labels.length)
        .mapToDouble(i -> 1 / (1 + Math.exp(-(noise[i] + apart * (labels[i] - 0.5)))))
        .toArray();
  }

  private static int[] labels(int each) {
    return IntStream.range(0, 400).map(i -> i % each == 0 ? 1 : 0).toArray();
  }

  static RocChart roc() {
    int[] labels = labels(3);
    return new RocChart("Two models find spam")
        .curve("word counts", scores(1, 1.2, labels), labels)
        .curve("embeddings", scores(2, 2.5, labels), labels)
        .threshold(0.5);
  }

  static PrecisionRecallChart precisionRecall() {
    int[] labels = labels(5);
    return new PrecisionRecallChart("Two models find spam, one mail in five")
        .curve("word counts", scores(1, 1.2, labels), labels)
        .curve("embeddings", scores(2, 2.5, labels), labels)
        .threshold(0.5);
  }
}
