package org.neuronbook.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

/**
 * What all contenders of a case compute: the same net on the same batch from the same weights.
 *
 * @param input the shape of a batch
 * @param rate the learning rate; a power of 2, so that it is the same number as a float
 */
record Problem(Shape input, List<Part> parts, Goal goal, Rule rule, double rate) {
  private static final int CLASSES = 10;

  /**
   * Adam's eps. DJL and DL4J add it before they correct the second moment for starting at 0,
   * PyTorch and we do after it: with the usual 1e-8, losses would differ in the fifth digit.
   */
  static final double EPS = 1e-12;

  private static final List<Class<? extends Part>> COUNTED =
      List.of(
          Part.Dense.class,
          Part.Conv.class,
          Part.Pool.class,
          Part.Relu.class,
          Part.Sigmoid.class,
          Part.Flatten.class,
          Part.Product.class);

  enum Goal {
    CROSS_ENTROPY,
    MSE,
    /** Forward only. */
    NOTHING
  }

  enum Rule {
    SGD,
    ADAM
  }

  static Problem classify(Shape input, Rule rule, double rate, Part... parts) {
    return new Problem(input, List.of(parts), Goal.CROSS_ENTROPY, rule, rate);
  }

  int batch() {
    return input.dim(0);
  }

  /** The batch; token ids stand in it as numbers. */
  Tensor x() {
    if (parts.get(0) instanceof Part.Bert bert) {
      Rng rng = Rng.of(1);
      double[] ids = new double[input.size()];
      Arrays.setAll(ids, i -> rng.nextInt(bert.vocabulary()));
      return Tensor.wrap(input, ids);
    }
    return isXor()
        ? Tensor.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}})
        : Tensor.randn(Rng.of(1), input.toArray());
  }

  int[] labels() {
    Rng rng = Rng.of(2);
    return IntStream.range(0, batch()).map(i -> rng.nextInt(CLASSES)).toArray();
  }

  /** What is to be hit with {@link Goal#MSE}. */
  Tensor target(Shape output) {
    return isXor()
        ? Tensor.of(new double[][] {{0}, {1}, {1}, {0}})
        : Tensor.randn(Rng.of(3), output.toArray());
  }

  private boolean isXor() {
    return input.equals(Shape.of(4, 2));
  }

  /** The right operand of a {@link Part.Product}. */
  static Tensor matrix(int n) {
    return Tensor.randn(Rng.of(4), n, n);
  }

  boolean consistsOf(List<Class<? extends Part>> known) {
    return parts.stream().allMatch(part -> known.contains(part.getClass()));
  }

  /**
   * Multiplications and additions of the matrix products of a step: each is done once forward, once
   * for the gradient of the weights, and once for that of the input, which the first layer has no
   * use for. Null for nets of other parts than dense layers and convolutions.
   */
  Double flops() {
    if (!consistsOf(COUNTED)) {
      return null;
    }
    double all = 0;
    double first = 0;
    int[] sizes = input.toArray();
    for (Part part : parts) {
      double one = 0;
      if (part instanceof Part.Dense dense) {
        int rows = Shape.of(sizes).size() / dense.inputs();
        one = 2.0 * rows * dense.inputs() * dense.outputs();
        sizes[sizes.length - 1] = dense.outputs();
      } else if (part instanceof Part.Conv conv) {
        int height = sizes[2] - conv.size() + 1;
        int width = sizes[3] - conv.size() + 1;
        one = 2.0 * batch() * height * width * conv.inputs() * conv.size() * conv.size();
        one *= conv.outputs();
        sizes = new int[] {batch(), conv.outputs(), height, width};
      } else if (part instanceof Part.Pool pool) {
        sizes[2] /= pool.size();
        sizes[3] /= pool.size();
      } else if (part instanceof Part.Flatten) {
        sizes = new int[] {batch(), Shape.of(sizes).size() / batch()};
      } else if (part instanceof Part.Product product) {
        one = 2.0 * product.n() * product.n() * product.n();
      }
      first = first == 0 ? one : first;
      all += one;
    }
    return goal == Goal.NOTHING ? all : 3 * all - first;
  }
}
