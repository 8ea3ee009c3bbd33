package org.neuronbook.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Ops that threads share when there is much to do: nothing is left out, and no bit depends on it.
 */
class SharedWorkTest {

  /** Large enough to be shared, with sizes that parts do not divide. */
  private static List<double[]> everything() {
    Rng rng = Rng.of(8);
    List<double[]> all = new ArrayList<>();
    Parameter x = new Parameter("x", Tensor.randn(rng, 37, 53, 67));
    Parameter w = new Parameter("w", Tensor.randn(rng, 67));
    Parameter b = new Parameter("b", Tensor.randn(rng, 53, 1));
    Tensor y = x.layerNorm(w, w, 1e-5).mul(w).add(b).gelu().relu().sub(x.exp());
    all.add(y.toArray());
    for (int axis = 0; axis < 3; axis++) {
      all.add(y.sum(axis).toArray());
    }
    y.backward(Tensor.randn(rng, 37, 53, 67));
    Arrays.asList(x, w, b).forEach(each -> all.add(each.grad().toArray()));
    return all;
  }

  @Test
  void resultsHaveTheSameBitsInPoolsOfAnySize() throws Exception {
    List<List<double[]>> all = new ArrayList<>();
    for (int threads : new int[] {1, 2, 4}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        all.add(pool.submit(SharedWorkTest::everything).get());
      } finally {
        pool.shutdown();
      }
    }
    for (int i = 0; i < all.get(0).size(); i++) {
      assertThat(Arrays.equals(all.get(1).get(i), all.get(0).get(i))).as("two: %d", i).isTrue();
      assertThat(Arrays.equals(all.get(2).get(i), all.get(0).get(i))).as("four: %d", i).isTrue();
    }
  }

  @Test
  void aRowOfABroadcastFindsItsPlaceWhereverAPartBegins() {
    Rng rng = Rng.of(9);
    Tensor a = Tensor.randn(rng, 41, 1, 59, 31);
    Tensor b = Tensor.randn(rng, 3, 1, 31);
    Tensor c = Tensor.randn(rng, 59, 1);
    Tensor sum = a.add(b); // (41, 3, 59, 31)
    Tensor product = sum.mul(c);
    for (int draw = 0; draw < 20_000; draw++) {
      int i = rng.nextInt(41);
      int j = rng.nextInt(3);
      int k = rng.nextInt(59);
      int l = rng.nextInt(31);
      assertThat(sum.get(i, j, k, l)).isEqualTo(a.get(i, 0, k, l) + b.get(j, 0, l));
      assertThat(product.get(i, j, k, l)).isEqualTo(sum.get(i, j, k, l) * c.get(k, 0));
    }
  }

  @Test
  void layerNormIsItsTwin() {
    Rng rng = Rng.of(10);
    Parameter x = new Parameter("x", Tensor.randn(rng, 40, 30, 50).mul(3).add(2));
    Parameter w = new Parameter("w", Tensor.randn(rng, 50));
    Parameter b = new Parameter("b", Tensor.randn(rng, 50));
    Tensor g = Tensor.randn(rng, 40, 30, 50);
    Tensor distance = x.sub(x.mean(2, true));
    Tensor variance = distance.pow(2).mean(2, true);
    Tensor twin = distance.div(variance.add(1e-5).sqrt()).mul(w).add(b);
    twin.backward(g);
    List<Tensor> expected = List.of(twin, x.grad(), w.grad(), b.grad());
    List.of(x, w, b).forEach(Parameter::zeroGrad);
    Tensor fused = x.layerNorm(w, b, 1e-5);
    fused.backward(g);
    List<Tensor> got = List.of(fused, x.grad(), w.grad(), b.grad());
    for (int i = 0; i < 4; i++) {
      assertThat(got.get(i).shape()).isEqualTo(expected.get(i).shape());
      assertThat(got.get(i).sub(expected.get(i)).abs().max().item()).as("%d", i).isLessThan(1e-11);
    }
  }

  @Test
  void reluKeepsWhatIsNotANumberAndHasNoNegativeZero() {
    Parameter x = new Parameter("x", Tensor.of(-2, -0.0, 0, 1e-320, 3, Double.NaN));
    Tensor y = x.relu();
    assertThat(y.toArray()).containsExactly(0, 0, 0, 1e-320, 3, Double.NaN);
    y.backward(Tensor.of(Double.NaN, 7, Double.POSITIVE_INFINITY, 7, -7, 7));
    assertThat(x.grad().slice(0, 0, 5).toArray()).containsExactly(0, 0, 0, 7, -7);
  }

  // ---- the normal distribution

  @Test
  void seriesGiveTheNumbersOfTheClosedForms() {
    compare(NormalSeries.CDF, Special::normalCdf);
    compare(NormalSeries.GELU_SLOPE, x -> Special.normalCdf(x) + x * Special.normalPdf(x));
  }

  private static void compare(NormalSeries series, DoubleUnaryOperator closed) {
    Rng rng = Rng.of(11);
    for (int i = 0; i < 100_000; i++) {
      double x = rng.nextDouble(-10, 10);
      assertThat(series.at(x)).as("at " + x).isEqualTo(closed.applyAsDouble(x), within(1e-15));
    }
    for (double x : new double[] {-9, 9, -0.0, 0, -1e300, 1e300, 1 / 32.0, -1 / 32.0}) {
      assertThat(series.at(x)).as("at " + x).isEqualTo(closed.applyAsDouble(x), within(1e-15));
    }
    assertThat(series.at(Double.NaN)).isNaN();
  }
}
