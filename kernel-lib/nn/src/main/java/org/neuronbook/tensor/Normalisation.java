package org.neuronbook.tensor;

import static org.neuronbook.tensor.Autograd.edge;
import static org.neuronbook.tensor.Autograd.result;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.neuronbook.compute.Parts;

/**
 * The one computation behind batch, layer and group normalisation: groups of numbers brought to
 * mean 0 and variance 1. What differs is only which numbers form a group.
 *
 * <p>Ioffe, Szegedy, "Batch normalization", ICML 2015; Ba, Kiros, Hinton, "Layer normalization",
 * 2016; Wu, He, "Group normalization", ECCV 2018.
 */
final class Normalisation {
  private Normalisation() {}

  static Tensor normalise(Tensor x, double eps) {
    Convolutions.requireRank("normalise", x, 3, "(outer, groups, inner)");
    Shape shape = x.shape();
    double[] in = x.data();
    double[] mean = means(shape, i -> in[i]);
    double[] scale = scales(shape, in, mean, eps);
    double[] y = new double[in.length];
    forEachRun(
        shape,
        (group, from, to) -> {
          for (int i = from; i < to; i++) {
            y[i] = (in[i] - mean[group]) * scale[group];
          }
        });
    return result("normalise", shape, y, edge(x, g -> gradient(shape, g.data(), y, scale)));
  }

  /** One over the standard deviation of each group, whose variance is divided by the count. */
  private static double[] scales(Shape shape, double[] in, double[] mean, double eps) {
    double[] variance = new double[mean.length];
    int count = in.length / mean.length;
    forEachRun(
        shape,
        (group, from, to) -> {
          double sum = 0;
          for (int i = from; i < to; i++) {
            double distance = in[i] - mean[group];
            sum += distance * distance;
          }
          variance[group] += sum / count;
        });
    return Arrays.stream(variance).map(v -> 1 / Math.sqrt(v + eps)).toArray();
  }

  private static Tensor gradient(Shape shape, double[] g, double[] y, double[] scale) {
    double[] meanG = means(shape, i -> g[i]);
    double[] meanGY = means(shape, i -> g[i] * y[i]);
    double[] out = new double[g.length];
    forEachRun(
        shape,
        (group, from, to) -> {
          for (int i = from; i < to; i++) {
            // dx = (g - mean g - y mean(g y)) / √(variance + eps)
            out[i] = (g[i] - meanG[group] - y[i] * meanGY[group]) * scale[group];
          }
        });
    return Tensor.spare(shape, out);
  }

  static Tensor layerNorm(Tensor x, Tensor weight, Tensor bias, double eps) {
    int n = x.shape().columns();
    Shape.requireEqual("layerNorm weight", weight.shape(), Shape.of(n));
    Shape.requireEqual("layerNorm bias", bias.shape(), Shape.of(n));
    int rows = x.shape().rows();
    double[] in = x.data();
    double[] w = weight.data();
    double[] b = bias.data();
    double[] scale = new double[rows];
    double[] y = new double[in.length];
    double[] out = new double[in.length];
    Parts.forEach(
        rows,
        n,
        (from, to) -> {
          for (int row = from, at = from * n; row < to; row++, at += n) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
              sum += in[at + j];
            }
            double mean = sum / n;
            double squares = 0;
            for (int j = 0; j < n; j++) {
              squares += (in[at + j] - mean) * (in[at + j] - mean);
            }
            scale[row] = 1 / Math.sqrt(squares / n + eps);
            for (int j = 0; j < n; j++) {
              y[at + j] = (in[at + j] - mean) * scale[row];
              out[at + j] = y[at + j] * w[j] + b[j];
            }
          }
        });
    return result(
        "layerNorm",
        x.shape(),
        out,
        edge(x, g -> layerNormGradient(g, weight, y, scale)),
        edge(weight, g -> g.mul(Tensor.wrap(x.shape(), y))), // dw = Σ g y
        edge(bias, g -> g)); // db = Σ g
  }

  private static Tensor layerNormGradient(
      Tensor gradient, Tensor weight, double[] y, double[] scale) {
    int n = weight.data().length;
    double[] g = gradient.data();
    double[] w = weight.data();
    double[] out = new double[g.length];
    Parts.forEach(
        scale.length,
        n,
        (from, to) -> {
          for (int row = from, at = from * n; row < to; row++, at += n) {
            double sum = 0;
            double sumWithY = 0;
            for (int j = 0; j < n; j++) {
              double share = g[at + j] * w[j];
              sum += share;
              sumWithY += share * y[at + j];
            }
            for (int j = 0; j < n; j++) { // dx as in normalise, of g w
              out[at + j] = (g[at + j] * w[j] - sum / n - y[at + j] * (sumWithY / n)) * scale[row];
            }
          }
        });
    return Tensor.spare(gradient.shape(), out);
  }

  /** The mean of each group. */
  private static double[] means(Shape shape, IntToDoubleFunction value) {
    double[] sums = new double[shape.dim(1)];
    forEachRun(
        shape,
        (group, from, to) -> {
          double sum = 0;
          for (int i = from; i < to; i++) {
            sum += value.applyAsDouble(i);
          }
          sums[group] += sum;
        });
    int count = shape.dim(0) * shape.dim(2);
    return Arrays.stream(sums).map(sum -> sum / count).toArray();
  }

  private interface Run {
    void visit(int group, int from, int to);
  }

  private static void forEachRun(Shape shape, Run run) {
    int inner = shape.dim(2);
    for (int i = 0; i < shape.dim(0) * shape.dim(1); i++) {
      run.visit(i % shape.dim(1), i * inner, (i + 1) * inner);
    }
  }
}
