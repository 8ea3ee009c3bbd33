package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Tensor;

class MatricesTest {

  @Test
  void showsAScalarAsItsNumber() {
    assertThat(Matrices.of(Tensor.scalar(0.25)).text()).isEqualTo("Tensor (): 0.25");
  }

  @Test
  void showsTheShapeAndTheNumbersOfAMatrix() {
    Displayable shown = Matrices.of(Tensor.of(new double[][] {{1, -0.5}, {0.25, 100}}));
    assertThat(shown.text())
        .isEqualTo(
            """
            Tensor (2, 2)
                  0       1
            0  1.00   -0.50
            1  0.25  100.00""");
    assertThat(shown.html()).contains("rgba(0, 114, 178, 0.45)").contains("<th scope=\"row\"");
  }

  @Test
  void showsAVectorAsOneRow() {
    assertThat(Matrices.of(new int[] {7, 2, 1}).text()).isEqualTo("int[3]\n0  1  2\n7  2  1");
  }

  @Test
  void showsTheEndsOfALongVector() {
    String text = Matrices.of(new double[1000]).text();
    assertThat(text).startsWith("double[1000]").contains("…").contains("999").doesNotContain("500");
  }

  @Test
  void showsTheEndsOfABigMatrixInFewLines() {
    Displayable shown = Matrices.of(new DMatrixRMaj(1000, 784));
    assertThat(shown.text().lines()).hasSize(13);
    assertThat(shown.html()).hasSizeLessThan(15_000);
  }

  @Test
  void saysWhichMatrixOfAHigherTensorIsShown() {
    assertThat(Matrices.of(Tensor.zeros(2, 3, 4, 5)).text())
        .startsWith("Tensor (2, 3, 4, 5), at [0, 0, :, :]");
  }

  @Test
  void showsNumbersThatAreNotFinite() {
    assertThat(Matrices.of(new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0.5}).text())
        .contains("NaN")
        .contains("∞")
        .contains("0.5");
  }

  @Test
  void showsRowsOfDifferentLengthsAsText() {
    assertThat(Matrices.of(new double[][] {{1}, {2, 3}}).text())
        .isEqualTo("double[2][] [[1.0], [2.0, 3.0]]");
  }

  @Test
  void showsNothingOfNothing() {
    assertThat(Matrices.of(new double[0]).text()).isEqualTo("double[0]: no elements");
    assertThat(Matrices.of(new double[0][]).text()).isEqualTo("double[0][0]: no elements");
  }
}
