package org.neuronbook.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Tensor;

class OptimizerTest {
  private final Parameter w = new Parameter("w", Tensor.of(1, -2));
  private final Parameter other = new Parameter("other", Tensor.of(5));

  static Stream<Function<List<Parameter>, Optimizer>> optimizers() {
    return Stream.of(
        p -> new Sgd(p, 0.1),
        p -> new Sgd(p, 0.1, 0.9),
        p -> new Sgd(p, 0.05, new Sgd.Options().withMomentum(0.9).withNesterov(true)),
        p -> new Adam(p, 0.1),
        p -> new AdamW(p, 0.1, 0),
        p -> new Adagrad(p, 1),
        p -> new RmsProp(p, 0.1, new RmsProp.Options().withEps(1)),
        p -> new RmsProp(p, 0.01, new RmsProp.Options().withEps(1).withMomentum(0.9)));
  }

  @Test
  void plainDescentSubtractsTheRateTimesTheGradient() {
    w.mul(Tensor.of(3, 4)).sum().backward();
    new Sgd(List.of(w), 0.1).step();
    assertThat(w.toArray()[0]).isEqualTo(1 - 0.1 * 3, within(1e-15));
    assertThat(w.toArray()[1]).isEqualTo(-2 - 0.1 * 4, within(1e-15));
  }

  @Test
  void theFirstStepOfAdamHasTheSizeOfTheRateWhateverTheGradient() {
    // Bias correction: without it the first step is about 3 times the rate.
    w.mul(Tensor.of(1e-3, 1e3)).sum().backward();
    new Adam(List.of(w), 0.1).step();
    assertThat(w.toArray()[0]).isEqualTo(1 - 0.1, within(1e-5));
    assertThat(w.toArray()[1]).isEqualTo(-2 - 0.1, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void whatHasNoGradientStays(Function<List<Parameter>, Optimizer> make) {
    Optimizer optimizer = make.apply(List.of(w, other));
    for (int i = 0; i < 3; i++) {
      optimizer.zeroGrad();
      w.sum().backward();
      optimizer.step();
    }
    assertThat(other.toArray()).containsExactly(5);
    assertThat(w.toArray()[0]).isLessThan(1);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void whatIsFrozenStaysAlsoWithAVelocity(Function<List<Parameter>, Optimizer> make) {
    Optimizer optimizer = make.apply(List.of(w, other));
    w.sum().add(other.sum()).backward();
    optimizer.step();
    double[] moved = other.toArray();
    other.setFrozen(true);
    optimizer.zeroGrad();
    w.sum().add(other.sum()).backward();
    optimizer.step();
    assertThat(other.toArray()).containsExactly(moved);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void stepsLeaveGradientsAsTheyAre(Function<List<Parameter>, Optimizer> make) {
    w.mul(Tensor.of(3, 4)).sum().backward();
    Optimizer optimizer = make.apply(List.of(w));
    optimizer.step();
    optimizer.step();
    assertThat(w.grad().toArray()).containsExactly(3, 4);
    optimizer.zeroGrad();
    assertThat(w.grad()).isNull();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aRateOfZeroMovesNothing(Function<List<Parameter>, Optimizer> make) {
    Optimizer optimizer = make.apply(List.of(w));
    optimizer.setLearningRate(0);
    w.sum().backward();
    optimizer.step();
    assertThat(w.toArray()).containsExactly(1, -2);
    assertThat(optimizer.learningRate()).isZero();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aBowlIsDescended(Function<List<Parameter>, Optimizer> make) {
    Optimizer optimizer = make.apply(List.of(w));
    for (int i = 0; i < 300; i++) {
      optimizer.zeroGrad();
      w.sub(Tensor.of(3, 4)).pow(2).sum().backward();
      optimizer.step();
    }
    assertThat(w.toArray()[0]).isEqualTo(3, within(1e-3));
    assertThat(w.toArray()[1]).isEqualTo(4, within(1e-3));
  }

  @Test
  void theListOfParametersIsCopied() {
    var list = new java.util.ArrayList<>(List.of(w));
    Optimizer optimizer = new Sgd(list, 0.1);
    list.clear();
    assertThat(optimizer.parameters()).containsExactly(w);
  }
}
