package org.neuronbook.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Tensor;

/** Groups of parameters, and what an optimiser remembers. */
class OptimizerStateTest {
  private final Parameter matrix = new Parameter("weight", Tensor.ones(2, 2));
  private final Parameter bias = new Parameter("bias", Tensor.ones(2));

  private void descend(Optimizer optimizer, int steps) {
    for (int i = 0; i < steps; i++) {
      optimizer.zeroGrad();
      matrix.pow(2).sum().add(bias.mul(Tensor.of(1, 3)).pow(2).sum()).backward();
      optimizer.step();
    }
  }

  @Test
  void theGroupWithoutDecayHoldsVectorsAndLeavesThemToTheGradient() {
    Optimizer optimizer = new AdamW(List.of(matrix, bias), 0.1, 0.5);
    optimizer.setGroup(ParameterGroup.withoutDecay(optimizer.parameters()));
    matrix.mul(0).sum().add(bias.mul(0).sum()).backward();
    optimizer.step();
    assertThat(matrix.toArray()).as("decayed").containsOnly(1 - 0.1 * 0.5);
    assertThat(bias.toArray()).as("not decayed").containsOnly(1);
  }

  @Test
  void aFactorFollowsTheLearningRateThatAScheduleSets() {
    Optimizer optimizer = new Sgd(List.of(matrix, bias), 0.1);
    optimizer.setGroup(new ParameterGroup(List.of(bias), 0.5, 0));
    optimizer.setLearningRate(0.2);
    matrix.sum().add(bias.sum()).backward();
    optimizer.step();
    assertThat(matrix.toArray()[0]).isEqualTo(0.8, within(1e-15));
    assertThat(bias.toArray()[0]).isEqualTo(0.9, within(1e-15));
  }

  @Test
  void theLaterOfTwoOverlappingGroupsCounts() {
    Optimizer optimizer = new Sgd(List.of(matrix, bias), 0.1);
    optimizer.setGroup(new ParameterGroup(List.of(matrix, bias), 0, 0));
    optimizer.setGroup(new ParameterGroup(List.of(bias), 1, 0));
    matrix.sum().add(bias.sum()).backward();
    optimizer.step();
    assertThat(matrix.toArray()).containsOnly(1);
    assertThat(bias.toArray()).containsOnly(0.9);
  }

  @ParameterizedTest
  @MethodSource("org.neuronbook.optim.OptimizerTest#optimizers")
  void aLoadedStateGoesOnToTheLastBit(Function<List<Parameter>, Optimizer> make) {
    Optimizer first = make.apply(List.of(matrix, bias));
    descend(first, 3);
    first.setLearningRate(0.03);
    Map<String, Tensor> state = first.state();
    double[] startMatrix = matrix.toArray();
    double[] startBias = bias.toArray();
    descend(first, 4);
    double[] endMatrix = matrix.toArray();
    double[] endBias = bias.toArray();

    matrix.assign(Tensor.wrap(matrix.shape(), startMatrix));
    bias.assign(Tensor.of(startBias));
    Optimizer second = make.apply(List.of(matrix, bias));
    second.load(state);
    descend(second, 4);
    assertThat(matrix.toArray()).containsExactly(endMatrix);
    assertThat(bias.toArray()).containsExactly(endBias);
  }

  @Test
  void whatHasNotMovedHasNoState() {
    Optimizer optimizer = new Adam(List.of(matrix, bias), 0.1);
    bias.sum().backward();
    optimizer.step();
    assertThat(optimizer.state()).containsOnlyKeys("learningRate", "1.step", "1.m", "1.v");
  }

  @Test
  void aStateThatDoesNotFitIsToldWholeAndChangesNothing() {
    Optimizer optimizer = new Adam(List.of(matrix, bias), 0.1);
    descend(optimizer, 1);
    Map<String, Tensor> broken = new HashMap<>(optimizer.state());
    broken.put("learningRate", Tensor.scalar(7));
    broken.remove("0.m");
    broken.put("1.v", Tensor.zeros(3));
    broken.put("2.m", Tensor.zeros(4));
    assertThatThrownBy(() -> optimizer.load(broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            load: the state does not fit this Adam of 2 parameters, nothing was changed:
              missing 0.m (2, 2)
              wrong shape of 1.v: expected (2), got (3)
              unexpected 2.m (4)
            It must come from the same kind of optimizer over the same list""");
    assertThat(optimizer.learningRate()).isEqualTo(0.1);
  }
}
