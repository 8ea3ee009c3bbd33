package org.neuronbook.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Matrix products against EJML, whose code has nothing in common with ours. */
class ProductsTest {

  /**
   * Sizes around every border: plain loop or BLAS, one block of rows or more, one thread or more.
   */
  private static final int[][] BORDERS = {
    {1, 1, 1},
    {10, 10, 10}, // 1,000: the first that BLAS multiplies
    {9, 11, 10}, // 990: the last that a loop multiplies
    {1, 1000, 1},
    {31, 7, 5},
    {32, 7, 5},
    {33, 7, 5}, // the second block has one row
    {64, 3, 9},
    {65, 40, 40},
    {100, 100, 40}, // 400,000: the first that threads share
    {100, 100, 39},
    {129, 67, 71},
    {1, 700, 700},
    {700, 1, 700},
    {700, 700, 1},
  };

  @TestFactory
  Stream<DynamicTest> productAndItsGradientsAreThoseOfEjml() {
    Rng rng = Rng.of(42);
    List<int[]> sizes = new ArrayList<>(Arrays.asList(BORDERS));
    for (int i = 0; i < 60; i++) {
      sizes.add(new int[] {1 + rng.nextInt(70), 1 + rng.nextInt(70), 1 + rng.nextInt(70)});
    }
    return sizes.stream()
        .map(s -> dynamicTest(Arrays.toString(s), () -> compare(1, s[0], s[1], s[2])));
  }

  @TestFactory
  Stream<DynamicTest> batchesAreProductsOneByOne() {
    Rng rng = Rng.of(43);
    return Stream.generate(
            () ->
                new int[] {
                  2 + rng.nextInt(4), 1 + rng.nextInt(70), 1 + rng.nextInt(40), 1 + rng.nextInt(40)
                })
        .limit(25)
        .map(s -> dynamicTest(Arrays.toString(s), () -> compare(s[0], s[1], s[2], s[3])));
  }

  private static void compare(int batches, int n, int k, int m) {
    Rng rng = Rng.of(1000L * n + 100L * k + m);
    Parameter a = new Parameter("a", Tensor.randn(rng, batches, n, k));
    Parameter b = new Parameter("b", Tensor.randn(rng, batches, k, m));
    Tensor g = Tensor.randn(rng, batches, n, m);
    Tensor product = a.matmul(b);
    product.backward(g);
    for (int i = 0; i < batches; i++) {
      DMatrixRMaj matrixA = slice(a, i, n, k);
      DMatrixRMaj matrixB = slice(b, i, k, m);
      DMatrixRMaj matrixG = slice(g, i, n, m);
      DMatrixRMaj expected = new DMatrixRMaj(n, m);
      CommonOps_DDRM.mult(matrixA, matrixB, expected);
      assertClose("product", slice(product, i, n, m), expected, k);
      DMatrixRMaj gradientA = new DMatrixRMaj(n, k);
      CommonOps_DDRM.multTransB(matrixG, matrixB, gradientA);
      assertClose("gradient of the left", slice(a.grad(), i, n, k), gradientA, m);
      DMatrixRMaj gradientB = new DMatrixRMaj(k, m);
      CommonOps_DDRM.multTransA(matrixA, matrixG, gradientB);
      assertClose("gradient of the right", slice(b.grad(), i, k, m), gradientB, n);
    }
  }

  private static DMatrixRMaj slice(Tensor x, int index, int rows, int columns) {
    int size = rows * columns;
    return DMatrixRMaj.wrap(
        rows, columns, Arrays.copyOfRange(x.data(), index * size, (index + 1) * size));
  }

  /** Equal but for the rounding of a sum of n products of standard normal numbers. */
  private static void assertClose(String what, DMatrixRMaj got, DMatrixRMaj expected, int n) {
    for (int i = 0; i < expected.data.length; i++) {
      if (!(Math.abs(got.data[i] - expected.data[i]) <= 1e-14 * (n + 10))) {
        throw new AssertionError(
            what
                + ": EJML has "
                + expected.data[i]
                + " at element "
                + i
                + ", here it is "
                + got.data[i]);
      }
    }
  }

  @Test
  void aMatrixMultipliesEveryRowOfAnyRank() {
    Rng rng = Rng.of(3);
    Tensor x = Tensor.randn(rng, 3, 5, 4);
    Tensor w = Tensor.randn(rng, 4, 6);
    Tensor flat = x.reshape(15, 4).matmul(w);
    assertThat(x.matmul(w).shape()).isEqualTo(Shape.of(3, 5, 6));
    assertThat(x.matmul(w).toArray()).containsExactly(flat.toArray());
  }

  @Test
  void resultsHaveTheSameBitsInPoolsOfAnySize() throws Exception {
    String[] digests = new String[3];
    int[] threads = {1, 2, 4};
    for (int i = 0; i < threads.length; i++) {
      ForkJoinPool pool = new ForkJoinPool(threads[i]);
      try {
        digests[i] = pool.submit(() -> String.join("\n", ProductsProgram.lines())).get();
      } finally {
        pool.shutdown();
      }
    }
    assertThat(digests[1]).as("two threads").isEqualTo(digests[0]);
    assertThat(digests[2]).as("four threads").isEqualTo(digests[0]);
  }
}
