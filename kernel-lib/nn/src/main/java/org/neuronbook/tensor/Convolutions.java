package org.neuronbook.tensor;

import static org.neuronbook.tensor.Autograd.edge;
import static org.neuronbook.tensor.Autograd.result;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.neuronbook.compute.MatrixProduct;
import org.neuronbook.compute.Operand;

/**
 * Convolutions of pictures (batch, channels, height, width) with learned kernels, as matrix
 * products: LeCun and others, "Gradient-based learning applied to document recognition", 1998. As
 * everywhere in deep learning the kernel is not mirrored (a cross-correlation).
 *
 * <p>The channels are split into groups of neighbours that do not see each other: 1 for the usual
 * convolution, as many as there are channels for a depthwise one.
 */
final class Convolutions {
  /** From this many multiplications on, threads share the samples. */
  private static final long SHARED = 100_000;

  /**
   * Into so many blocks the samples are split, whatever the number of threads: the order of the
   * sums, and so their last bits, depend on it.
   */
  private static final int BLOCKS = 16;

  /** The longest array that a thread keeps for its next convolution: 8 MB. */
  private static final int KEPT = 1 << 20;

  private static final ThreadLocal<double[]> COLUMNS = ThreadLocal.withInitial(() -> new double[0]);

  private Convolutions() {}

  static Tensor conv2d(Tensor x, Tensor weight, Tensor bias, Window window, int groups) {
    String op = "conv2d";
    requireRank(op, x, 4, "(batch, channels, height, width)");
    requireRank(op + " weight", weight, 4, "(outputs, channels / groups, height, width)");
    Shape.requireGroups(op, x.shape().dim(1), weight.shape().dim(0), groups);
    requireWeight(
        op,
        weight,
        Shape.of(
            weight.shape().dim(0), x.shape().dim(1) / groups, window.height(), window.width()));
    Shape.requireEqual(op + " bias", bias.shape(), Shape.of(weight.shape().dim(0)));
    Shape places = window.output(op, x.shape().dim(2), x.shape().dim(3));
    Patches patches = patches(x.shape(), window, groups, weight.shape().dim(0), places);
    return result(
        op,
        patches.output(),
        forward(patches, x.data(), weight.data(), bias.data()),
        edge(x, g -> Tensor.wrap(x.shape(), backward(patches, g.data(), weight.data()))),
        edge(weight, g -> Tensor.wrap(weight.shape(), weightGradient(patches, x.data(), g.data()))),
        edge(bias, Convolutions::channelSums));
  }

  static Tensor conv1d(Tensor x, Tensor weight, Tensor bias, Window window, int groups) {
    requireRank("conv1d", x, 3, "(batch, channels, length)");
    requireRank("conv1d weight", weight, 3, "(outputs, channels / groups, width)");
    if (window.height() != 1 || window.strideHeight() != 1 || window.paddingHeight() != 0) {
      throw new ShapeException(
          "conv1d: expected a window of height 1 that slides to the right only, got "
              + window
              + ". Write Window.of(1, width).stride(1, right).padding(0, sides)");
    }
    return conv2d(flat(x), flat(weight), bias, window, groups).then(Convolutions::line);
  }

  /** (a, b, c) to (a, b, 1, c). */
  private static Tensor flat(Tensor x) {
    return x.reshape(x.shape().dim(0), x.shape().dim(1), 1, x.shape().dim(2));
  }

  /** (a, b, 1, c) to (a, b, c). */
  private static Tensor line(Tensor x) {
    return x.reshape(x.shape().dim(0), x.shape().dim(1), x.shape().dim(3));
  }

  static Tensor convTranspose2d(
      Tensor x, Tensor weight, Tensor bias, Window window, int outputPadding, int groups) {
    String op = "convTranspose2d";
    requireRank(op, x, 4, "(batch, channels, height, width)");
    requireRank(op + " weight", weight, 4, "(channels, outputs / groups, height, width)");
    int channels = x.shape().dim(1);
    int outputs = weight.shape().dim(1) * groups;
    Shape.requireGroups(op, channels, outputs, groups);
    requireWeight(
        op, weight, Shape.of(channels, outputs / groups, window.height(), window.width()));
    Shape.requireEqual(op + " bias", bias.shape(), Shape.of(outputs));
    Shape size = window.painted(op, x.shape().dim(2), x.shape().dim(3), outputPadding);
    // The convolution whose input is our result, and whose output is our input.
    Patches patches =
        patches(
            Shape.of(x.shape().dim(0), outputs, size.dim(0), size.dim(1)),
            window,
            groups,
            channels,
            Shape.of(x.shape().dim(2), x.shape().dim(3)));
    double[] values = backward(patches, x.data(), weight.data());
    int plane = size.size();
    for (int i = 0; i < values.length; i++) {
      values[i] += bias.data()[i / plane % outputs];
    }
    double[] nothing = new double[channels];
    return result(
        op,
        patches.input(),
        values,
        edge(x, g -> Tensor.wrap(x.shape(), forward(patches, g.data(), weight.data(), nothing))),
        edge(weight, g -> Tensor.wrap(weight.shape(), weightGradient(patches, g.data(), x.data()))),
        edge(bias, Convolutions::channelSums));
  }

  // ---- the three products

  /** W · columns + b, sample by sample. */
  private static double[] forward(Patches p, double[] x, double[] weight, double[] bias) {
    double[] out = new double[p.output().size()];
    int weights = p.groupOutChannels() * p.patch();
    forEachBlock(
        p,
        (block) -> {
          double[] columns = columns(p);
          forEachPart(
              p,
              block,
              (sample, group) -> {
                p.gather(x, p.inputAt(sample, group), columns);
                int at = p.outputAt(sample, group);
                for (int o = 0; o < p.groupOutChannels(); o++) {
                  int from = at + o * p.places();
                  Arrays.fill(out, from, from + p.places(), bias[group * p.groupOutChannels() + o]);
                }
                MatrixProduct.multiply(
                    Operand.of(weight, group * weights, p.groupOutChannels(), p.patch()),
                    Operand.of(columns, 0, p.patch(), p.places()),
                    true,
                    Operand.of(out, at, p.groupOutChannels(), p.places()));
              });
        });
    return out;
  }

  /** dColumns = Wᵀ · g, added up where patches overlap. */
  private static double[] backward(Patches p, double[] g, double[] weight) {
    double[] out = new double[p.input().size()];
    int weights = p.groupOutChannels() * p.patch();
    forEachBlock(
        p,
        (block) -> {
          double[] columns = columns(p);
          forEachPart(
              p,
              block,
              (sample, group) -> {
                int at = p.outputAt(sample, group);
                MatrixProduct.multiply(
                    Operand.of(weight, group * weights, p.groupOutChannels(), p.patch())
                        .transpose(),
                    Operand.of(g, at, p.groupOutChannels(), p.places()),
                    false,
                    Operand.of(columns, 0, p.patch(), p.places()));
                p.scatter(columns, out, p.inputAt(sample, group));
              });
        });
    return out;
  }

  /**
   * dWᵀ = Σ columns · gᵀ: the sum of each block of samples, then the sum of the blocks in order.
   */
  private static double[] weightGradient(Patches p, double[] x, double[] g) {
    int weights = p.groupOutChannels() * p.patch();
    double[][] sums = new double[blocks(p)][];
    forEachBlock(
        p,
        (block) -> {
          double[] columns = columns(p);
          double[] sum = new double[weights * p.groups()];
          forEachPart(
              p,
              block,
              (sample, group) -> {
                p.gather(x, p.inputAt(sample, group), columns);
                int at = p.outputAt(sample, group);
                MatrixProduct.multiply(
                    Operand.of(columns, 0, p.patch(), p.places()),
                    Operand.of(g, at, p.groupOutChannels(), p.places()).transpose(),
                    true,
                    Operand.of(sum, group * weights, p.patch(), p.groupOutChannels()));
              });
          sums[block] = sum;
        });
    for (int block = 1; block < sums.length; block++) {
      for (int i = 0; i < sums[0].length; i++) {
        sums[0][i] += sums[block][i];
      }
    }
    return Tensor.wrap(Shape.of(p.groups(), p.patch(), p.groupOutChannels()), sums[0])
        .transpose()
        .data();
  }

  /** db = Σ g over all axes but the channels. */
  private static Tensor channelSums(Tensor g) {
    int channels = g.shape().dim(1);
    return g.reshape(g.shape().dim(0), channels, -1).sum(2).sum(0);
  }

  /** Of this thread, from an earlier product: zero where a kernel lies on the padding. */
  private static double[] columns(Patches p) {
    int size = p.patch() * p.places();
    double[] columns = COLUMNS.get();
    if (columns.length < size) {
      columns = new double[size];
      if (size <= KEPT) {
        COLUMNS.set(columns);
      }
    } else if (p.padded()) {
      Arrays.fill(columns, 0, size, 0);
    }
    return columns;
  }

  private interface Part {
    void visit(int sample, int group);
  }

  private static int blocks(Patches p) {
    return Math.min(BLOCKS, p.batch());
  }

  private static void forEachBlock(Patches p, IntConsumer work) {
    IntStream blocks = IntStream.range(0, blocks(p));
    (p.work() >= SHARED ? blocks.parallel() : blocks).forEach(work);
  }

  private static void forEachPart(Patches p, int block, Part part) {
    int end = (int) ((block + 1L) * p.batch() / blocks(p));
    for (int sample = (int) ((long) block * p.batch() / blocks(p)); sample < end; sample++) {
      for (int group = 0; group < p.groups(); group++) {
        part.visit(sample, group);
      }
    }
  }

  private static Patches patches(
      Shape input, Window window, int groups, int outputs, Shape places) {
    return new Patches(
        input.dim(0),
        input.dim(1),
        input.dim(2),
        input.dim(3),
        window,
        groups,
        outputs,
        places.dim(0),
        places.dim(1));
  }

  // ---- checks

  static void requireRank(String op, Tensor x, int rank, String expected) {
    if (x.shape().rank() != rank) {
      boolean pictures = expected.startsWith("(batch");
      throw new ShapeException(
          op
              + ": expected "
              + rank
              + " axes "
              + expected
              + ", got shape "
              + x.shape()
              + (pictures
                  ? ". Reshape it: a picture without a batch gets a first size of 1"
                  : ". Reshape it to these axes"));
    }
  }

  private static void requireWeight(String op, Tensor weight, Shape expected) {
    if (!weight.shape().equals(expected)) {
      throw new ShapeException(
          op
              + ": expected a weight of shape "
              + expected
              + ", got "
              + weight.shape()
              + ". Do channels, groups and window belong to it?");
    }
  }
}
