package org.neuronbook.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.tensor.GradientCheck;
import org.neuronbook.tensor.Ops;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

class LayerGradientTest {

  /** A layer, made the same each time, and the shape of an input. */
  record Case(String layer, Supplier<Layer> make, int... shape) {}

  private static final List<Case> CASES =
      List.of(
          new Case("Linear", () -> new Linear(4, 3, Rng.of(1)), 5, 4),
          new Case("Linear", () -> new Linear(4, 1, Rng.of(1)), 1, 4),
          new Case("Linear", () -> new Linear(1, 3, Rng.of(1)), 2, 3, 1),
          new Case("Dropout", () -> new Dropout(0.5, Rng.of(3)), 4, 5),
          new Case("Dropout", () -> new Dropout(0.5, Rng.of(3)).eval(), 4, 5),
          new Case("Dropout", () -> new Dropout(0, Rng.of(3)), 4, 5),
          new Case(
              "Sequential",
              () ->
                  new Sequential(
                      new Linear(4, 6, Rng.of(1)),
                      Tensor::tanh,
                      x -> x.mul(2),
                      new Linear(6, 2, Rng.of(2))),
              3,
              4));

  private static Stream<Case> cases() {
    return Stream.of(
            CASES, ImageLayerCases.CASES, AttentionLayerCases.CASES, RecurrentLayerCases.CASES)
        .flatMap(List::stream);
  }

  @TestFactory
  Stream<DynamicTest> everyLayerHasTheGradientsThatItsValuesShow() {
    return cases()
        .map(each -> dynamicTest(each.make.get().describe(), () -> check(each).require()));
  }

  /** A layer without parameters is made anew for each evaluation: it may draw random numbers. */
  private static GradientCheck.Report check(Case each) {
    Layer made = each.make.get();
    List<Parameter> moved = new ArrayList<>(made.parameters());
    Supplier<Layer> layer = moved.isEmpty() ? each.make : () -> made;
    Parameter x = new Parameter("x", Tensor.randn(Rng.of(7), each.shape));
    moved.add(x);
    return GradientCheck.check(each.layer, () -> layer.get().forward(x), moved);
  }

  @Test
  void everyLayerHasACase() {
    assertThat(missing(Ops.layers().keySet()))
        .as("layers of the library without a case in LayerGradientTest: add lines for them")
        .isEmpty();
    assertThat(Ops.layers()).containsKeys("Linear", "Sequential", "Dropout");
  }

  @Test
  void aNewLayerWithoutACaseIsNoticed() {
    assertThat(missing(Set.of("Linear", "Conv9d"))).containsExactly("Conv9d");
  }

  private static Set<String> missing(Set<String> layers) {
    Set<String> missing = new TreeSet<>(layers);
    missing.removeAll(cases().map(Case::layer).collect(Collectors.toSet()));
    return missing;
  }
}
