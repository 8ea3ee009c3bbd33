package org.neuronbook.bench;

import static org.neuronbook.bench.Problem.Rule.ADAM;
import static org.neuronbook.bench.Problem.Rule.SGD;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neuronbook.bench.Part.Bert;
import org.neuronbook.bench.Part.Conv;
import org.neuronbook.bench.Part.Dense;
import org.neuronbook.bench.Part.Encoder;
import org.neuronbook.bench.Part.Flatten;
import org.neuronbook.bench.Part.Lstm;
import org.neuronbook.bench.Part.Pool;
import org.neuronbook.bench.Part.Product;
import org.neuronbook.bench.Part.Relu;
import org.neuronbook.bench.Part.Sigmoid;
import org.neuronbook.tensor.Shape;

/** All that is measured, in the order in which it is. */
final class Cases {
  /** The case that gives the peak of which others reach a share. */
  static final String PEAK = "product";

  private static final double ADAM_RATE = 1.0 / 1024;
  private static final double SGD_RATE = 1.0 / 16;

  private Cases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    int n = 1024;
    cases.add(
        new Case(
            PEAK,
            PEAK,
            "a product of two 1024 x 1024 matrices: the machine's peak",
            new Problem(Shape.of(n, n), List.of(new Product(n)), Problem.Goal.NOTHING, SGD, 0)));
    cases.add(
        new Case(
            "xor",
            "xor",
            "XOR net 2-4-1, sigmoid, mse, full batch of 4, Sgd",
            new Problem(
                Shape.of(4, 2),
                List.of(new Dense(2, 4), new Sigmoid(), new Dense(4, 1), new Sigmoid()),
                Problem.Goal.MSE,
                SGD,
                0.5)));
    cases.add(
        new Case("mlp", "mlp", "MLP 784-128-10, relu, Adam, batch 64", mlp(64, 128, 1, ADAM)));
    cases.add(
        new Case(
            "convnet",
            "convnet",
            "MNIST ConvNet: conv 3x3 1->32, pool, conv 3x3 32->64, pool, 128, 10, Sgd, batch 64",
            Problem.classify(
                Shape.of(64, 1, 28, 28),
                SGD,
                SGD_RATE,
                new Conv(1, 32, 3),
                new Relu(),
                new Pool(2),
                new Conv(32, 64, 3),
                new Relu(),
                new Pool(2),
                new Flatten(),
                new Dense(64 * 5 * 5, 128),
                new Relu(),
                new Dense(128, 10))));
    cases.add(
        new Case(
            "lstm",
            "lstm",
            "LSTM over 28 steps of 28 -> 128, then 10, Sgd, batch 64",
            Problem.classify(
                Shape.of(64, 28, 28), SGD, SGD_RATE, new Lstm(28, 128), new Dense(128, 10))));
    int width = 128;
    cases.add(
        new Case(
            "transformer",
            "transformer",
            "pre-norm transformer encoder block, relu, width 128, 4 heads, 64 tokens, mse, Sgd, batch 16",
            new Problem(
                Shape.of(16, 64, width),
                List.of(new Encoder(width, 4, 4 * width, true, false)),
                Problem.Goal.MSE,
                SGD,
                SGD_RATE)));
    cases.add(
        new Case(
            "minilm",
            "minilm",
            "forward of a BERT of MiniLM's shape: 6 layers of 384, 12 heads, 32 tokens, batch 16",
            new Problem(
                Shape.of(16, 32),
                // Random weights: they take the same time as the real ones, and nothing is fetched.
                List.of(new Bert(30522, 512, 6, new Encoder(384, 12, 1536, false, true))),
                Problem.Goal.NOTHING,
                SGD,
                0)));
    for (int batch : new int[] {16, 32, 64, 128, 256, 512}) {
      cases.add(growth("batch", batch, mlp(batch, 128, 1, SGD)));
    }
    for (int hidden : new int[] {64, 128, 256, 512, 1024}) {
      cases.add(growth("width", hidden, mlp(64, hidden, 1, SGD)));
    }
    for (int depth : new int[] {1, 2, 4, 8}) {
      cases.add(growth("depth", depth, mlp(64, 128, depth, SGD)));
    }
    return List.copyOf(cases);
  }

  private static Case growth(String by, int size, Problem problem) {
    return new Case("mlp-" + by + "-" + size, "growth", "the MLP with " + by + " " + size, problem);
  }

  /**
   * Where only sizes matter, the rule is Sgd: Adam's first steps have the size of the rate whatever
   * the gradient, so that where one is rounding noise two right programs part in the sixth digit.
   */
  private static Problem mlp(int batch, int width, int hiddenLayers, Problem.Rule rule) {
    List<Part> parts = new ArrayList<>();
    IntStream.range(0, hiddenLayers)
        .forEach(
            i -> {
              parts.add(new Dense(i == 0 ? 784 : width, width));
              parts.add(new Relu());
            });
    parts.add(new Dense(width, 10));
    double rate = rule == ADAM ? ADAM_RATE : SGD_RATE;
    return Problem.classify(Shape.of(batch, 784), rule, rate, parts.toArray(new Part[0]));
  }
}
