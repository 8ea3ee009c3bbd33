package org.neuronbook.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TensorOpsTest {
  private static final Tensor X = Tensor.of(new double[][] {{3, 7, 7}, {7, 0, -1}});

  // ---- along axes

  @Test
  void argmaxNamesTheFirstAmongEqualsAlongAnyAxis() {
    assertThat(X.argmax(1)).containsExactly(1, 0);
    assertThat(X.argmax(0)).containsExactly(1, 0, 0);
    assertThat(X.argmax()).containsExactly(X.argmax(-1));
    assertThat(Tensor.scalar(4).argmax()).containsExactly(0);
    Tensor deep = Tensor.of(1, 5, 9, 4, 3, 2, 8, 7).reshape(2, 2, 2);
    assertThat(deep.argmax(1)).as("row by row of (2, 2)").containsExactly(1, 0, 1, 1);
  }

  @Test
  void notANumberIsTheLargestAndTheSmallestSoThatItStaysInSight() {
    Tensor odd = Tensor.of(1, Double.NaN, 3, Double.NaN);
    assertThat(odd.argmax(0)).containsExactly(1);
    assertThat(odd.max().item()).isNaN();
    assertThat(odd.min().item()).isNaN();
  }

  @Test
  void theLargestIsWhatGatherFindsAtArgmax() {
    for (int axis = 0; axis < 2; axis++) {
      assertThat(X.gather(axis, X.argmax(axis)).toArray()).containsExactly(X.max(axis).toArray());
    }
  }

  @Test
  void tiesOverAllElementsSendTheGradientToTheFirst() {
    Parameter x = new Parameter("x", X);
    x.max().backward();
    assertThat(x.grad().toMatrix()).isDeepEqualTo(new double[][] {{0, 1, 0}, {0, 0, 0}});
  }

  @Test
  void varianceFarFromZeroKeepsItsDigits() {
    assertThat(Tensor.of(1e9 + 1, 1e9 + 2, 1e9 + 3).var(true).item()).isEqualTo(1);
    assertThat(Tensor.of(1e9 + 1, 1e9 + 2, 1e9 + 3).var(false).item())
        .isEqualTo(2 / 3.0, within(1e-15));
  }

  @Test
  void keptAxesBroadcastBack() {
    Tensor mean = X.mean(1, true);
    assertThat(mean.shape()).isEqualTo(Shape.of(2, 1));
    assertThat(X.sub(mean).sum(1).toArray()[1]).isEqualTo(0, within(1e-15));
    assertThat(X.sum(0, true).sum(1, true).shape()).isEqualTo(Shape.of(1, 1));
  }

  // ---- moving

  @Test
  void permutedElementsAreFoundAtPermutedIndices() {
    Tensor x = Tensor.randn(Rng.of(1), 2, 3, 4);
    Tensor moved = x.permute(2, 0, 1);
    assertThat(moved.shape()).isEqualTo(Shape.of(4, 2, 3));
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 4; k++) {
          assertThat(moved.get(k, i, j)).isEqualTo(x.get(i, j, k));
        }
      }
    }
    assertThat(x.transpose(1, 2).toArray()).containsExactly(x.transpose().toArray());
  }

  @Test
  void concatUndoesSlicing() {
    Tensor x = Tensor.randn(Rng.of(2), 3, 4, 2);
    for (int axis = 0; axis < 3; axis++) {
      Tensor parts =
          Tensor.concat(axis, x.slice(axis, 0, 1), x.slice(axis, 1, x.shape().dim(axis)));
      assertThat(parts.toArray()).as("axis " + axis).containsExactly(x.toArray());
    }
  }

  @Test
  void rowsChosenTwiceLearnFromBoth() {
    Parameter table = new Parameter("table", Tensor.zeros(3, 2));
    table.rows(2, 0, 2).mul(Tensor.of(new double[][] {{1, 2}, {3, 4}, {10, 20}})).sum().backward();
    assertThat(table.grad().toMatrix()).isDeepEqualTo(new double[][] {{3, 4}, {0, 0}, {11, 22}});
  }

  @Test
  void indicesMayBeReusedByTheCaller() {
    Parameter table = new Parameter("table", Tensor.of(new double[][] {{1}, {2}}));
    int[] ids = {0, 0};
    Tensor chosen = table.rows(ids);
    ids[0] = 1;
    chosen.sum().backward();
    assertThat(table.grad().toArray()).containsExactly(2, 0);
  }

  @Test
  void resultsShareNothingWithAParameterThatMoves() {
    Parameter w = new Parameter("w", Tensor.of(1, 2));
    Tensor expanded = w.expand(2);
    Tensor sliced = w.slice(0, 0, 2);
    Tensor joined = Tensor.concat(0, w);
    w.assign(Tensor.of(8, 9));
    assertThat(expanded.toArray()).containsExactly(1, 2);
    assertThat(sliced.toArray()).containsExactly(1, 2);
    assertThat(joined.toArray()).containsExactly(1, 2);
  }

  @Test
  void oneMatrixTimesABatchIsThatMatrixTimesEach() {
    Tensor a = Tensor.randn(Rng.of(3), 3, 4);
    Tensor b = Tensor.randn(Rng.of(4), 2, 4, 5);
    Tensor product = a.matmul(b);
    assertThat(product.shape()).isEqualTo(Shape.of(2, 3, 5));
    for (int i = 0; i < 2; i++) {
      double[] each = a.matmul(b.slice(0, i, i + 1).reshape(4, 5)).toArray();
      assertThat(product.slice(0, i, i + 1).toArray()).containsExactly(each);
    }
  }

  // ---- masks

  @Test
  void whatIsMaskedTakesNoPartInASoftmaxAndGetsNoGradient() {
    Parameter scores = new Parameter("scores", Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}));
    Tensor p = scores.maskedFill(Mask.padding(3, 1, 2), Double.NEGATIVE_INFINITY).softmax(-1);
    assertThat(p.toMatrix()[0]).containsExactly(1, 0, 0);
    assertThat(p.get(1, 2)).isZero();
    p.pow(2).sum().backward();
    assertThat(scores.grad().get(1, 0)).isNotZero();
    assertThat(scores.grad().toMatrix()[0]).containsExactly(0, 0, 0);
    assertThat(scores.grad().get(1, 2)).isZero();
  }

  @Test
  void theBranchNotTakenGetsAZeroEvenWhereTheGradientIsNotANumber() {
    Parameter x = new Parameter("x", Tensor.of(1, 2));
    Tensor.where(Mask.of(true, false), x, Tensor.of(0, 0))
        .mul(Tensor.of(3, Double.NaN))
        .sum()
        .backward();
    assertThat(x.grad().toArray()).containsExactly(3, 0);
  }

  @Test
  void theFutureIsAboveTheDiagonal() {
    assertThat(Mask.future(3))
        .isEqualTo(
            Mask.of(Shape.of(3, 3), false, true, true, false, false, true, false, false, false))
        .hasSameHashCodeAs(Mask.future(3))
        .hasToString("Mask(3, 3) true for 3 of 9")
        .isNotEqualTo(Mask.future(3).reshape(9));
  }

  @Test
  void masksCombine() {
    Mask either = Mask.of(true, false).or(Mask.of(false, false, true).reshape(3, 1));
    assertThat(either.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(either.toArray()).containsExactly(true, false, true, false, true, true);
    assertThat(either.not().toArray()).containsExactly(false, true, false, true, false, false);
    assertThat(Mask.padding(2, 0, 1, 2).toArray())
        .containsExactly(true, true, false, true, false, false);
  }

  @Test
  void masksAreValues() {
    boolean[] values = {true, false};
    Mask mask = Mask.of(values);
    values[0] = false;
    mask.toArray()[1] = true;
    mask.expanded(Shape.of(2))[1] = true;
    assertThat(mask.toArray()).containsExactly(true, false);
  }

  // ---- numbers in a row

  @Test
  void rangesHaveExactEnds() {
    assertThat(Tensor.arange(4).toArray()).containsExactly(0, 1, 2, 3);
    assertThat(Tensor.arange(1).toArray()).containsExactly(0);
    double[] tenths = Tensor.linspace(-0.1, 0.3, 5).toArray();
    assertThat(tenths[0]).isEqualTo(-0.1);
    assertThat(tenths[1]).isEqualTo(0, within(1e-16));
    assertThat(tenths[4]).isEqualTo(0.3);
    assertThat(Tensor.linspace(5, 9, 1).toArray()).containsExactly(5);
    assertThat(Tensor.linspace(0, 1, 2).toArray()).containsExactly(0, 1);
  }

  @Test
  void theIdentityChangesNothing() {
    assertThat(X.matmul(Tensor.eye(3)).toArray()).containsExactly(X.toArray());
  }

  // ---- activations

  @Test
  void activationsKeepTheirSizeFarOut() {
    Tensor far = Tensor.of(-1e4, 1e4);
    assertThat(far.silu().abs().toArray()).containsExactly(0, 1e4);
    assertThat(far.hardSwish().abs().toArray()).containsExactly(0, 1e4);
    assertThat(far.geluTanh().abs().toArray()).containsExactly(0, 1e4);
    assertThat(far.elu(2).toArray()).containsExactly(-2, 1e4);
  }

  @Test
  void theTwoGelusDifferByLessThanTheDocumentationSays() {
    Tensor x = Tensor.linspace(-8, 8, 4001);
    double worst = x.gelu().sub(x.geluTanh()).abs().max().item();
    assertThat(worst).isGreaterThan(4e-4).isLessThan(5e-4);
  }
}
