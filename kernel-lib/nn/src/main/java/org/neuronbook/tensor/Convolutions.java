package org.neuronbook.tensor;

import static org.neuronbook.compute.MatrixProduct.multiply;
import static org.neuronbook.tensor.Autograd.edge;
import static org.neuronbook.tensor.Autograd.result;

import java.util.Arrays;
import org.neuronbook.compute.Operand;
import org.neuronbook.compute.Parts;

/**
 * Convolutions of pictures (batch, channels, height, width) with learned kernels, as matrix
 * products: LeCun and others, "Gradient-based learning applied to document recognition", 1998. As
 * everywhere in deep learning the kernel is not mirrored (a cross-correlation).
 *
 * <p>The channels are split into groups of neighbours that do not see each other: 1 for the usual
 * convolution, as many as there are channels for a depthwise one.
 */
final class Convolutions {
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
    int channels = x.shape().dim(1);
    int outputs = weight.shape().dim(0);
    Shape.requireGroups(op, channels, outputs, groups);
    requireWeight(op, weight, outputs, channels / groups, window);
    Shape.requireEqual(op + " bias", bias.shape(), Shape.of(outputs));
    Shape places = window.output(op, x.shape().dim(2), x.shape().dim(3));
    Shape output = Shape.of(x.shape().dim(0), outputs, places.dim(0), places.dim(1));
    Patches patches = new Patches(x.shape(), output, window, groups);
    return result(
        op,
        output,
        forward(patches, x.data(), weight.data(), bias.data()),
        edge(x, g -> Tensor.spare(x.shape(), backward(patches, g.data(), weight.data()))),
        edge(
            weight, g -> Tensor.spare(weight.shape(), weightGradient(patches, x.data(), g.data()))),
        edge(bias, Convolutions::channelSums));
  }

  static Tensor conv1d(Tensor x, Tensor weight, Tensor bias, Window window, int groups) {
    requireRank("conv1d", x, 3, "(batch, channels, length)");
    requireRank("conv1d weight", weight, 3, "(outputs, channels / groups, width)");
    boolean flat = window.height() == 1 && window.strideHeight() == 1;
    Refuse.when(!flat || window.paddingHeight() != 0, ShapeException::new)
        .saying(
            "conv1d: expected a window of height 1 that slides to the right only, got %s. Write Window.of(1, width).stride(1, right).padding(0, sides)",
            window);
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
    requireWeight(op, weight, channels, outputs / groups, window);
    Shape.requireEqual(op + " bias", bias.shape(), Shape.of(outputs));
    Shape size = window.painted(op, x.shape().dim(2), x.shape().dim(3), outputPadding);
    Shape output = Shape.of(x.shape().dim(0), outputs, size.dim(0), size.dim(1));
    // The convolution whose input is our result, and whose output is our input.
    Patches patches = new Patches(output, x.shape(), window, groups);
    double[] values = backward(patches, x.data(), weight.data());
    int plane = size.size();
    for (int i = 0; i < values.length; i++) {
      values[i] += bias.data()[i / plane % outputs];
    }
    double[] nothing = new double[channels];
    return result(
        op,
        output,
        values,
        edge(x, g -> Tensor.spare(x.shape(), forward(patches, g.data(), weight.data(), nothing))),
        edge(
            weight, g -> Tensor.spare(weight.shape(), weightGradient(patches, g.data(), x.data()))),
        edge(bias, Convolutions::channelSums));
  }

  // ---- the three products

  /** W · columns + b, sample by sample. */
  private static double[] forward(Patches p, double[] x, double[] weight, double[] bias) {
    double[] out = new double[p.output().size()];
    int outputs = p.groupOutputs();
    forEachPart(
        p,
        (columns, block, sample, group) -> {
          p.gather(x, sample, group, columns);
          int at = p.outputAt(sample, group);
          for (int o = 0; o < outputs; o++, at += p.places()) {
            Arrays.fill(out, at, at + p.places(), bias[group * outputs + o]);
          }
          multiply(p.weights(weight, group), p.columns(columns), true, p.out(out, sample, group));
        });
    return out;
  }

  /** dColumns = Wᵀ · g, added up where patches overlap. */
  private static double[] backward(Patches p, double[] g, double[] weight) {
    double[] out = new double[p.input().size()];
    forEachPart(
        p,
        (columns, block, sample, group) -> {
          Operand turned = p.weights(weight, group).transpose();
          multiply(turned, p.out(g, sample, group), false, p.columns(columns));
          p.scatter(columns, out, sample, group);
        });
    return out;
  }

  /**
   * dWᵀ = Σ columns · gᵀ: the sum of each block of samples, then the sum of the blocks in order.
   */
  private static double[] weightGradient(Patches p, double[] x, double[] g) {
    Shape turned = Shape.of(p.groups(), p.patch(), p.groupOutputs());
    double[][] sums = new double[blocks(p)][turned.size()];
    forEachPart(
        p,
        (columns, block, sample, group) -> {
          p.gather(x, sample, group, columns);
          Operand sum = Operand.of(sums[block], 0, p.patch(), p.groupOutputs()).matrix(group);
          multiply(p.columns(columns), p.out(g, sample, group).transpose(), true, sum);
        });
    for (int block = 1; block < sums.length; block++) {
      for (int i = 0; i < sums[0].length; i++) {
        sums[0][i] += sums[block][i];
      }
    }
    return Tensor.wrap(turned, sums[0]).transpose().data();
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
    /**
     * @param columns of the thread, for the matrix of columns
     */
    void visit(double[] columns, int block, int sample, int group);
  }

  private static int blocks(Patches p) {
    return Math.min(BLOCKS, p.batch());
  }

  private static void forEachPart(Patches p, Part part) {
    int blocks = blocks(p);
    Parts.tasks(
        blocks,
        p.work(),
        block -> {
          double[] columns = columns(p);
          int end = (int) ((block + 1L) * p.batch() / blocks);
          for (int sample = (int) ((long) block * p.batch() / blocks); sample < end; sample++) {
            for (int group = 0; group < p.groups(); group++) {
              part.visit(columns, block, sample, group);
            }
          }
        });
  }

  // ---- checks

  static void requireRank(String op, Tensor x, int rank, String expected) {
    boolean pictures = expected.startsWith("(batch");
    Refuse.when(x.shape().rank() != rank, ShapeException::new)
        .saying(
            "%s: expected %s axes %s, got shape %s. Reshape it%s",
            op,
            rank,
            expected,
            x.shape(),
            pictures ? ": a picture without a batch gets a first size of 1" : " to these axes");
  }

  private static void requireWeight(
      String op, Tensor weight, int first, int second, Window window) {
    Shape expected = Shape.of(first, second, window.height(), window.width());
    Refuse.when(!weight.shape().equals(expected), ShapeException::new)
        .saying(
            "%s: expected a weight of shape %s, got %s. Do channels, groups and window belong to it?",
            op, expected, weight.shape());
  }
}
