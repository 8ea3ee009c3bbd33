package org.neuronbook.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** All engines in all precisions against the sum of the definition. */
class EngineTest {

  private record Product(int rows, int columns, int inner, boolean turnA, boolean turnB) {
    static Product draw(Random rng) {
      return new Product(
          1 + rng.nextInt(40),
          1 + rng.nextInt(90),
          // Now and then more terms than are summed at once.
          1 + rng.nextInt(rng.nextInt(4) == 0 ? 1500 : 60),
          rng.nextInt(2) == 0,
          rng.nextInt(2) == 0);
    }

    /** Inside a larger array of noise. */
    static Operand operand(Random rng, int rows, int columns) {
      int stride = columns + rng.nextInt(4);
      int at = rng.nextInt(5);
      double[] values = noise(rng, at + rows * stride);
      return new Operand(values, at, rows, columns, stride, false);
    }
  }

  private static double[] noise(Random rng, int length) {
    return DoubleStream.generate(rng::nextGaussian).limit(length).toArray();
  }

  @TestFactory
  Stream<DynamicTest> everyEngineComputesTheSumsOfTheDefinition() {
    Random rng = new Random(11);
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

  private static void compare(Engine engine, Precision precision, Product p, Random rng) {
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
    Random rng = new Random(12);
    Operand a = Operand.of(noise(rng, 50 * 70), 0, 50, 70);
    Operand b = Operand.of(noise(rng, 70 * 60), 0, 70, 60);
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
}
