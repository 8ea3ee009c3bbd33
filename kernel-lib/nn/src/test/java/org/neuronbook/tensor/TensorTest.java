package org.neuronbook.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class TensorTest {

  @Test
  void madeFromRowsVectorsNumbersAndEjml() {
    assertThat(Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}).shape()).isEqualTo(Shape.of(2, 3));
    assertThat(Tensor.of(1, 2, 3).shape()).isEqualTo(Shape.of(3));
    assertThat(Tensor.scalar(4).shape()).isEqualTo(Shape.of());
    DMatrixRMaj matrix = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}});
    Tensor tensor = Tensor.of(matrix);
    matrix.set(0, 0, 99);
    assertThat(tensor.toMatrix()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
    assertThat(tensor.matrix().get(1, 0)).isEqualTo(3);
  }

  @Test
  void anEjmlMatrixWithASpareArrayIsCutToItsSize() {
    DMatrixRMaj matrix = new DMatrixRMaj(3, 3);
    matrix.reshape(2, 2);
    assertThat(Tensor.of(matrix).toArray()).hasSize(4);
  }

  @Test
  void elementsAreFoundByIndex() {
    Tensor x = Tensor.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).reshape(2, 3, 2);
    assertThat(x.get(1, 2, 0)).isEqualTo(10);
    assertThat(x.get(0, 1, 1)).isEqualTo(3);
    assertThat(Tensor.scalar(7).get()).isEqualTo(7);
    assertThat(Tensor.of(7).item()).isEqualTo(7);
  }

  @Test
  void printsItsShapeAndItsElements() {
    assertThat(Tensor.scalar(3).toString()).isEqualTo("Tensor() 3");
    assertThat(Tensor.of(1, -0.5, 1e-9).toString()).isEqualTo("Tensor(3) [1, -0.5000, 1.000e-09]");
    assertThat(Tensor.of(new double[][] {{1, 2}, {3, Double.NaN}}).toString())
        .isEqualTo("Tensor(2, 2) [[1, 2],\n              [3, NaN]]");
    assertThat(Tensor.zeros(100).toString()).isEqualTo("Tensor(100) [0, 0, 0, ..., 0, 0, 0]");
    assertThat(Tensor.zeros(50, 50).toString().lines()).hasSize(7);
  }

  @Test
  void valuesThatAreNoNumbersPassThroughInSight() {
    Tensor odd = Tensor.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    assertThat(odd.relu().toArray()).containsExactly(Double.NaN, Double.POSITIVE_INFINITY, 0);
    assertThat(odd.clip(-1, 1).toArray()).containsExactly(Double.NaN, 1, -1);
    assertThat(odd.abs().toArray()[0]).isNaN();
    assertThat(odd.sum().item()).isNaN();
  }

  @Test
  void softmaxRowsAddUpToOneForAnyLogits() {
    Tensor p = Tensor.of(new double[][] {{1e4, -1e4, 0}, {-1e4, -1e4, -1e4}}).softmax(-1);
    assertThat(p.toMatrix()[0]).containsExactly(1, 0, 0);
    assertThat(p.sum(-1).toArray()[1]).isEqualTo(1, within(1e-15));
  }

  @Test
  void geluFollowsItsSeriesAndItsContinuedFractionWhereTheyMeet() {
    // erfc changes its method at 2.5·√2 = 3.5355 of gelu's scale.
    double at = 2.5 * Math.sqrt(2);
    double below = Tensor.of(Math.nextDown(at)).gelu().item();
    double above = Tensor.of(Math.nextUp(at)).gelu().item();
    assertThat(above).isEqualTo(below, within(1e-14));
  }

  @Test
  void thenChainsAnyFunction() {
    assertThat(Tensor.of(1, 2).then(x -> x.mul(10)).toArray()).containsExactly(10, 20);
  }

  @Test
  void shapesAreValues() {
    int[] sizes = {2, 3};
    Shape shape = Shape.of(sizes);
    sizes[0] = 99;
    shape.toArray()[0] = 99;
    assertThat(shape).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
    assertThat(shape).isNotEqualTo(Shape.of(3, 2)).hasToString("(2, 3)");
    assertThat(shape.dim(-1)).isEqualTo(3);
    assertThat(shape.rank()).isEqualTo(2);
    assertThat(Shape.of().size()).isEqualTo(1);
  }

  @Test
  void broadcastingFollowsNumPy() {
    assertThat(Shape.broadcast("add", Shape.of(2, 1, 4), Shape.of(3, 1)))
        .isEqualTo(Shape.of(2, 3, 4));
    assertThat(Shape.broadcast("add", Shape.of(), Shape.of(5))).isEqualTo(Shape.of(5));
  }

  @Test
  void broadcastElementsAreThoseOfPlainLoops() {
    Rng rng = Rng.of(5);
    int[][] sizes = {{2, 3, 4}, {3, 1}};
    Tensor a = Tensor.randn(rng, sizes[0]);
    Tensor b = Tensor.randn(rng, sizes[1]);
    Tensor difference = b.sub(a);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 4; k++) {
          assertThat(difference.get(i, j, k)).isEqualTo(b.get(j, 0) - a.get(i, j, k));
        }
      }
    }
  }
}
