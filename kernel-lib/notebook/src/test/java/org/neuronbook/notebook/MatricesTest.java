package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Parameter;
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
    assertThat(Views.orText(new int[] {7, 2, 1}).text()).isEqualTo("int[3]\n0  1  2\n7  2  1");
  }

  @Test
  void showsTheEndsOfALongVector() {
    String text = Views.orText(new double[1000]).text();
    assertThat(text)
        .startsWith("double[1000], from 0 to 0, mean 0\n")
        .contains("… 990 more")
        .contains("999")
        .doesNotContain("500");
  }

  @Test
  void showsTheEndsOfABigMatrixInFewLines() {
    Displayable shown = Matrices.of(new DMatrixRMaj(1000, 784));
    assertThat(shown.text().lines()).hasSize(13);
    assertThat(shown.html()).hasSizeLessThan(15_000);
  }

  @Test
  void showsTheMatricesOfATensorOfThreeAxes() {
    assertThat(Matrices.of(Tensor.arange(8).reshape(2, 2, 2)).text())
        .isEqualTo(
            """
            Tensor (2, 2, 2), from 0 to 7, mean 3.5

            [0, :, :]
               0  1
            0  0  1
            1  2  3

            [1, :, :]
               0  1
            0  4  5
            1  6  7""");
  }

  @Test
  void countsTheMatricesOfAHigherTensorThatAreNotShown() {
    assertThat(Matrices.of(Tensor.zeros(2, 3, 4, 5)).text())
        .startsWith("Tensor (2, 3, 4, 5), from 0 to 0, mean 0")
        .contains("[0, 0, :, :]", "[0, 2, :, :]")
        .doesNotContain("[1, 0, :, :]")
        .endsWith("… 3 more matrices");
  }

  @Test
  void saysWhatABigMatrixHoldsThatItsEndsDoNotShow() {
    double[] values = new double[10_000];
    values[5_000] = Double.NaN;
    values[5_001] = Double.NEGATIVE_INFINITY;
    values[5_002] = 7;
    assertThat(Matrices.of(Tensor.of(values).reshape(100, 100)).text())
        .startsWith("Tensor (100, 100), from 0 to 7, mean 0.0007001, 1 NaN, 1 infinite\n")
        .contains("… 90 more");
  }

  @Test
  void tellsAParameterByItsNameAndItsGradient() {
    Parameter weight = new Parameter("fc1.weight", Tensor.of(new double[][] {{1, 2}}));
    assertThat(Matrices.of(weight).text()).startsWith("Parameter fc1.weight (1, 2)\n");
    weight.mul(weight).sum().backward();
    assertThat(Matrices.of(weight).text()).endsWith("Its gradient: from 2 to 4, mean 3");
  }

  @Test
  void showsEveryKindOfMatrixOfEjml() {
    DMatrixRMaj row = new DMatrixRMaj(new double[][] {{1, 2}});
    String numbers = "\n   0  1\n0  1  2";
    assertThat(Views.orText(row).text()).isEqualTo("Matrix (1, 2)" + numbers);
    assertThat(Views.orText(new SimpleMatrix(row)).text()).isEqualTo("Matrix (1, 2)" + numbers);
    assertThat(Views.orText(new FMatrixRMaj(new float[][] {{1, 2}})).text())
        .isEqualTo("Matrix (1, 2)" + numbers);
    DMatrixSparseCSC sparse = new DMatrixSparseCSC(1000, 1000, 1);
    sparse.set(0, 1, 2);
    assertThat(Views.orText(sparse).text())
        .startsWith("Matrix (1000, 1000), sparse, 1 entry stored, from 0 to 2, mean 2.000e-06\n");
    ZMatrixRMaj complex = new ZMatrixRMaj(1, 1);
    complex.set(0, 0, 1, -2);
    assertThat(Views.orText(complex).text())
        .isEqualTo("Matrix (1, 1), complex\n        0\n0  1 - 2i");
    assertThat(Views.orText(new DMatrixRMaj(0, 3)).text()).isEqualTo("Matrix (0, 3): no elements");
  }

  @Test
  void showsArraysOfEveryKindOfNumber() {
    assertThat(Views.orText(new float[] {0.5f}).text()).isEqualTo("float[1]\n     0\n0.5000");
    assertThat(Views.orText(new boolean[] {true, false}).text())
        .isEqualTo("boolean[2]\n   0      1\ntrue  false");
    assertThat(Views.orText(new int[][] {{1, 2}, {3, 4}}).text())
        .isEqualTo("int[2][2]\n   0  1\n0  1  2\n1  3  4");
    assertThat(Views.orText(new byte[] {-1}).text()).isEqualTo("byte[1]\n 0\n-1");
  }

  @Test
  void keepsEveryDigitOfALong() {
    assertThat(Views.orText(new long[] {Long.MAX_VALUE}).text()).endsWith("9223372036854775807");
  }

  @Test
  void showsNumbersThatAreNotFinite() {
    assertThat(Views.orText(new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0.5}).text())
        .contains("NaN")
        .contains("∞")
        .contains("0.5");
  }

  @Test
  void showsRowsOfDifferentLengthsAsText() {
    assertThat(Views.orText(new double[][] {{1}, {2, 3}}).text())
        .isEqualTo("double[2][], rows of different lengths\n   value\n0  [1]\n1  [2, 3]");
  }

  @Test
  void showsNothingOfNothing() {
    assertThat(Views.orText(new double[0]).text()).isEqualTo("double[0]: no elements");
    assertThat(Views.orText(new double[0][]).text()).isEqualTo("double[0][0]: no elements");
  }
}
