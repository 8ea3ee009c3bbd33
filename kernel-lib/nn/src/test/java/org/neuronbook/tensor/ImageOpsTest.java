package org.neuronbook.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The fused ops for pictures against their simple twins: the loops of their formulas. */
class ImageOpsTest {

  // ---- twins

  /** The sum over everything under the kernel, place by place. */
  static Tensor conv2dTwin(Tensor x, Tensor w, Tensor b, Window window, int groups) {
    Shape s = x.shape();
    Shape places = window.output("twin", s.dim(2), s.dim(3));
    int outputs = w.shape().dim(0);
    double[] out = new double[s.dim(0) * outputs * places.size()];
    int at = 0;
    for (int n = 0; n < s.dim(0); n++) {
      for (int o = 0; o < outputs; o++) {
        for (int i = 0; i < places.dim(0); i++) {
          for (int j = 0; j < places.dim(1); j++) {
            double sum = b.get(o);
            for (int c = 0; c < w.shape().dim(1); c++) {
              for (int u = 0; u < window.height(); u++) {
                for (int v = 0; v < window.width(); v++) {
                  int channel = o / (outputs / groups) * w.shape().dim(1) + c;
                  int row = i * window.strideHeight() + u * window.dilationHeight();
                  int column = j * window.strideWidth() + v * window.dilationWidth();
                  sum +=
                      w.get(o, c, u, v)
                          * pixel(
                              x,
                              n,
                              channel,
                              row - window.paddingHeight(),
                              column - window.paddingWidth(),
                              0);
                }
              }
            }
            out[at++] = sum;
          }
        }
      }
    }
    return Tensor.wrap(Shape.of(s.dim(0), outputs, places.dim(0), places.dim(1)), out);
  }

  static Tensor maxPool2dTwin(Tensor x, Window window) {
    Shape s = x.shape();
    Shape places = window.output("twin", s.dim(2), s.dim(3));
    double[] out = new double[s.dim(0) * s.dim(1) * places.size()];
    int at = 0;
    for (int plane = 0; plane < s.dim(0) * s.dim(1); plane++) {
      for (int i = 0; i < places.size(); i++) {
        double max = Double.NEGATIVE_INFINITY;
        for (int u = 0; u < window.height(); u++) {
          for (int v = 0; v < window.width(); v++) {
            int row = i / places.dim(1) * window.strideHeight() + u * window.dilationHeight();
            int column = i % places.dim(1) * window.strideWidth() + v * window.dilationWidth();
            max =
                Math.max(
                    max,
                    pixel(
                        x,
                        plane / s.dim(1),
                        plane % s.dim(1),
                        row - window.paddingHeight(),
                        column - window.paddingWidth(),
                        Double.NEGATIVE_INFINITY));
          }
        }
        out[at++] = max;
      }
    }
    return Tensor.wrap(Shape.of(s.dim(0), s.dim(1), places.dim(0), places.dim(1)), out);
  }

  private static double pixel(Tensor x, int n, int c, int row, int column, double outside) {
    boolean inside = row >= 0 && column >= 0 && row < x.shape().dim(2) && column < x.shape().dim(3);
    return inside ? x.get(n, c, row, column) : outside;
  }

  // ---- random sizes

  private record Sizes(int batch, int groups, int in, int out, int height, int width, Window w) {
    static Sizes draw(Rng rng) {
      while (true) {
        Window window =
            Window.of(1 + rng.nextInt(4), 1 + rng.nextInt(4))
                .stride(1 + rng.nextInt(4), 1 + rng.nextInt(4))
                .padding(rng.nextInt(4), rng.nextInt(4))
                .dilation(1 + rng.nextInt(3), 1 + rng.nextInt(3));
        Sizes sizes =
            new Sizes(
                1 + rng.nextInt(20),
                1 + rng.nextInt(3),
                1 + rng.nextInt(3),
                1 + rng.nextInt(3),
                1 + rng.nextInt(12),
                1 + rng.nextInt(12),
                window);
        if (sizes.height + 2 * window.paddingHeight()
                > window.dilationHeight() * (window.height() - 1)
            && sizes.width + 2 * window.paddingWidth()
                > window.dilationWidth() * (window.width() - 1)) {
          return sizes;
        }
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> conv2dIsItsTwin() {
    Rng rng = Rng.of(5);
    return Stream.generate(() -> Sizes.draw(rng))
        .limit(150)
        .map(
            s ->
                dynamicTest(
                    s.toString(),
                    () -> {
                      Tensor x = Tensor.randn(rng, s.batch, s.in * s.groups, s.height, s.width);
                      Tensor w =
                          Tensor.randn(rng, s.out * s.groups, s.in, s.w.height(), s.w.width());
                      Tensor b = Tensor.randn(rng, s.out * s.groups);
                      assertClose(
                          x.conv2d(w, b, s.w, s.groups), conv2dTwin(x, w, b, s.w, s.groups));
                    }));
  }

  /** Σ conv(x) · y = Σ x · transposed(y), for all x and y: the two are each other's transpose. */
  @TestFactory
  Stream<DynamicTest> convTranspose2dIsTheTransposeOfConv2d() {
    Rng rng = Rng.of(6);
    return Stream.generate(() -> Sizes.draw(rng))
        .limit(60)
        .map(
            s ->
                dynamicTest(
                    s.toString(),
                    () -> {
                      Tensor y = Tensor.randn(rng, 2, s.out * s.groups, s.height, s.width);
                      Tensor w =
                          Tensor.randn(rng, s.out * s.groups, s.in, s.w.height(), s.w.width());
                      // Enough that padding leaves something.
                      Window window = s.w.padding(0);
                      Tensor zeros = Tensor.zeros(s.in * s.groups);
                      Tensor painted = y.convTranspose2d(w, zeros, window, 0, s.groups);
                      Tensor x = Tensor.randn(rng, painted.shape().toArray());
                      Tensor seen =
                          conv2dTwin(x, w, Tensor.zeros(s.out * s.groups), window, s.groups);
                      assertClose(seen.mul(y).sum(), painted.mul(x).sum());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> maxPool2dIsItsTwin() {
    Rng rng = Rng.of(7);
    return Stream.generate(() -> Sizes.draw(rng))
        .filter(s -> s.w.paddingHeight() <= s.w.height() / 2)
        .filter(s -> s.w.paddingWidth() <= s.w.width() / 2)
        // A dilated window must not step over the picture.
        .filter(s -> s.height >= s.w.dilationHeight() && s.width >= s.w.dilationWidth())
        .limit(100)
        .map(
            s ->
                dynamicTest(
                    s.toString(),
                    () -> {
                      Tensor x = Tensor.randn(rng, s.batch, s.in, s.height, s.width);
                      assertThat(x.maxPool2d(s.w).shape()).isEqualTo(maxPool2dTwin(x, s.w).shape());
                      assertThat(x.maxPool2d(s.w).toArray())
                          .containsExactly(maxPool2dTwin(x, s.w).toArray());
                    }));
  }

  @Test
  void avgPool2dIsAConvolutionWithEqualWeights() {
    Rng rng = Rng.of(8);
    Tensor x = Tensor.randn(rng, 3, 1, 7, 9);
    Window window = Window.of(3, 2).stride(2, 3).padding(1, 1);
    Tensor equal = Tensor.full(1.0 / 6, 1, 1, 3, 2);
    assertClose(x.avgPool2d(window), conv2dTwin(x, equal, Tensor.zeros(1), window, 1));
  }

  @Test
  void theFirstOfEqualPixelsGetsTheWholeGradient() {
    Parameter x = new Parameter("x", Tensor.ones(1, 1, 2, 2));
    x.maxPool2d(Window.of(2)).sum().backward();
    assertThat(x.grad().toArray()).containsExactly(1, 0, 0, 0);
  }

  /** Normalising, written with ops that are checked elsewhere. */
  @Test
  void normaliseIsItsTwin() {
    Rng rng = Rng.of(9);
    Parameter x = new Parameter("x", Tensor.randn(rng, 4, 3, 5).mul(3).add(2));
    Tensor g = Tensor.randn(rng, 4, 3, 5);
    Tensor distance = x.sub(x.mean(2).mean(0).reshape(3, 1));
    Tensor variance = distance.mul(distance).mean(2).mean(0).reshape(3, 1);
    Tensor twin = distance.div(variance.add(1e-5).sqrt());
    twin.backward(g);
    Tensor twinGradient = x.grad();
    x.zeroGrad();
    Tensor fused = x.normalise(1e-5);
    fused.backward(g);
    assertClose(fused, twin);
    assertClose(x.grad(), twinGradient);
  }

  private static void assertClose(Tensor got, Tensor expected) {
    assertThat(got.shape()).isEqualTo(expected.shape());
    for (int i = 0; i < expected.data().length; i++) {
      double want = expected.data()[i];
      if (!(Math.abs(got.data()[i] - want) <= 1e-11 * Math.max(1, Math.abs(want)))) {
        throw new AssertionError(
            "the twin has " + want + " at element " + i + ", here it is " + got.data()[i]);
      }
    }
  }

  // ---- threads

  @Test
  void resultsHaveTheSameBitsInPoolsOfAnySize() throws Exception {
    List<List<Long>> bits = new ArrayList<>();
    for (int threads : new int[] {1, 2, 4}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        bits.add(pool.submit(ImageOpsTest::bitsOfEverything).get());
      } finally {
        pool.shutdown();
      }
    }
    assertThat(bits.get(1)).as("two threads").isEqualTo(bits.get(0));
    assertThat(bits.get(2)).as("four threads").isEqualTo(bits.get(0));
  }

  private static List<Long> bitsOfEverything() {
    Rng rng = Rng.of(10);
    List<Long> bits = new ArrayList<>();
    for (int batch : new int[] {1, 7, 50}) {
      Parameter x = new Parameter("x", Tensor.randn(rng, batch, 6, 14, 13));
      Parameter w = new Parameter("w", Tensor.randn(rng, 8, 3, 3, 3));
      Parameter b = new Parameter("b", Tensor.randn(rng, 8));
      Parameter up = new Parameter("up", Tensor.randn(rng, 8, 4, 2, 2));
      Tensor y = x.conv2d(w, b, Window.of(3).padding(1), 2);
      y = y.relu().maxPool2d(Window.of(2));
      y = y.convTranspose2d(up, Tensor.zeros(4), Window.of(2).stride(2), 0, 1);
      y = y.avgPool2d(Window.of(2).stride(2));
      y.backward(Tensor.randn(rng, y.shape().toArray()));
      for (Tensor each : List.of(y, x.grad(), w.grad(), b.grad(), up.grad())) {
        long sum = 17;
        for (double value : each.data()) {
          sum = 31 * sum + Double.doubleToLongBits(value);
        }
        bits.add(sum);
      }
    }
    return bits;
  }

  @Test
  void reluReachesEveryElementHoweverThreadsShareThem() {
    Parameter x = new Parameter("x", Tensor.randn(Rng.of(12), 100_001));
    Tensor y = x.relu();
    y.backward(Tensor.full(3, 100_001));
    for (int i = 0; i < 100_001; i++) {
      assertThat(y.get(i)).isEqualTo(Math.max(0, x.get(i)));
      assertThat(x.grad().get(i)).isEqualTo(x.get(i) > 0 ? 3 : 0);
    }
  }

  @Test
  void aSampleDoesNotDependOnTheRestOfItsBatch() {
    Rng rng = Rng.of(11);
    Tensor x = Tensor.randn(rng, 40, 3, 9, 8);
    Tensor w = Tensor.randn(rng, 5, 3, 3, 3);
    Tensor b = Tensor.randn(rng, 5);
    double[] all = x.conv2d(w, b, Window.of(3), 1).toArray();
    int size = all.length / 40;
    int sample = 3 * 9 * 8;
    for (int n : new int[] {0, 1, 17, 39}) {
      Tensor one =
          Tensor.wrap(
              Shape.of(1, 3, 9, 8),
              IntStream.range(0, sample).mapToDouble(i -> x.data()[n * sample + i]).toArray());
      assertThat(one.conv2d(w, b, Window.of(3), 1).toArray())
          .containsExactly(IntStream.range(0, size).mapToDouble(i -> all[n * size + i]).toArray());
    }
  }
}
