package org.neuronbook.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuronbook.nn.Dropout;
import org.neuronbook.nn.Flatten;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.Sequential;
import org.neuronbook.tensor.Autograd;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

/**
 * A chain of fully connected layers as a picture needs it: sizes, weights, the function behind each
 * layer, and the values for an input.
 *
 * @param sizes neurons of each layer, the inputs first
 * @param weights row-major (from, to) into each layer from the second on; empty if not known
 * @param biases of each layer from the second on; empty if not known
 * @param functions what is applied to each layer, such as "relu"; empty for nothing
 * @param model the steps of the model, or null where there is none
 */
record MultilayerPerceptron(
    int[] sizes,
    List<double[]> weights,
    List<double[]> biases,
    List<String> functions,
    Sequential model) {

  static MultilayerPerceptron of(int... sizes) {
    if (sizes.length < 2 || Arrays.stream(sizes).anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "NetworkDiagram: expected the sizes of at least two layers, each 1 or more, got %s. For example: 784, 128, 10"
              .formatted(Arrays.toString(sizes)));
    }
    return new MultilayerPerceptron(
        sizes.clone(),
        List.of(),
        List.of(),
        Arrays.stream(sizes).mapToObj(size -> "").toList(),
        null);
  }

  static MultilayerPerceptron of(Sequential model) {
    List<Integer> sizes = new ArrayList<>();
    List<double[]> weights = new ArrayList<>();
    List<double[]> biases = new ArrayList<>();
    List<String> functions = new ArrayList<>();
    runOnce(model);
    model
        .children()
        .forEach(
            (name, step) -> {
              if (step instanceof Linear linear) {
                Shape shape = linear.weight.shape();
                if (sizes.isEmpty()) {
                  sizes.add(shape.dim(0));
                  functions.add("");
                }
                sizes.add(shape.dim(1));
                weights.add(linear.weight.toArray());
                biases.add(linear.bias.toArray());
                functions.add("");
              } else if (isFunction(step)) {
                add(functions, step);
              } else {
                throw new IllegalArgumentException(
                    "NetworkDiagram: expected Linear layers and activations only, got %s at %s. The tree of any model is shown by model.summary()"
                        .formatted(step.describe(), name));
              }
            });
    if (sizes.isEmpty()) {
      throw new IllegalArgumentException(
          "NetworkDiagram: expected at least one Linear layer, got none in " + model.describe());
    }
    return new MultilayerPerceptron(
        sizes.stream().mapToInt(Integer::intValue).toArray(), weights, biases, functions, model);
  }

  /** A lambda knows its name only after it ran. */
  private static void runOnce(Sequential model) {
    for (Layer step : model.children().values()) {
      if (step instanceof Linear linear) {
        evaluated(model, Tensor.zeros(1, linear.weight.shape().dim(0)));
        return;
      }
    }
  }

  private static boolean isFunction(Layer step) {
    return step.parameterCount() == 0 && step.children().isEmpty();
  }

  /** What only passes numbers on when it is used, or only reshapes, is no function of a neuron. */
  private static void add(List<String> functions, Layer step) {
    if (functions.isEmpty() || step instanceof Dropout || step instanceof Flatten) {
      return;
    }
    int last = functions.size() - 1;
    String before = functions.get(last);
    functions.set(last, before.isEmpty() ? step.describe() : before + ", " + step.describe());
  }

  /** Every step's result for one row, as the model gives it when it is used, not trained. */
  private static List<Tensor> evaluated(Sequential model, Tensor row) {
    boolean training = model.isTraining();
    model.eval();
    try {
      return Autograd.noGrad(
          () -> {
            List<Tensor> results = new ArrayList<>();
            Tensor x = row;
            for (Layer step : model.children().values()) {
              x = step.forward(x);
              results.add(x);
            }
            return results;
          });
    } finally {
      if (training) {
        model.train();
      }
    }
  }

  /** What each neuron of each layer holds for an input, after the function of its layer. */
  double[][] values(double[] input) {
    if (model == null) {
      throw new IllegalArgumentException(
          "input: expected a network with weights, got one made of sizes only. Give the diagram a model: new NetworkDiagram(title, model)");
    }
    if (input.length != sizes[0]) {
      throw new IllegalArgumentException(
          "input: expected %d numbers, one a neuron of the first layer, got %d"
              .formatted(sizes[0], input.length));
    }
    double[][] values = new double[sizes.length][];
    values[0] = input.clone();
    List<Tensor> results = evaluated(model, Tensor.of(new double[][] {input}));
    List<Layer> steps = List.copyOf(model.children().values());
    int layer = 0;
    for (int i = 0; i < steps.size(); i++) {
      layer += steps.get(i) instanceof Linear ? 1 : 0;
      if (layer > 0) {
        values[layer] = results.get(i).toArray();
      }
    }
    return values;
  }

  int layers() {
    return sizes.length;
  }

  int size(int layer) {
    return sizes[layer];
  }

  String function(int layer) {
    return functions.get(layer);
  }

  boolean hasWeights() {
    return !weights.isEmpty();
  }

  double[] weights(int layer) {
    return weights.get(layer - 1);
  }

  double weight(int layer, int from, int to) {
    return weights(layer)[from * sizes[layer] + to];
  }

  double bias(int layer, int neuron) {
    return biases.get(layer - 1)[neuron];
  }

  double largest() {
    return weights.stream()
        .flatMapToDouble(Arrays::stream)
        .map(Math::abs)
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  long weightCount() {
    return IntStream.range(1, sizes.length)
        .mapToLong(layer -> (long) sizes[layer - 1] * sizes[layer])
        .sum();
  }
}
