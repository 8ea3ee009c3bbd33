package org.neuronbook.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

class LayerTest {

  /** A tree of three levels with a parameter of its own at each. */
  private static final class Network extends Layer {
    final Block encoder = add("encoder", new Block());
    final Parameter scale = parameter("scale", Tensor.ones(2));
    final Linear head = add("head", new Linear(2, 1, Rng.of(3)));

    @Override
    public Tensor forward(Tensor x) {
      return head.forward(encoder.forward(x).mul(scale));
    }
  }

  private static final class Block extends Layer {
    final Linear fc = add("fc", new Linear(4, 2, Rng.of(1)));
    final Dropout dropout = add("dropout", new Dropout(0.5, Rng.of(2)));

    @Override
    public Tensor forward(Tensor x) {
      return dropout.forward(fc.forward(x).relu());
    }
  }

  private final Network network = new Network();

  @Test
  void parametersAreNamedByTheirPathOwnOnesFirst() {
    assertThat(network.namedParameters().keySet())
        .containsExactly(
            "scale", "encoder.fc.weight", "encoder.fc.bias", "head.weight", "head.bias");
    assertThat(network.parameters()).hasSize(5).contains(network.scale, network.head.weight);
    assertThat(network.parameterCount()).isEqualTo(2 + 8 + 2 + 2 + 1);
  }

  @Test
  void trainAndEvalReachEveryLayer() {
    assertThat(network.isTraining()).isTrue();
    assertThat(network.eval()).isSameAs(network);
    assertThat(network.encoder.dropout.isTraining()).isFalse();
    network.train();
    assertThat(network.encoder.dropout.isTraining()).isTrue();
  }

  @Test
  void zeroGradReachesEveryParameter() {
    network.forward(Tensor.ones(3, 4)).sum().backward();
    assertThat(network.head.weight.grad()).isNotNull();
    network.zeroGrad();
    assertThat(network.parameters()).allMatch(p -> p.grad() == null);
  }

  @Test
  void aStateBringsTheSameAnswersBack() {
    network.eval();
    Tensor x = Tensor.randn(Rng.of(9), 3, 4);
    double[] before = network.forward(x).toArray();
    Map<String, Tensor> state = network.state();
    network.parameters().forEach(p -> p.assign(Tensor.zeros(p.shape().toArray())));
    assertThat(network.forward(x).toArray()).containsOnly(0);
    network.load(state);
    assertThat(network.forward(x).toArray()).containsExactly(before);
  }

  @Test
  void aStateIsACopy() {
    Map<String, Tensor> state = network.state();
    network.scale.assign(Tensor.of(7, 8));
    assertThat(state.get("scale").toArray()).containsExactly(1, 1);
    network.load(state);
    state.get("scale");
    network.scale.assign(Tensor.of(5, 6));
    assertThat(state.get("scale").toArray()).containsExactly(1, 1);
  }

  @Test
  void stateOrderDoesNotMatterForLoading() {
    Map<String, Tensor> sorted = new java.util.TreeMap<>(network.state());
    network.load(sorted);
    assertThat(network.state().keySet()).isEqualTo(sorted.keySet());
  }

  @Test
  void aLayerCannotContainItselfOrWhatIsAroundIt() {
    class Knot extends Layer {
      @Override
      public Tensor forward(Tensor x) {
        return x;
      }

      void tie(String name, Layer layer) {
        add(name, layer);
      }
    }
    Knot outer = new Knot();
    Knot inner = new Knot();
    outer.tie("inner", inner);
    assertThatThrownBy(() -> outer.tie("self", outer))
        .hasMessageContaining("cannot contain itself");
    assertThatThrownBy(() -> inner.tie("up", outer)).hasMessageContaining("a layer around it");
    assertThat(inner.children()).isEmpty();
  }

  @Test
  void aMessageNamesThePathOfTheLayer() {
    assertThat(network.encoder.fc.where()).isEqualTo("encoder.fc (Linear 4 -> 2)");
    assertThat(network.where()).isEqualTo("Network");
  }

  @Test
  void reshapingIsAdvisedOnlyWhereItHelps() {
    Linear linear = new Linear(784, 10, Rng.of(1));
    assertThatThrownBy(() -> linear.forward(Tensor.zeros(32, 28, 28)))
        .isInstanceOf(ShapeException.class)
        .hasMessageEndingWith("got (32, 28, 28). Reshape it: x.reshape(-1, 784)");
    assertThatThrownBy(() -> linear.forward(Tensor.zeros(784, 32)))
        .hasMessageEndingWith("got (784, 32). Does what comes before give as many outputs?");
  }

  @Test
  void aSummaryListsTheTree() {
    assertThat(network.summary().toString().lines())
        .hasSize(6)
        .element(2)
        .asString()
        .contains("fc", "Linear 4 -> 2", "weight (4, 2), bias (2)", "10");
    assertThat(network.toString()).endsWith("15 parameters, 15 of them trained");
    network.scale.setFrozen(true);
    assertThat(network.toString()).endsWith("15 parameters, 13 of them trained");
  }

  // ---- the layers

  @Test
  void linearComputesXWPlusB() {
    Linear linear = new Linear(2, 3, Rng.of(1));
    linear.weight.assign(Tensor.of(new double[][] {{1, 2, 3}, {10, 20, 30}}));
    linear.bias.assign(Tensor.of(100, 200, 300));
    assertThat(linear.forward(Tensor.of(new double[][] {{1, 1}, {2, 0}})).toMatrix())
        .isDeepEqualTo(new double[][] {{111, 222, 333}, {102, 204, 306}});
  }

  @Test
  void linearStartsUniformWithinOneOverTheRootOfItsInputs() {
    Linear linear = new Linear(100, 400, Rng.of(1));
    assertThat(Arrays.stream(linear.weight.toArray())).allMatch(w -> Math.abs(w) <= 0.1);
    assertThat(Arrays.stream(linear.weight.toArray()).map(w -> w * w).average().orElseThrow())
        .as("variance of a uniform distribution")
        .isEqualTo(0.01 / 3, within(1e-4));
    assertThat(Arrays.stream(linear.bias.toArray())).allMatch(b -> Math.abs(b) <= 0.1);
  }

  @Test
  void initialVariancesAreThoseOfThePapers() {
    assertThat(variance(Init.xavierUniform(Rng.of(1), 200, 300)))
        .isEqualTo(2.0 / 500, within(2e-4));
    assertThat(variance(Init.heNormal(Rng.of(1), 200, 300))).isEqualTo(2.0 / 200, within(5e-4));
    assertThat(Init.heNormal(Rng.of(1), 2, 3).shape()).isEqualTo(Shape.of(2, 3));
  }

  private static double variance(Tensor x) {
    return x.pow(2).mean().item() - Math.pow(x.mean().item(), 2);
  }

  @Test
  void dropoutKeepsTheMeanAndDropsItsShare() {
    Tensor dropped = new Dropout(0.3, Rng.of(1)).forward(Tensor.ones(100, 1000));
    double[] values = dropped.toArray();
    assertThat(Arrays.stream(values)).allMatch(v -> v == 0 || Math.abs(v - 1 / 0.7) < 1e-15);
    double share = Arrays.stream(values).filter(v -> v == 0).count() / 1e5;
    assertThat(share).isEqualTo(0.3, within(4 * Math.sqrt(0.3 * 0.7 / 1e5)));
    assertThat(dropped.mean().item()).isEqualTo(1, within(0.01));
  }

  @Test
  void dropoutDrawsAnewEachTimeAndRestsInEvaluation() {
    Dropout dropout = new Dropout(0.5, Rng.of(1));
    Tensor x = Tensor.ones(10, 10);
    assertThat(dropout.forward(x).toArray()).isNotEqualTo(dropout.forward(x).toArray());
    dropout.eval();
    assertThat(dropout.forward(x)).isSameAs(x);
  }

  @Test
  void sequentialNamesLayersByPlaceAndFunctionsByTheirOp() {
    Sequential model =
        new Sequential(new Linear(4, 3, Rng.of(1)), Tensor::relu, new Linear(3, 2, Rng.of(2)));
    assertThat(model.namedParameters().keySet())
        .containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
    assertThat(model.children().get("1").describe()).isEqualTo("function");
    assertThat(model.forward(Tensor.zeros(5, 4)).shape()).isEqualTo(Shape.of(5, 2));
    assertThat(model.children().get("1").describe()).isEqualTo("relu");
  }

  @Test
  void anEmptySequentialGivesBackItsInput() {
    Tensor x = Tensor.of(1, 2);
    assertThat(new Sequential().forward(x)).isSameAs(x);
  }

  // ---- losses against their textbook formulas

  @Test
  void crossEntropyIsTheMeanNegativeLogOfTheSoftmax() {
    Tensor logits = Tensor.randn(Rng.of(1), 4, 3);
    int[] labels = {0, 2, 1, 1};
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      double total = 0;
      for (int j = 0; j < 3; j++) {
        total += Math.exp(logits.get(i, j));
      }
      sum -= Math.log(Math.exp(logits.get(i, labels[i])) / total);
    }
    assertThat(Losses.crossEntropy(logits, labels).item()).isEqualTo(sum / 4, within(1e-14));
  }

  @Test
  void binaryCrossEntropyIsThatOfTheSigmoidAndNeverOverflows() {
    double z = 0.7;
    double s = 1 / (1 + Math.exp(-z));
    assertThat(Losses.bceWithLogits(Tensor.of(z), Tensor.of(0.25)).item())
        .isEqualTo(-(0.25 * Math.log(s) + 0.75 * Math.log(1 - s)), within(1e-15));
    assertThat(Losses.bceWithLogits(Tensor.of(1000, -1000), Tensor.of(0, 1)).item())
        .isEqualTo(1000);
  }

  @Test
  void lossesTakeNoteOfLabelsAtTheTimeOfTheCall() {
    int[] labels = {0, 1};
    Parameter logits = new Parameter("logits", Tensor.zeros(2, 2));
    Tensor loss = Losses.crossEntropy(logits, labels);
    labels[0] = 1;
    loss.backward();
    assertThat(logits.grad().toMatrix())
        .isDeepEqualTo(new double[][] {{-0.25, 0.25}, {0.25, -0.25}});
  }
}
