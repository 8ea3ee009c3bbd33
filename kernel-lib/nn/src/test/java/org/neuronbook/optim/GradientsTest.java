package org.neuronbook.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Tensor;

/** Clipping, and the average of weights. */
class GradientsTest {
  private final Parameter a = new Parameter("a", Tensor.of(1, 1));
  private final Parameter b = new Parameter("b", Tensor.of(new double[][] {{1}}));
  private final Parameter idle = new Parameter("idle", Tensor.of(1));
  private final List<Parameter> all = List.of(a, idle, b);

  private void backward(double first, double second, double third) {
    a.mul(Tensor.of(first, second)).sum().add(b.mul(third).sum()).backward();
  }

  @Test
  void theNormIsThatOfAllGradientsTogether() {
    backward(1, 2, -2);
    assertThat(Gradients.norm(all)).isEqualTo(3, within(1e-15));
  }

  @Test
  void clippingByNormKeepsTheDirectionAndGivesTheNormBefore() {
    backward(10, 20, -20);
    Tensor handedOut = a.grad();
    assertThat(Gradients.clipNorm(all, 3)).isEqualTo(30, within(1e-12));
    // PyTorch divides by norm + 1e-6.
    double factor = 3 / (30 + 1e-6);
    assertThat(a.grad().toArray())
        .containsExactly(new double[] {10 * factor, 20 * factor}, within(1e-15));
    assertThat(b.grad().toArray()).containsExactly(new double[] {-20 * factor}, within(1e-15));
    assertThat(idle.grad()).isNull();
    assertThat(handedOut.toArray()).as("handed out before").containsExactly(10, 20);
  }

  @Test
  void smallGradientsAreLeftAsTheyAre() {
    backward(1, 2, -2);
    assertThat(Gradients.clipNorm(all, 3.1)).isEqualTo(3, within(1e-15));
    assertThat(a.grad().toArray()).containsExactly(1, 2);
  }

  @Test
  void clippingByValueTreatsEachElementByItself() {
    backward(1, -20, 7);
    Gradients.clipValue(all, 5);
    assertThat(a.grad().toArray()).containsExactly(1, -5);
    assertThat(b.grad().toArray()).containsExactly(5);
  }

  @Test
  void aNormThatIsNoNumberIsToldWithItsParameterAndChangesNothing() {
    backward(1, 2, Double.NaN);
    assertThatThrownBy(() -> Gradients.clipNorm(all, 1))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("got NaN, first in \"b\" (1, 1)");
    assertThat(a.grad().toArray()).containsExactly(1, 2);
  }

  @Test
  void withoutGradientsTheNormIsZero() {
    assertThat(Gradients.clipNorm(all, 1)).isZero();
  }

  // ---- adding up over several batches

  @Test
  void gradientsOfSeveralBackwardsAddUpToThatOfOneLargeBatch() {
    Tensor rows = Tensor.of(new double[][] {{1, 2}, {3, -1}, {0, 5}, {2, 2}});
    rows.mul(a).pow(2).mean().backward();
    double[] large = a.grad().toArray();
    a.zeroGrad();
    for (double[][] half : new double[][][] {{{1, 2}, {3, -1}}, {{0, 5}, {2, 2}}}) {
      Tensor.of(half).mul(a).pow(2).mean().div(2).backward();
    }
    assertThat(a.grad().toArray()).containsExactly(large, within(1e-14));
  }

  // ---- averages

  @Test
  void theAverageFollowsTheWeightsByItsFormula() {
    MovingAverage average = new MovingAverage(List.of(a, b), 0.9);
    double expected = 1;
    for (int i = 1; i <= 10; i++) {
      a.assign(Tensor.of(i, i * i));
      average.update();
      expected = 0.9 * expected + 0.1 * i * i;
    }
    double[] weights = a.toArray();
    average.swap();
    assertThat(a.toArray()[1]).isEqualTo(expected, within(1e-12));
    assertThat(b.toArray()).containsExactly(new double[] {1}, within(1e-15));
    average.swap();
    assertThat(a.toArray()).containsExactly(weights);
  }

  @Test
  void anUpdateWithTheAveragesInPlaceIsRefused() {
    MovingAverage average = new MovingAverage(List.of(a), 0.9);
    average.swap();
    assertThatThrownBy(average::update)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Call swap() once more");
  }
}
