package org.neuronbook.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AutogradTest {
  private final Parameter x = new Parameter("x", Tensor.of(2, 3));

  @Test
  void aTensorUsedTwiceGetsBothGradients() {
    x.mul(x).add(x).sum().backward();
    assertThat(x.grad().toArray()).containsExactly(5, 7); // 2x + 1
  }

  @Test
  void aDiamondIsWalkedOnceFromTheTop() {
    // a feeds b and c, which meet in d: d = x² · (x² + 1).
    Tensor a = x.pow(2);
    Tensor b = a.mul(3);
    Tensor c = a.add(1);
    b.mul(c).sum().backward();
    assertThat(x.grad().toArray())
        .containsExactly(3 * (4 * 8 + 2 * 2), 3 * (4 * 27 + 2 * 3)); // 3 (4x³ + 2x)
  }

  @Test
  void pathsOfDifferentLengthMeet() {
    Tensor longWay = x.mul(2).mul(3).mul(4);
    longWay.add(x).sum().backward();
    assertThat(x.grad().toArray()).containsExactly(25, 25);
  }

  @Test
  void stackedDiamondsTakeTimeThatGrowsWithTheirNumberNotItsPower() {
    // 60 diamonds have 2^60 paths; walking each path would never end.
    Parameter one = new Parameter("one", Tensor.scalar(1));
    Tensor y = one;
    for (int i = 0; i < 60; i++) {
      y = y.add(y).mul(0.5);
    }
    y.backward();
    assertThat(one.grad().item()).isEqualTo(1);
  }

  @Test
  void twoBackwardsAddUp() {
    x.mul(2).sum().backward();
    x.mul(3).sum().backward();
    assertThat(x.grad().toArray()).containsExactly(5, 5);
  }

  @Test
  void aGradientHandedOutIsNotChangedByTheNextBackward() {
    x.mul(2).sum().backward();
    Tensor first = x.grad();
    x.mul(3).sum().backward();
    assertThat(first.toArray()).containsExactly(2, 2);
  }

  @Test
  void zeroGradForgets() {
    x.mul(2).sum().backward();
    x.zeroGrad();
    assertThat(x.grad()).isNull();
    x.mul(3).sum().backward();
    assertThat(x.grad().toArray()).containsExactly(3, 3);
  }

  @Test
  void backwardTakesTheGradientOfAResultThatIsNoNumber() {
    x.pow(2).backward(Tensor.of(10, 100));
    assertThat(x.grad().toArray()).containsExactly(40, 600);
  }

  @Test
  void retainedGradientsStayInsideTheGraph() {
    Tensor hidden = x.mul(2).retainGrad();
    Tensor notKept = hidden.pow(2);
    notKept.sum().backward();
    assertThat(hidden.grad().toArray()).containsExactly(8, 12);
    assertThat(notKept.grad()).isNull();
  }

  @Test
  void aGraphOfParametersThatWereChangedSinceIsRefused() {
    Tensor loss = x.mul(x).sum();
    Tensor other = x.mul(3).sum();
    other.backward();
    x.update((values, gradient) -> values[0] -= gradient[0]);
    assertThatThrownBy(loss::backward)
        .isInstanceOf(AutogradException.class)
        .hasMessageContaining("was changed after this graph was computed");
    x.zeroGrad();
    x.mul(x).sum().backward();
    assertThat(x.grad().toArray()).as("a new graph is right").containsExactly(-2, 6);
  }

  @Test
  void detachedTensorsPassNoGradient() {
    Tensor detached = x.mul(2).detach();
    assertThat(detached.requiresGrad()).isFalse();
    x.mul(detached).sum().backward();
    assertThat(x.grad().toArray()).containsExactly(4, 6);
  }

  @Test
  void nothingIsRecordedInsideNoGrad() {
    Tensor inside = Autograd.noGrad(() -> x.mul(2));
    assertThat(inside.requiresGrad()).isFalse();
    assertThat(inside.inputs()).isEmpty();
    assertThat(x.mul(2).requiresGrad()).as("recording goes on afterwards").isTrue();
  }

  @Test
  void recordingGoesOnAfterAnExceptionInsideNoGrad() {
    assertThatThrownBy(() -> Autograd.noGrad(() -> x.matmul(x))).isInstanceOf(ShapeException.class);
    assertThat(x.mul(2).requiresGrad()).isTrue();
  }

  @Test
  void noGradInsideNoGradStaysOff() {
    Autograd.noGrad(
        () -> {
          Autograd.noGrad(() -> x.mul(2));
          assertThat(x.mul(2).requiresGrad()).isFalse();
        });
  }

  @Test
  void otherThreadsRecordWhileOneDoesNot() throws InterruptedException {
    List<Boolean> recorded = new ArrayList<>();
    Thread other = new Thread(() -> recorded.add(x.mul(2).requiresGrad()));
    Autograd.noGrad(
        () -> {
          other.start();
          try {
            other.join();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(recorded).containsExactly(true);
  }

  @Test
  void aSecondBackwardIsRefusedAndSaysWhatToDo() {
    Tensor loss = x.pow(2).sum();
    loss.backward();
    assertThatThrownBy(loss::backward)
        .isInstanceOf(AutogradException.class)
        .hasMessage(
            "backward: the graph behind this 'sum' of shape () was freed by an earlier backward."
                + " Compute the loss again before each backward");
    assertThat(x.grad().toArray()).as("gradients of the first backward").containsExactly(4, 6);
  }

  @Test
  void aPartThatWasFreedThroughAnotherLossIsRefusedToo() {
    Tensor shared = x.pow(2);
    Tensor first = shared.sum();
    Tensor second = shared.mean();
    first.backward();
    assertThatThrownBy(second::backward)
        .isInstanceOf(AutogradException.class)
        .hasMessageContaining("this 'pow' of shape (2) was freed");
  }

  @Test
  void operandsNameTheConstantsToo() {
    Tensor product = Tensor.scalar(2).mul(x);
    assertThat(product.operands()).extracting(Tensor::op).containsExactly("tensor", "x");
    assertThat(product.inputs()).containsExactly(x);
    assertThat(Tensor.scalar(2).mul(Tensor.scalar(3)).operands()).isEmpty();
  }

  @Test
  void inputsAreKnownUntilBackward() {
    Tensor loss = x.pow(2).sum();
    assertThat(loss.op()).isEqualTo("sum");
    assertThat(loss.inputs()).extracting(Tensor::op).containsExactly("pow");
    loss.backward();
    assertThat(loss.inputs()).isEmpty();
  }

  @Test
  void twoHundredThousandOpsNeedNoStack() {
    Tensor y = x;
    for (int i = 0; i < 200_000; i++) {
      y = y.add(1);
    }
    y.sum().backward();
    assertThat(x.grad().toArray()).containsExactly(1, 1);
    assertThat(y.toArray()).containsExactly(200_002, 200_003);
  }

  @Test
  void aParameterUsedAThousandTimesAddsUpAThousandGradients() {
    Tensor sum = Tensor.scalar(0);
    for (int i = 1; i <= 1000; i++) {
      sum = sum.add(x.mul(i).sum());
    }
    sum.backward();
    assertThat(x.grad().toArray()).containsExactly(500_500, 500_500);
  }

  @Test
  void aRepeatedOperandGetsTheSumOfItsGradients() {
    Parameter bias = new Parameter("bias", Tensor.of(1, 2, 3));
    Parameter column = new Parameter("column", Tensor.ones(4, 1));
    Tensor.ones(4, 3).mul(column).add(bias).sum().backward();
    assertThat(bias.grad().toArray()).containsExactly(4, 4, 4);
    assertThat(column.grad().toArray()).containsExactly(3, 3, 3, 3);
    assertThat(column.grad().shape()).isEqualTo(Shape.of(4, 1));
  }

  @Test
  void constantsGetNoGradient() {
    Tensor constant = Tensor.of(5, 6);
    x.mul(constant).sum().backward();
    assertThat(constant.grad()).isNull();
    assertThat(constant.requiresGrad()).isFalse();
  }

  @Test
  void aFrozenParameterIsLeftAlone() {
    Parameter frozen = new Parameter("frozen", Tensor.of(5, 6));
    frozen.setFrozen(true);
    x.mul(frozen).sum().backward();
    assertThat(frozen.grad()).isNull();
    assertThat(x.grad().toArray()).containsExactly(5, 6);
    frozen.update(
        (values, gradient) -> {
          throw new AssertionError("an optimiser may not move a frozen parameter");
        });
  }

  @Test
  void freezingBetweenForwardAndBackwardCounts() {
    Tensor loss = x.pow(2).sum();
    x.setFrozen(true);
    loss.backward();
    assertThat(x.grad()).isNull();
  }

  @Test
  void freezingForgetsTheGradientAndThawingTakesNewOnes() {
    x.mul(2).sum().backward();
    x.setFrozen(true);
    assertThat(x.grad()).isNull();
    x.setFrozen(false);
    x.mul(3).sum().backward();
    assertThat(x.grad().toArray()).containsExactly(3, 3);
  }

  @Test
  void gradientsShareNothingWithAnybody() {
    Parameter a = new Parameter("a", Tensor.of(1, 2));
    Parameter b = new Parameter("b", Tensor.of(3, 4));
    Tensor seed = Tensor.of(10, 20);
    Tensor sum = a.add(b).retainGrad(); // add hands the same gradient to both
    sum.backward(seed);
    assertThat(a.grad().data())
        .isNotSameAs(b.grad().data())
        .isNotSameAs(seed.data())
        .isNotSameAs(sum.grad().data())
        .isNotSameAs(a.data());
    assertThat(a.grad().toArray()).containsExactly(b.grad().toArray());
  }

  /** Two ops whose gradients are computed in place where nobody else has the array. */
  private static Tensor half(Tensor x) {
    return x.neg().leakyRelu(0.5);
  }

  @Test
  void aRetainedGradientIsNotWrittenOver() {
    Tensor y = half(x).retainGrad();
    y.abs().sum().backward();
    assertThat(y.grad().toArray()).containsExactly(-1, -1);
    assertThat(x.grad().toArray()).containsExactly(0.5, 0.5);
  }

  @Test
  void aGradientThatAnOpOfOnesOwnKeepsIsNotWrittenOver() {
    List<Tensor> seen = new ArrayList<>();
    Tensor y = half(x);
    UnaryOperator<Tensor> look =
        g -> {
          seen.add(g);
          return g;
        };
    Tensor same = Autograd.result("look", y.shape(), y.toArray(), Autograd.edge(y, look));
    same.abs().sum().backward();
    assertThat(seen.get(0).toArray()).containsExactly(-1, -1);
    assertThat(x.grad().toArray()).containsExactly(0.5, 0.5);
  }

  @Test
  void aGradientForTwoOperandsReachesBothWhole() {
    half(x).add(x.neg().leakyRelu(0.25)).abs().sum().backward();
    assertThat(x.grad().toArray()).containsExactly(0.75, 0.75);
  }

  @Test
  void aGivenGradientIsNotWrittenOver() {
    half(x).backward(Tensor.of(10, 20));
    Tensor given = x.grad();
    x.zeroGrad();
    half(x).backward(given);
    assertThat(given.toArray()).containsExactly(-5, -10);
    assertThat(x.grad().toArray()).containsExactly(2.5, 5);
  }

  @Test
  void tensorsMadeFromAParameterKeepTheirValuesWhenItMoves() {
    Tensor detached = x.detach();
    Tensor reshaped = x.reshape(2, 1);
    Tensor computed = x.mul(1);
    x.assign(Tensor.of(70, 80));
    assertThat(detached.toArray()).as("detach").containsExactly(2, 3);
    assertThat(reshaped.toArray()).as("reshape").containsExactly(2, 3);
    assertThat(computed.toArray()).as("mul").containsExactly(2, 3);
  }

  @Test
  void arraysGoInAndOutAsCopies() {
    double[] values = {1, 2};
    Tensor tensor = Tensor.of(values);
    Parameter parameter = new Parameter("p", tensor);
    values[0] = 99;
    tensor.toArray()[0] = 99;
    tensor.toMatrix()[0][0] = 99;
    tensor.matrix().set(0, 0, 99);
    assertThat(tensor.get(0)).isEqualTo(1);
    parameter.assign(Tensor.of(7, 8));
    assertThat(tensor.get(0)).as("initial value of a parameter").isEqualTo(1);
  }

  @Test
  void updatesMoveAParameterInPlace() {
    x.pow(2).sum().backward();
    x.update(
        (values, gradient) -> {
          for (int i = 0; i < values.length; i++) {
            values[i] -= 0.1 * gradient[i];
          }
        });
    assertThat(x.toArray()[0]).isEqualTo(1.6, within(1e-15));
    assertThat(x.toArray()[1]).isEqualTo(2.4, within(1e-15));
  }

  // ---- memory: counted by references, not by the size of the heap

  private static long alive(List<WeakReference<Tensor>> references) {
    System.gc();
    return references.stream().map(WeakReference::get).filter(Objects::nonNull).count();
  }

  @Test
  void tenThousandStepsLeaveNoTensorsBehind() {
    Parameter w = new Parameter("w", Tensor.randn(Rng.of(1), 4, 4));
    List<WeakReference<Tensor>> steps = new ArrayList<>();
    for (int step = 0; step < 10_000; step++) {
      Tensor hidden = Tensor.ones(2, 4).matmul(w).tanh();
      Tensor loss = hidden.pow(2).mean();
      w.zeroGrad();
      loss.backward();
      w.update((values, gradient) -> values[0] -= 1e-3 * gradient[0]);
      if (step % 100 == 0) {
        steps.add(new WeakReference<>(hidden));
        steps.add(new WeakReference<>(loss));
      }
    }
    assertThat(alive(steps)).isZero();
    assertThat(w.grad()).isNotNull();
  }

  @Test
  void aLossThatIsKeptKeepsNoGraph() {
    // A variable of a notebook lives for ever; what it was computed from must not.
    Parameter w = new Parameter("w", Tensor.randn(Rng.of(1), 4, 4));
    List<Tensor> kept = new ArrayList<>();
    List<WeakReference<Tensor>> hiddens = new ArrayList<>();
    for (int step = 0; step < 100; step++) {
      Tensor hidden = Tensor.ones(2, 4).matmul(w).tanh();
      hiddens.add(new WeakReference<>(hidden));
      kept.add(hidden.pow(2).mean());
      kept.get(step).backward();
    }
    assertThat(alive(hiddens)).isZero();
    assertThat(kept).hasSize(100);
  }

  @Test
  void evaluationWithoutRecordingKeepsNoGraph() {
    Parameter w = new Parameter("w", Tensor.ones(2, 2));
    List<Tensor> kept = new ArrayList<>();
    List<WeakReference<Tensor>> hiddens = new ArrayList<>();
    Autograd.noGrad(
        () -> {
          Tensor hidden = Tensor.ones(1, 2).matmul(w);
          hiddens.add(new WeakReference<>(hidden));
          kept.add(hidden.sum());
        });
    assertThat(alive(hiddens)).isZero();
    assertThat(kept.get(0).item()).isEqualTo(4);
  }
}
