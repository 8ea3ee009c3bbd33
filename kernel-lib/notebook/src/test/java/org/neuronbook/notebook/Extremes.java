package org.neuronbook.notebook;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neuronbook.tensor.Rng;
import org.neuronbook.train.ConfusionMatrix;

/** Charts of what charts are seldom tried with; each must still be whole and readable. */
final class Extremes {

  private static final String LONG =
      "What happens to the validation accuracy of a network of one hidden layer when its learning rate is ten times as large";

  private Extremes() {}

  static Map<String, Displayable> all() {
    Map<String, Displayable> all = new LinkedHashMap<>();
    lines(all);
    others(all);
    return all;
  }

  private static void lines(Map<String, Displayable> all) {
    LineChart twelve = new LineChart("Twelve runs", "epoch", "loss");
    for (int k = 0; k < 12; k++) {
      double rate = 2.0 + k;
      twelve.line("run " + (k + 1), Gallery.curve(20, t -> 2 * Math.exp(-t / rate) + 0.1));
    }
    all.put("x-twelve", twelve);
    all.put(
        "x-long-names",
        new LineChart(
                LONG,
                "epochs of training on the first half of the data",
                "validation loss of the whole network")
            .line("a network with one hidden layer of 128 units", 2, 1, 0.5)
            .line("a network with two hidden layers of 64 units each", 2, 1.2, 0.8));
    all.put(
        "x-narrow",
        new LineChart("Narrow: 300 pixels only", "epoch", "loss")
            .line("training", 2, 1, 0.5, 0.4)
            .line("validation", 2, 1.2, 0.8, 0.9)
            .size(300, 220));
    all.put(
        "x-wide",
        new LineChart("Wide", "step", "loss")
            .line("training", Gallery.curve(500, t -> 2 * Math.exp(-t / 90) + 0.1))
            .size(1200, 300));
    all.put("x-one-point", new LineChart("One epoch", "epoch", "loss").line("training", 0.731));
    all.put(
        "x-nan",
        new LineChart("All NaN", "epoch", "loss").line("training", Double.NaN, Double.NaN));
    all.put(
        "x-tiny-range",
        new LineChart("A tiny range", "step", "loss")
            .line("training", Gallery.curve(30, t -> 0.6931 + 1e-6 * Math.sin(t / 3.0))));
    all.put(
        "x-huge",
        new LineChart("Huge numbers", "step", "parameters")
            .line("model", 1.2e9, 7e9, 7e10, 1.75e11));
    all.put(
        "x-small-numbers",
        new LineChart("Small numbers", "step", "gradient norm")
            .line("layer 1", Gallery.curve(30, t -> 3e-9 * Math.exp(-t / 10))));
    all.put(
        "x-log-odd",
        new LineChart("Logarithmic from 0.3 to 4", "step", "loss")
            .line("loss", Gallery.curve(50, t -> 4 * Math.exp(-t / 20)))
            .logY());
    all.put(
        "x-log-narrow",
        new LineChart("Logarithmic from 0.41 to 0.45", "step", "loss")
            .line("loss", Gallery.curve(50, t -> 0.41 + 0.04 * Math.exp(-t / 20)))
            .logY());
    all.put(
        "x-log-zero",
        new LineChart("Logarithmic with zeros and negatives", "step", "loss")
            .line("loss", 1, 0.1, 0, -1, 0.01)
            .logY());
    all.put(
        "x-negative",
        new LineChart("Log-likelihood", "epoch", "log-likelihood")
            .line("training", -12000, -8000, -6500, -6000));
    all.put(
        "x-steps",
        new LineChart("A hundred thousand steps", "step", "loss")
            .line(
                "loss",
                IntStream.range(0, 1000).mapToDouble(i -> 100.0 * i).toArray(),
                Gallery.curve(1000, t -> 2 * Math.exp(-t / 200) + 0.1)));
    all.put(
        "x-points-band",
        new LineChart("Points, a fit and its band", "x", "y")
            .points("data", new double[] {1, 2, 3, 4, 5}, new double[] {1.1, 1.9, 3.2, 3.9, 5.1})
            .band(
                "fit",
                new double[] {1, 3, 5},
                new double[] {1, 3, 5},
                new double[] {0.5, 2.7, 4.5},
                new double[] {1.5, 3.3, 5.5})
            .level("a level with a rather long name", 2.5));
  }

  private static void others(Map<String, Displayable> all) {
    all.put(
        "x-bars-long",
        new BarChart(LONG, "seconds for an epoch")
            .bar("a network with two hidden layers of 64 units each and dropout between them", 12.5)
            .bar("short", 2)
            .size(400, 180));
    all.put(
        "x-bars-huge",
        new BarChart("Parameters", "count")
            .bar("GPT-2", 1.24e8)
            .bar("GPT-3", 1.75e11)
            .bar("none", 0));
    all.put(
        "x-bars-tiny",
        new BarChart("Gradients", "mean").bar("a", 1e-9).bar("b", -3e-9).bar("c", Double.NaN));
    BarChart many = new BarChart("Twenty classes", "accuracy");
    IntStream.range(0, 20).forEach(i -> many.bar("class " + i, 0.5 + 0.02 * i));
    all.put("x-bars-many", many);
    all.put("x-bars-empty", new BarChart("No bars yet: 0", "accuracy"));
    Rng rng = Rng.of(4);
    int[] truth = IntStream.range(0, 2000).map(i -> i % 20).toArray();
    int[] predicted =
        Arrays.stream(truth).map(t -> rng.nextInt(5) == 0 ? rng.nextInt(20) : t).toArray();
    all.put(
        "x-confusion-twenty",
        new ConfusionMatrixChart("Twenty classes", ConfusionMatrix.of(truth, predicted, 20)));
    int[] big = new int[300_000];
    Arrays.setAll(big, i -> i % 5 == 0 ? 1 : 0);
    all.put(
        "x-confusion-long",
        new ConfusionMatrixChart(LONG, ConfusionMatrix.of(big, new int[300_000], 2))
            .names(List.of("not a fraudulent transaction", "a fraudulent transaction")));
    all.put("x-scatter-empty", new ScatterChart("No points: 0", "x", "y"));
    all.put(
        "x-scatter-one",
        new ScatterChart("One point", "x", "y").points("a", new double[] {3}, new double[] {1e6}));
    ScatterChart classes =
        new ScatterChart("Twelve classes", "first component", "second component");
    for (int c = 0; c < 12; c++) {
      double angle = c * 0.52;
      classes.points(
          "class number " + c,
          GalleryOfStatistics.normal(c, 30, 5 * Math.cos(angle), 0.5),
          GalleryOfStatistics.normal(c + 50, 30, 5 * Math.sin(angle), 0.5));
    }
    all.put("x-scatter-twelve", classes);
    all.put("x-scatter-small", Gallery.xor().size(300, 300));
    all.put(
        "x-histogram-one",
        new HistogramChart("All equal", "value").values("a", 3, 3, 3).values("b", 3, 3));
    all.put("x-histogram-empty", new HistogramChart("No values: 0", "value").values("a"));
    all.put(
        "x-histogram-tail",
        new HistogramChart("A long tail", "seconds")
            .values(
                "",
                Arrays.stream(GalleryOfStatistics.normal(1, 2000, 0, 1))
                    .map(v -> Math.exp(1.5 * v))
                    .toArray()));
    all.put(
        "x-heat-names",
        new HeatMap(LONG, GalleryOfStatistics.random(6, 8))
            .rows(List.of("one", "two", "three", "a very long name of a row", "five", "six"))
            .columns(
                List.of(
                    "alpha",
                    "beta",
                    "gamma",
                    "a very long name of a column",
                    "epsilon",
                    "zeta",
                    "eta",
                    "theta")));
    all.put(
        "x-heat-nan",
        new HeatMap("With NaN", new double[][] {{1, Double.NaN}, {Double.POSITIVE_INFINITY, -2}}));
    all.put("x-heat-empty", new HeatMap("Nothing: 0", new double[0][]));
    all.put("x-heat-big", new HeatMap("300 by 300", GalleryOfStatistics.random(300, 300)));
    all.put("x-heat-row", new HeatMap("One row", GalleryOfStatistics.random(1, 10)).numbers());
    all.put("x-contour-flat", new ContourChart("Flat", "x", "y", (x, y) -> 3));
    all.put(
        "x-contour-nan",
        new ContourChart("A logarithm", "x", "y", (x, y) -> Math.log(x + y)).range(-1, 2, -1, 2));
    all.put(
        "x-roc-perfect",
        new RocChart("Perfect").curve("", new double[] {0.1, 0.9}, 0, 1).threshold(0.5));
  }
}
