package org.neuronbook.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** All engines in all precisions against the sum of the definition. */
class EngineTest {

  @AfterEach
  void everythingElseMultipliesInDouble() {
    Compute.products(Precision.FLOAT64);
  }

  private record Product(int rows, int columns, int inner, boolean turnA, boolean turnB) {
    static Product draw(Rng rng) {
      return new Product(
          1 + rng.nextInt(40),
          1 + rng.nextInt(90),
          // Now and then more terms than are summed at once.
          1 + rng.nextInt(rng.nextInt(4) == 0 ? 1500 : 60),
          rng.nextInt(2) == 0,
          rng.nextInt(2) == 0);
    }

    /** Inside a larger array of noise. */
    static Operand operand(Rng rng, int rows, int columns) {
      int stride = columns + rng.nextInt(4);
      int at = rng.nextInt(5);
      double[] values = Tensor.randn(rng, at + rows * stride).toArray();
      return new Operand(values, at, rows, columns, stride, false);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyEngineComputesTheSumsOfTheDefinition() {
    Rng rng = Rng.of(11);
    BlasEngine plain = new BlasEngine(JavaBLAS.getInstance(), "plain Java");
    return Stream.of(new VectorEngine(), plain)
        .flatMap(
            engine ->
                Stream.of(Precision.values())
                    .flatMap(
                        precision ->
                            Stream.generate(() -> Product.draw(rng))
                                .limit(60)
                                .map(
                                    p ->
                                        dynamicTest(
                                            engine.name() + " " + precision + " " + p,
                                            () -> compare(engine, precision, p, rng)))));
  }

  private static void compare(Engine engine, Precision precision, Product p, Rng rng) {
    Operand a =
        p.turnA
            ? Product.operand(rng, p.inner, p.rows).transpose()
            : Product.operand(rng, p.rows, p.inner);
    Operand b =
        p.turnB
            ? Product.operand(rng, p.columns, p.inner).transpose()
            : Product.operand(rng, p.inner, p.columns);
    boolean add = rng.nextInt(2) == 0;
    Operand product = Product.operand(rng, p.rows, p.columns);
    int stride = product.stride();
    double[] out = product.values();
    double[] before = out.clone();
    engine.multiply(precision, a, b, add, product);
    double digits = precision == Precision.FLOAT64 ? 1e-15 : 1e-6;
    for (int i = 0; i < p.rows; i++) {
      for (int j = 0; j < stride; j++) {
        int at = product.at() + i * stride + j;
        if (j >= p.columns) {
          assertThat(out[at]).as("behind row %d nothing is written", i).isEqualTo(before[at]);
          continue;
        }
        double sum = add ? before[at] : 0;
        double size = Math.abs(sum);
        for (int k = 0; k < p.inner; k++) {
          double term = a.values()[a.index(i, k)] * b.values()[b.index(k, j)];
          sum += term;
          size += Math.abs(term);
        }
        assertThat(out[at]).as("(%d, %d)", i, j).isEqualTo(sum, within(digits * (size + 1)));
      }
    }
  }

  /** The bits of an element are those of its terms in order, fused: no tile, no split shows. */
  @Test
  void theVectorEngineSumsInOrderWhateverSurroundsAnElement() {
    Rng rng = Rng.of(12);
    Operand a = Operand.of(Tensor.randn(rng, 50, 70).toArray(), 0, 50, 70);
    Operand b = Operand.of(Tensor.randn(rng, 70, 60).toArray(), 0, 70, 60);
    double[] whole = new double[50 * 60];
    new VectorEngine().multiply(Precision.FLOAT64, a, b, false, Operand.of(whole, 0, 50, 60));
    for (int i = 0; i < 50; i++) {
      for (int j = 0; j < 60; j++) {
        double sum = 0;
        for (int k = 0; k < 70; k++) {
          sum = Math.fma(a.values()[a.index(i, k)], b.values()[b.index(k, j)], sum);
        }
        assertThat(whole[i * 60 + j]).as("(%d, %d)", i, j).isEqualTo(sum);
      }
    }
  }

  // ---- the switch

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
