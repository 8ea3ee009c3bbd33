package org.neuronbook.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.neuronbook.compute.Compute;
import org.neuronbook.nn.Conv2d;
import org.neuronbook.nn.Flatten;
import org.neuronbook.nn.Forward;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.Losses;
import org.neuronbook.nn.Lstm;
import org.neuronbook.nn.MaxPool2d;
import org.neuronbook.nn.Sequential;
import org.neuronbook.nn.TransformerEncoderLayer;
import org.neuronbook.nn.TransformerOptions;
import org.neuronbook.optim.Adam;
import org.neuronbook.optim.Optimizer;
import org.neuronbook.optim.Sgd;
import org.neuronbook.pretrained.Bert;
import org.neuronbook.tensor.Autograd;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

/** A net of this project, written as a lesson writes it. */
final class OurNet implements Contender {
  private final Problem problem;
  private final boolean floatProducts;
  private final Sequential model;
  private final Tensor x;
  private final int[] labels;
  private final Tensor target;
  private final Optimizer optimizer;

  /**
   * @param precision of matrix products and convolutions; all else is always in double
   */
  OurNet(Problem problem, Precision precision) {
    this.problem = problem;
    this.floatProducts = precision != Precision.FLOAT64;
    this.model = model(problem);
    this.x = problem.x();
    this.labels = problem.labels();
    this.target =
        problem.goal() == Problem.Goal.MSE
            ? problem.target(Autograd.noGrad(() -> model.forward(x)).shape())
            : null;
    if (problem.goal() == Problem.Goal.NOTHING) {
      model.eval();
    }
    this.optimizer =
        problem.goal() == Problem.Goal.NOTHING
            ? null
            : problem.rule() == Problem.Rule.SGD
                ? new Sgd(model.parameters(), problem.rate())
                : new Adam(
                    model.parameters(), problem.rate(), new Adam.Options().withEps(Problem.EPS));
  }

  /** The model before the first step; the weights that all contenders start from. */
  static Map<String, Tensor> weights(Problem problem) {
    return model(problem).state();
  }

  private static Sequential model(Problem problem) {
    Rng rng = Rng.of(5);
    List<Forward> layers = problem.parts().stream().map(part -> layer(part, rng)).toList();
    return new Sequential(layers.toArray(new Forward[0]));
  }

  private static Forward layer(Part part, Rng rng) {
    if (part instanceof Part.Dense dense) {
      return new Linear(dense.inputs(), dense.outputs(), rng);
    } else if (part instanceof Part.Conv conv) {
      return new Conv2d(conv.inputs(), conv.outputs(), conv.size(), rng);
    } else if (part instanceof Part.Pool pool) {
      return new MaxPool2d(pool.size());
    } else if (part instanceof Part.Relu) {
      return Tensor::relu;
    } else if (part instanceof Part.Sigmoid) {
      return Tensor::sigmoid;
    } else if (part instanceof Part.Flatten) {
      return new Flatten();
    } else if (part instanceof Part.Lstm lstm) {
      return new LastState(new Lstm(lstm.inputs(), lstm.hidden(), rng));
    } else if (part instanceof Part.Bert bert) {
      return new Ids(bert, rng);
    } else if (part instanceof Part.Encoder encoder) {
      TransformerOptions options = new TransformerOptions(encoder.width(), encoder.heads());
      return new TransformerEncoderLayer(
          options
              .withFeedForward(encoder.feedForward())
              .withNormFirst(encoder.normFirst())
              .withActivation(encoder.gelu() ? Tensor::gelu : Tensor::relu)
              .withDropout(0),
          rng);
    } else if (part instanceof Part.Product product) {
      Tensor matrix = Problem.matrix(product.n());
      return x -> x.matmul(matrix);
    }
    throw new IllegalArgumentException("OurNet: expected a known part, got " + part);
  }

  @Override
  public void enter() {
    if (floatProducts) {
      Compute.products(org.neuronbook.compute.Precision.FLOAT32);
    }
  }

  @Override
  public void leave() {
    if (floatProducts) {
      Compute.products(org.neuronbook.compute.Precision.FLOAT64);
    }
  }

  @Override
  public double step() {
    if (problem.goal() == Problem.Goal.NOTHING) {
      Tensor output = Autograd.noGrad(() -> model.forward(x));
      return output.get(new int[output.shape().rank()]);
    }
    optimizer.zeroGrad();
    Tensor output = model.forward(x);
    Tensor loss = target == null ? Losses.crossEntropy(output, labels) : Losses.mse(output, target);
    loss.backward();
    optimizer.step();
    return loss.item();
  }

  private static final class LastState extends Layer {
    private final Lstm lstm;

    LastState(Lstm lstm) {
      this.lstm = add("lstm", lstm);
    }

    @Override
    public Tensor forward(Tensor x) {
      Tensor states = lstm.run(x).last().hidden(); // (1, batch, hidden)
      return states.reshape(states.shape().dim(1), states.shape().dim(2)); // (batch, hidden)
    }
  }

  /** BERT behind a tensor of ids. */
  private static final class Ids extends Layer {
    private final Bert bert;

    Ids(Part.Bert part, Rng rng) {
      Part.Encoder sizes = part.encoder();
      Bert.Config config =
          new Bert.Config(
              part.vocabulary(),
              part.positions(),
              2,
              sizes.width(),
              sizes.feedForward(),
              part.layers(),
              sizes.heads(),
              0);
      this.bert = add("bert", new Bert(config, rng));
    }

    @Override
    public Tensor forward(Tensor x) {
      int[][] ids = new int[x.shape().dim(0)][x.shape().dim(1)];
      for (int row = 0; row < ids.length; row++) {
        int at = row;
        Arrays.setAll(ids[row], column -> (int) x.get(at, column));
      }
      return bert.forward(ids);
    }
  }
}
