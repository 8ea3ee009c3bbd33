package org.neuronbook.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.neuronbook.data.Dataset;
import org.neuronbook.datasets.Datasets;
import org.neuronbook.nn.Forward;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.Sequential;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.train.ConfusionMatrix;
import org.neuronbook.train.Epoch;
import org.neuronbook.train.History;

/**
 * Every kind of output, made of typical numbers: the tests check them, and the program writes them
 * to a folder to be looked at, with a page that shows all on light and on dark ground.
 */
final class Gallery {

  private Gallery() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, Displayable> everything = tables();
    everything.putAll(all());
    write(arguments.length > 0 ? arguments[0] : "target/pictures", everything);
  }

  static void write(String directory, Map<String, Displayable> everything) throws IOException {
    Path folder = Files.createDirectories(Path.of(directory));
    StringBuilder cells = new StringBuilder();
    for (Map.Entry<String, Displayable> entry : everything.entrySet()) {
      Displayable shown = entry.getValue();
      if (shown.png() != null) {
        Files.write(folder.resolve(entry.getKey() + ".png"), shown.png());
      }
      cells.append("<h3>").append(entry.getKey()).append("</h3>").append(shown.html());
      cells.append("<pre>").append(Html.escape(shown.text())).append("</pre>");
    }
    Files.writeString(folder.resolve("light.html"), page("#ffffff", "#000000de", cells));
    Files.writeString(folder.resolve("dark.html"), page("#111111", "#ffffffff", cells));
  }

  /** The colours and the table rules of JupyterLab's two themes. */
  private static String page(String ground, String letters, StringBuilder cells) {
    return """
        <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Gallery</title><style>
        body { background: %s; color: %s; font: 14px/1.4 system-ui, sans-serif; padding: 20px }
        table { border-collapse: collapse; font-size: 12px; margin-bottom: 1em }
        td, th { padding: .5em; border: none; text-align: right }
        thead { border-bottom: 1px solid #888 } pre { font-size: 12px; white-space: pre-wrap }
        </style><body>%s</body></html>
        """
        .formatted(ground, letters, cells);
  }

  static Map<String, Displayable> all() {
    Map<String, Displayable> all = new LinkedHashMap<>();
    all.put("lines", momentum());
    all.put(
        "line-one",
        new LineChart("Loss", "step", "loss").line("", curve(60, t -> 2.3 * Math.exp(-t / 12))));
    all.put("lines-log", logarithmic());
    all.put("lines-seven", seven());
    all.put("runs", runs());
    all.put("fit", fit());
    all.put(
        "diverged",
        new LineChart("Learning rate too high", "step", "loss")
            .line("η = 1.1", 1, 4, 16, 64, Double.NaN, Double.NaN)
            .line("η = 0.1", 1, 0.8, 0.6, 0.5, 0.42, 0.36));
    all.put(
        "lines-log-short",
        new LineChart("Loss, in powers of ten", "step", "loss")
            .line("SGD", curve(100, t -> 2 * Math.exp(-t / 20) + 0.004))
            .line("Adam", curve(100, t -> 2 * Math.exp(-t / 12) + 0.002))
            .logY());
    all.put("empty", new LineChart("Nothing yet", "epoch", "loss").line("training"));
    all.put("xor", xor());
    all.put("regions", regions());
    all.put("bars", bars());
    all.put(
        "bars-negative",
        new BarChart("Gradients of three layers", "mean gradient")
            .bar("fc1", -0.0021)
            .bar("fc2", 0.0008)
            .bar("a layer with a long name", 0.0033));
    Dataset digits = Datasets.digits().test();
    int[] predicted = withMistakes(digits);
    all.put("digits", ImageGrid.of(digits, 20).scale(6));
    Dataset mnist = Datasets.mnistSubset().test();
    all.put("mnist-answers", ImageGrid.of(mnist, withMistakes(mnist), 20));
    all.put("mnist-mistakes", ImageGrid.mistakes(mnist, withMistakes(mnist), 6).scale(3));
    ConfusionMatrix matrix = ConfusionMatrix.of(digits.labels(), predicted, 10);
    all.put("confusion", new ConfusionMatrixChart(matrix));
    all.put(
        "confusion-examples",
        new ConfusionMatrixChart(ConfusionMatrix.of(mnist.labels(), withMistakes(mnist), 10))
            .examples(mnist, withMistakes(mnist)));
    all.put(
        "confusion-names",
        new ConfusionMatrixChart(
                "Three flowers",
                ConfusionMatrix.of(new int[] {0, 0, 1, 1, 2, 2}, new int[] {0, 0, 1, 2, 2, 2}, 3))
            .names(java.util.List.of("setosa", "versicolor", "virginica")));
    all.put("chinese", FallbackFontsTest.chinese());
    all.put("learning-curves", new LearningCurves("Digits, 64 hidden units", history(10)));
    all.put("learning-curves-loss-only", new LearningCurves(lossOnly()));
    all.putAll(GalleryOfStatistics.all());
    all.putAll(Extremes.all());
    return all;
  }

  private static Map<String, Displayable> tables() {
    Rng rng = Rng.of(2);
    Map<String, Displayable> tables = new LinkedHashMap<>();
    tables.put("tensor", Views.orText(Tensor.randn(rng, 4, 6)));
    tables.put("tensor-big", Views.orText(Tensor.randn(rng, 32, 784)));
    tables.put("tensor-slices", Views.orText(Tensor.randn(rng, 8, 3, 5, 5)));
    tables.put(
        "list-of-maps",
        Views.orText(
            java.util.List.of(
                Map.of("optimizer", "SGD", "loss", 0.25), Map.of("optimizer", "Adam"))));
    tables.put("record", Views.orText(new Epoch(3, 0.25, 0.5, 0.9, 1.5)));
    tables.put(
        "long-list",
        Views.orText(IntStream.range(0, 500).mapToObj(i -> "word number " + i).toList()));
    tables.put(
        "matrix-ejml",
        Views.orText(new org.ejml.simple.SimpleMatrix(new double[][] {{1, -2}, {0.5, 3}})));
    tables.put("truths", Views.orText(new boolean[][] {{true, false}, {false, true}}));
    tables.put("vector", Views.orText(new double[] {0.25, -3, 12}));
    tables.put(
        "model",
        Views.orText(
            new Sequential(
                new Linear(784, 128, rng), (Forward) Tensor::relu, new Linear(128, 10, rng))));
    tables.put("history", Tables.of(history(5)));
    tables.put(
        "confusion-table",
        Tables.of(
            ConfusionMatrix.of(new int[] {0, 0, 1, 1, 2, 2}, new int[] {0, 0, 1, 2, 2, 2}, 3)));
    tables.put("data", Views.orText(Datasets.digits().train()));
    tables.put("claim", new HeldClaim("Adam learns the digits", "measured 0.9346, at least 0.92"));
    RecordingScreen screen = new RecordingScreen();
    long[] clock = {0};
    ProgressBar bar = new ProgressBar("steps", 1_200, screen, () -> clock[0]);
    clock[0] = 30_000_000_000L;
    bar.advanceTo(300, "loss 0.25");
    tables.put("progress", screen.slots.get(0));
    return tables;
  }

  static double[] curve(int length, DoubleUnaryOperator function) {
    return IntStream.range(0, length).mapToDouble(function::applyAsDouble).toArray();
  }

  static LineChart momentum() {
    Rng rng = Rng.of(1);
    return new LineChart("Momentum shortens the way", "step", "training loss")
        .line(
            "without", curve(300, t -> 0.15 + 2.1 * Math.exp(-t / 90) + 0.03 * rng.nextGaussian()))
        .line(
            "with momentum 0.9",
            curve(300, t -> 0.1 + 2.2 * Math.exp(-t / 25) + 0.03 * rng.nextGaussian()))
        .level("guessing", 2.303);
  }

  private static LineChart logarithmic() {
    return new LineChart(
            "Gradient check: the best step lies between", "step size ε", "relative error")
        .line("central difference", powers(-12, 0), curve(49, i -> error(-12 + i / 4.0, 2)))
        .line("forward difference", powers(-12, 0), curve(49, i -> error(-12 + i / 4.0, 1)))
        .logX()
        .logY();
  }

  private static double error(double exponent, int order) {
    double step = Math.pow(10, exponent);
    return Math.pow(step, order) + 1e-16 / step;
  }

  private static double[] powers(int from, int to) {
    return IntStream.rangeClosed(0, 4 * (to - from))
        .mapToDouble(i -> Math.pow(10, from + i / 4.0))
        .toArray();
  }

  private static LineChart seven() {
    LineChart chart = new LineChart("Seven activations", "x", "f(x)");
    for (int k = 0; k < 7; k++) {
      double slope = 0.4 + 0.25 * k;
      double[] x = curve(61, i -> -3 + i / 10.0);
      chart.line(
          "slope " + Numbers.brief(slope),
          x,
          Arrays.stream(x).map(v -> Math.tanh(slope * v)).toArray());
    }
    return chart;
  }

  static LineChart runs() {
    Rng rng = Rng.of(3);
    double[][] plain = new double[5][];
    double[][] dropout = new double[5][];
    for (int run = 0; run < 5; run++) {
      double shift = 0.08 * rng.nextGaussian();
      plain[run] = curve(20, t -> 0.35 + shift + 1.6 * Math.exp(-t / 4) + 0.006 * t * t / 4);
      dropout[run] = curve(20, t -> 0.3 + shift + 1.7 * Math.exp(-t / 5));
    }
    return new LineChart("Dropout against overfitting: five seeds each", "epoch", "validation loss")
        .runs("without", plain)
        .runs("with dropout 0.2", dropout)
        .caption("The band reaches from the least to the greatest of five seeds.");
  }

  private static LineChart fit() {
    Rng rng = Rng.of(5);
    double[] x = curve(30, i -> -1.5 + 0.1 * i + 0.02 * rng.nextGaussian());
    double[] y = Arrays.stream(x).map(v -> Math.sin(2 * v) + 0.15 * rng.nextGaussian()).toArray();
    double[] fine = curve(100, i -> -1.6 + 0.032 * i);
    return new LineChart("A network with 8 hidden units fits a sine", "x", "y")
        .points("data", x, y)
        .line("fit", fine, Arrays.stream(fine).map(v -> Math.sin(2 * v)).toArray());
  }

  static ScatterChart xor() {
    return new ScatterChart("XOR, learned by 2-4-1", "x₁", "x₂")
        .points("0", new double[] {0, 1}, new double[] {0, 1})
        .points("1", new double[] {0, 1}, new double[] {1, 0})
        .surface(
            at ->
                Arrays.stream(at)
                    .mapToDouble(p -> 1 / (1 + Math.exp(40 * (p[0] - 0.5) * (p[1] - 0.5))))
                    .toArray())
        .range(-0.3, 1.3, -0.3, 1.3);
  }

  static ScatterChart regions() {
    Rng rng = Rng.of(9);
    double[][] features = new double[150][];
    int[] labels = new int[150];
    for (int i = 0; i < 150; i++) {
      labels[i] = i % 3;
      double angle = 2.1 * labels[i];
      features[i] =
          new double[] {
            2 * Math.cos(angle) + 0.7 * rng.nextGaussian(),
            2 * Math.sin(angle) + 0.7 * rng.nextGaussian()
          };
    }
    return new ScatterChart(
            "Three classes", "petal length (standardised)", "petal width (standardised)")
        .classes(features, labels)
        .regions(points -> Arrays.stream(points).mapToInt(Gallery::nearest).toArray());
  }

  private static int nearest(double[] point) {
    int best = 0;
    for (int c = 1; c < 3; c++) {
      best = distance(point, c) < distance(point, best) ? c : best;
    }
    return best;
  }

  private static double distance(double[] p, int c) {
    return Math.hypot(p[0] - 2 * Math.cos(2.1 * c), p[1] - 2 * Math.sin(2.1 * c));
  }

  static BarChart bars() {
    return new BarChart("Accuracy of four optimisers, five seeds", "test accuracy")
        .runs("SGD", 0.911, 0.915, 0.908)
        .runs("SGD with momentum", 0.941, 0.946, 0.938)
        .runs("Adam", 0.968, 0.97, 0.966)
        .bar("guessing", 0.1);
  }

  /** Every seventeenth answer is wrong, in a pattern that repeats. */
  static int[] withMistakes(Dataset data) {
    int[] predicted = data.labels();
    for (int i = 3; i < predicted.length; i += 17) {
      predicted[i] =
          switch (predicted[i]) {
            case 4 -> 9;
            case 9 -> 4;
            case 7 -> 1;
            case 3 -> 5;
            default -> 8;
          };
    }
    return predicted;
  }

  static History history(int epochs) {
    return new History(
        IntStream.rangeClosed(1, epochs)
            .mapToObj(
                e ->
                    new Epoch(
                        e,
                        2.2 * Math.exp(-e / 2.5) + 0.04,
                        1.9 * Math.exp(-e / 2.4) + 0.16 + 0.004 * e,
                        1 - 0.6 * Math.exp(-e / 2.0) - 0.04,
                        e * 1.7))
            .toList(),
        false);
  }

  static History lossOnly() {
    return new History(
        IntStream.rangeClosed(1, 5)
            .mapToObj(e -> new Epoch(e, 1.0 / e, Double.NaN, Double.NaN, 1))
            .toList(),
        false);
  }
}
