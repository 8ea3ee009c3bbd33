package org.neuronbook.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.neuronbook.bench.EjmlPictures.Size;
import org.neuronbook.tensor.Tensor;

/**
 * A net of dense layers and convolutions on plain EJML calls, with gradients derived by hand: what
 * somebody writes who has EJML and no library. Matrices are made once and used again in each step.
 */
final class EjmlNet implements Contender {
  static final List<Class<? extends Part>> KNOWN =
      List.of(
          Part.Dense.class,
          Part.Conv.class,
          Part.Pool.class,
          Part.Relu.class,
          Part.Sigmoid.class,
          Part.Flatten.class,
          Part.Product.class);

  private final Problem problem;
  private final DMatrixRMaj x;
  private final DMatrixRMaj target;
  private final int[] labels;
  private final List<Step> steps = new ArrayList<>();

  /** One part of the net: forward, and from the gradient of its output to that of its input. */
  abstract static class Step {
    DMatrixRMaj input;
    final DMatrixRMaj output = new DMatrixRMaj(1, 1);
    final DMatrixRMaj gradient = new DMatrixRMaj(1, 1);

    abstract void forward();

    /**
     * @param g of the loss by the output. Modified.
     * @param first whether the gradient of the input is of no use
     */
    abstract void backward(DMatrixRMaj g, boolean first);

    void learn(int step) {}
  }

  EjmlNet(Problem problem, Map<String, Tensor> weights) {
    this.problem = problem;
    this.x = problem.x().reshape(problem.batch(), -1).matrix();
    this.labels = problem.labels();
    int[] input = problem.input().toArray();
    Size size = input.length == 4 ? new Size(input[1], input[2]) : null;
    for (int i = 0; i < problem.parts().size(); i++) {
      Part part = problem.parts().get(i);
      if (part instanceof Part.Dense) {
        steps.add(new Dense(weights.get(i + ".weight").matrix(), weights.get(i + ".bias")));
      } else if (part instanceof Part.Conv conv) {
        DMatrixRMaj kernels = weights.get(i + ".weight").reshape(conv.outputs(), -1).matrix();
        DMatrixRMaj bias = weights.get(i + ".bias").reshape(1, -1).matrix();
        steps.add(new EjmlPictures.Conv(conv, size, kernels, bias, problem.rate()));
        size = EjmlPictures.Conv.outputOf(conv, size);
      } else if (part instanceof Part.Pool pool) {
        steps.add(new EjmlPictures.Pool(pool, size));
        size = EjmlPictures.Pool.outputOf(pool, size);
      } else if (part instanceof Part.Product product) {
        steps.add(new Product(Problem.matrix(product.n()).matrix()));
      } else if (!(part instanceof Part.Flatten)) {
        steps.add(new Activation(part instanceof Part.Sigmoid));
      }
    }
    DMatrixRMaj output = forward();
    this.target =
        problem.goal() == Problem.Goal.MSE
            ? problem
                .target(org.neuronbook.tensor.Shape.of(output.numRows, output.numCols))
                .matrix()
            : null;
  }

  private DMatrixRMaj forward() {
    DMatrixRMaj value = x;
    for (Step step : steps) {
      step.input = value;
      step.forward();
      value = step.output;
    }
    return value;
  }

  private int count;

  @Override
  public double step() {
    DMatrixRMaj output = forward();
    if (problem.goal() == Problem.Goal.NOTHING) {
      return output.data[0];
    }
    DMatrixRMaj g = output.createLike();
    double loss = target == null ? crossEntropy(output, g) : mse(output, g);
    count++;
    for (int i = steps.size() - 1; i >= 0; i--) {
      steps.get(i).backward(g, i == 0);
      g = steps.get(i).gradient;
    }
    steps.forEach(step -> step.learn(count));
    return loss;
  }

  private double mse(DMatrixRMaj output, DMatrixRMaj g) {
    double sum = 0;
    for (int i = 0; i < output.getNumElements(); i++) {
      double difference = output.data[i] - target.data[i];
      g.data[i] = 2 * difference / output.getNumElements();
      sum += difference * difference;
    }
    return sum / output.getNumElements();
  }

  private double crossEntropy(DMatrixRMaj logits, DMatrixRMaj g) {
    double loss = 0;
    int classes = logits.numCols;
    for (int row = 0; row < logits.numRows; row++) {
      int at = row * classes;
      double largest = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < classes; j++) {
        largest = Math.max(largest, logits.data[at + j]);
      }
      double sum = 0;
      for (int j = 0; j < classes; j++) {
        g.data[at + j] = Math.exp(logits.data[at + j] - largest);
        sum += g.data[at + j];
      }
      for (int j = 0; j < classes; j++) {
        double probability = g.data[at + j] / sum;
        g.data[at + j] = (probability - (j == labels[row] ? 1 : 0)) / logits.numRows;
      }
      loss += Math.log(sum) + largest - logits.data[at + labels[row]];
    }
    return loss / logits.numRows;
  }

  private final class Dense extends Step {
    private final DMatrixRMaj weight;
    private final DMatrixRMaj bias;
    private final DMatrixRMaj weightGradient;
    private final DMatrixRMaj biasGradient;
    private final double[][] moments;

    Dense(DMatrixRMaj weight, Tensor bias) {
      this.weight = weight;
      this.bias = new DMatrixRMaj(1, weight.numCols, true, bias.toArray());
      this.weightGradient = weight.createLike();
      this.biasGradient = this.bias.createLike();
      int[] sizes = {weight.getNumElements(), weight.getNumElements(), bias.shape().size()};
      this.moments =
          new double[][] {
            new double[sizes[0]], new double[sizes[1]], new double[sizes[2]], new double[sizes[2]]
          };
    }

    @Override
    void forward() {
      CommonOps_DDRM.mult(input, weight, output);
      for (int i = 0; i < output.getNumElements(); i++) {
        output.data[i] += bias.data[i % output.numCols];
      }
    }

    @Override
    void backward(DMatrixRMaj g, boolean first) {
      CommonOps_DDRM.multTransA(input, g, weightGradient);
      CommonOps_DDRM.sumCols(g, biasGradient);
      if (!first) {
        CommonOps_DDRM.multTransB(g, weight, gradient);
      }
    }

    @Override
    void learn(int step) {
      if (problem.rule() == Problem.Rule.SGD) {
        CommonOps_DDRM.addEquals(weight, -problem.rate(), weightGradient);
        CommonOps_DDRM.addEquals(bias, -problem.rate(), biasGradient);
      } else {
        adam(step, weight.data, weightGradient.data, moments[0], moments[1]);
        adam(step, bias.data, biasGradient.data, moments[2], moments[3]);
      }
    }

    private void adam(int step, double[] w, double[] g, double[] m, double[] v) {
      double firstCorrection = 1 - Math.pow(0.9, step);
      double secondCorrection = 1 - Math.pow(0.999, step);
      for (int i = 0; i < w.length; i++) {
        m[i] = 0.9 * m[i] + 0.1 * g[i];
        v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
        double size = Math.sqrt(v[i] / secondCorrection) + Problem.EPS;
        w[i] -= problem.rate() * (m[i] / firstCorrection) / size;
      }
    }
  }

  private static final class Activation extends Step {
    private final boolean sigmoid;

    Activation(boolean sigmoid) {
      this.sigmoid = sigmoid;
    }

    @Override
    void forward() {
      output.reshape(input.numRows, input.numCols);
      for (int i = 0; i < input.getNumElements(); i++) {
        double value = input.data[i];
        output.data[i] = sigmoid ? 1 / (1 + Math.exp(-value)) : Math.max(0, value);
      }
    }

    @Override
    void backward(DMatrixRMaj g, boolean first) {
      gradient.reshape(input.numRows, input.numCols);
      for (int i = 0; i < input.getNumElements(); i++) {
        double y = output.data[i];
        gradient.data[i] = g.data[i] * (sigmoid ? y * (1 - y) : y > 0 ? 1 : 0);
      }
    }
  }

  private static final class Product extends Step {
    private final DMatrixRMaj matrix;

    Product(DMatrixRMaj matrix) {
      this.matrix = matrix;
    }

    @Override
    void forward() {
      CommonOps_DDRM.mult(input, matrix, output);
    }

    @Override
    void backward(DMatrixRMaj g, boolean first) {
      throw new UnsupportedOperationException("a product is measured forward only");
    }
  }
}
