package org.neuronbook.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neuronbook.compute.Compute;
import org.neuronbook.compute.Precision;

/** The switch to products in float32: what it changes, and what it does not. */
class PrecisionTest {

  @AfterEach
  void everythingElseMultipliesInDouble() {
    Compute.products(Precision.FLOAT64);
  }

  @Test
  void productsInFloat32HaveAboutSevenDigitsForwardAndBackward() {
    double[][] wide = productAndGradients();
    Compute.products(Precision.FLOAT32);
    double[][] narrow = productAndGradients();
    assertSevenDigits(narrow, wide);
  }

  @Test
  void convolutionsInFloat32HaveAboutSevenDigitsForwardAndBackward() {
    double[][] wide = convolutionAndGradients();
    Compute.products(Precision.FLOAT32);
    double[][] narrow = convolutionAndGradients();
    assertSevenDigits(narrow, wide);
  }

  /** Relative to the largest element; not equal, or the switch does nothing. */
  private static void assertSevenDigits(double[][] got, double[][] expected) {
    for (int part = 0; part < expected.length; part++) {
      double largest = 0;
      double error = 0;
      for (int i = 0; i < expected[part].length; i++) {
        largest = Math.max(largest, Math.abs(expected[part][i]));
        error = Math.max(error, Math.abs(got[part][i] - expected[part][i]));
      }
      assertThat(error / largest).as("part %d", part).isBetween(1e-9, 1e-6);
    }
  }

  @Test
  void productsInFloat32HaveTheSameBitsInPoolsOfAnySize() throws Exception {
    Compute.products(Precision.FLOAT32);
    double[][][] results = new double[3][][];
    for (int threads = 1; threads <= 3; threads++) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        results[threads - 1] =
            pool.submit(
                    () ->
                        Stream.of(productAndGradients(), convolutionAndGradients())
                            .flatMap(Stream::of)
                            .toArray(double[][]::new))
                .get();
      } finally {
        pool.shutdown();
      }
    }
    assertThat(results[1]).as("two threads").isDeepEqualTo(results[0]);
    assertThat(results[2]).as("three threads").isDeepEqualTo(results[0]);
  }

  @Test
  void allButProductsStaysInDouble() {
    Tensor x = Tensor.randn(Rng.of(4), 100, 100);
    double[] wide = x.exp().add(x).softmax(1).sum(0).toArray();
    Compute.products(Precision.FLOAT32);
    assertThat(x.exp().add(x).softmax(1).sum(0).toArray()).containsExactly(wide);
  }

  @Test
  void theDescriptionNamesThePrecision() {
    assertThat(Compute.description()).endsWith(", float64");
    Compute.products(Precision.FLOAT32);
    assertThat(Compute.description()).endsWith(", float32");
  }

  private static double[][] productAndGradients() {
    Rng rng = Rng.of(13);
    Parameter a = new Parameter("a", Tensor.randn(rng, 150, 700));
    Parameter b = new Parameter("b", Tensor.randn(rng, 700, 90));
    Tensor product = a.matmul(b);
    product.backward(Tensor.randn(rng, 150, 90));
    return new double[][] {product.toArray(), a.grad().toArray(), b.grad().toArray()};
  }

  private static double[][] convolutionAndGradients() {
    Rng rng = Rng.of(14);
    Parameter x = new Parameter("x", Tensor.randn(rng, 20, 8, 12, 12));
    Parameter w = new Parameter("w", Tensor.randn(rng, 16, 4, 3, 3));
    Parameter bias = new Parameter("bias", Tensor.randn(rng, 16));
    Tensor y = x.conv2d(w, bias, Window.of(3).padding(1), 2);
    y.backward(Tensor.randn(rng, y.shape().toArray()));
    return new double[][] {y.toArray(), x.grad().toArray(), w.grad().toArray()};
  }
}
