package org.neuronbook.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GradientCheckTest {

  @TestFactory
  Stream<DynamicTest> everyOpHasTheGradientThatItsValuesShow() {
    return GradientCases.all().stream()
        .map(each -> dynamicTest(each.toString(), () -> check(each).require()));
  }

  @Test
  void everyOpHasACase() {
    assertThat(missing(Ops.all().keySet()))
        .as("ops of the library without a case in GradientCases: add lines for them")
        .isEmpty();
  }

  @Test
  void everyCaseIsOfAnOpThatExists() {
    assertThat(covered()).isSubsetOf(Ops.all().keySet());
  }

  @Test
  void opsAreFoundInTensorAndInLosses() {
    assertThat(Ops.all().keySet())
        .contains(
            "matmul(Tensor)", "sum(int)", "sum()", "pick(int[])", "Losses.mse(Tensor, Tensor)")
        .hasSizeGreaterThanOrEqualTo(36);
  }

  @Test
  void aNewOpWithoutACaseIsNoticed() {
    assertThat(missing(Ops.declaredBy(FakeLosses.class).keySet()))
        .containsExactly("FakeLosses.forgotten(Tensor, int[])");
    assertThat(missing(Ops.declaredBy(FakeTensor.class).keySet()))
        .containsExactly("cube()", "scale(double)");
  }

  /** A class of losses to which somebody adds one. */
  public static final class FakeLosses {
    private FakeLosses() {}

    public static Tensor forgotten(Tensor logits, int... labels) {
      return logits.pick(labels).sum();
    }

    public static Tensor madeFromNumbers(int n) {
      return Tensor.zeros(n);
    }
  }

  /** A tensor to which somebody adds two ops. */
  public static final class FakeTensor extends Tensor {
    FakeTensor() {
      super("fake", Shape.of(), new double[1], List.of());
    }

    public Tensor cube() {
      return pow(3);
    }

    public Tensor scale(double factor) {
      return mul(factor);
    }
  }

  private static Set<String> covered() {
    return GradientCases.all().stream().map(GradientCases.Case::op).collect(Collectors.toSet());
  }

  private static Set<String> missing(Set<String> ops) {
    Set<String> missing = new TreeSet<>(ops);
    missing.removeAll(covered());
    return missing;
  }

  /** Checks a case with its tensors, and those in lists of tensors, as inputs. */
  static GradientCheck.Report check(GradientCases.Case each) {
    List<Tensor> tensors = new ArrayList<>();
    for (Object argument : each.arguments()) {
      if (argument instanceof Tensor) {
        tensors.add((Tensor) argument);
      } else if (argument instanceof Tensor[]) {
        tensors.addAll(List.of((Tensor[]) argument));
      }
    }
    return GradientCheck.check(
        each.toString(),
        inputs -> {
          int[] next = {0};
          Object[] arguments =
              Arrays.stream(each.arguments())
                  .map(argument -> moved(argument, inputs, next))
                  .toArray();
          return Ops.call(each.op(), arguments);
        },
        tensors.toArray(Tensor[]::new));
  }

  /** The argument with every tensor in it replaced by the next input. */
  private static Object moved(Object argument, Tensor[] inputs, int[] next) {
    if (argument instanceof Tensor[]) {
      int first = next[0];
      next[0] += ((Tensor[]) argument).length;
      return Arrays.copyOfRange(inputs, first, next[0]);
    }
    return argument instanceof Tensor ? inputs[next[0]++] : argument;
  }

  // ---- the checker itself

  private static Tensor square(Tensor x, double factor) {
    return Autograd.result(
        "square",
        x.shape(),
        x.mul(x).toArray(),
        Autograd.edge(x, g -> g.mul(x).mul(factor))); // right with 2
  }

  @Test
  void acceptsARightGradient() {
    var report = GradientCheck.check("square", x -> square(x[0], 2), Tensor.of(1, -3, 50));
    assertThat(report.passed()).isTrue();
    assertThat(report.entries()).hasSize(3);
    assertThat(report.error()).isLessThan(1e-9);
    assertThat(report.toString()).startsWith("square: all 3 gradients are right, largest");
    report.require();
  }

  @Test
  void explainsAWrongSign() {
    var report =
        GradientCheck.check("square", x -> square(x[0], -2), Tensor.of(new double[][] {{3}}));
    assertThat(report.toString())
        .isEqualTo(
            """
            square: 1 of 1 gradients are wrong
            input    index            received        expected     ratio
            x[0]     (0, 0)           -6.00000         6.00000  -1.000000
            All have the wrong sign.""");
  }

  @Test
  void explainsALostFactor() {
    var report = GradientCheck.check("square", x -> square(x[0], 1), Tensor.of(1, 2));
    assertThat(report.toString())
        .contains("2 of 2 gradients are wrong", "(1)", "off by the same factor 0.500000");
  }

  @Test
  void explainsALostGradient() {
    var report =
        GradientCheck.check(
            "square", x -> x[0].detach().mul(x[1]), Tensor.of(1, 2), Tensor.of(3, 4));
    assertThat(report.wrong()).hasSize(2).allMatch(e -> e.input().equals("x[0]"));
    assertThat(report.toString()).contains("No gradient arrives");
  }

  @Test
  void namesOnlyTheElementsThatAreWrong() {
    var report =
        GradientCheck.check(
            "second is doubled",
            x ->
                Autograd.result(
                    "id",
                    x[0].shape(),
                    x[0].toArray(),
                    Autograd.edge(x[0], g -> g.mul(Tensor.of(1, 2, 1)))),
            Tensor.of(1, 2, 3));
    assertThat(report.wrong()).hasSize(1);
    assertThat(report.wrong().get(0).index()).isEqualTo("(1)");
    assertThat(report.wrong().get(0).ratio())
        .isCloseTo(2, org.assertj.core.data.Offset.offset(1e-6));
  }

  @Test
  void notANumberIsNoPass() {
    var report = GradientCheck.check("log", x -> x[0].log(), Tensor.of(-1));
    assertThat(report.passed()).isFalse();
    assertThatThrownBy(report::require)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void refusesAFunctionThatDrawsRandomNumbers() {
    Rng rng = Rng.of(1);
    assertThatThrownBy(
            () ->
                GradientCheck.check("noise", x -> x[0].mul(Tensor.randn(rng, 2)), Tensor.of(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("noise")
        .hasMessageContaining("random numbers");
  }

  @Test
  void putsParametersBackAndForgetsTheirGradients() {
    var w = new Parameter("w", Tensor.of(0.1, 0.2, 0.3));
    double[] before = w.toArray();
    var report = GradientCheck.check("model", () -> w.pow(2).sum(), List.of(w));
    assertThat(report.entries()).extracting(GradientCheck.Entry::input).containsOnly("w");
    assertThat(w.toArray()).containsExactly(before);
    assertThat(w.grad()).isNull();
  }

  @Test
  void elementsCannotBeMixedUpUnseen() {
    // A plain sum of the result would not notice that the gradients go to the wrong rows.
    var report =
        GradientCheck.check(
            "mixed up",
            x -> {
              double[] v = x[0].toArray();
              return Autograd.result(
                  "id", x[0].shape(), v, Autograd.edge(x[0], g -> Tensor.of(g.get(1), g.get(0))));
            },
            Tensor.of(1, 2));
    assertThat(report.wrong()).hasSize(2);
  }

  @Test
  void casesCoverBroadcastingAndRanks() {
    Map<String, Long> ranks =
        GradientCases.all().stream()
            .filter(each -> each.arguments()[0] instanceof Tensor)
            .collect(
                Collectors.groupingBy(
                    each -> ((Tensor) each.arguments()[0]).shape().rank() + " axes",
                    Collectors.counting()));
    assertThat(ranks).containsKeys("0 axes", "1 axes", "2 axes", "3 axes", "4 axes");
  }
}
