package org.neuronbook.tensor;

import static org.neuronbook.tensor.Autograd.edge;
import static org.neuronbook.tensor.Autograd.result;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Rows of a table by their ids. Gradients are added to the rows in the order of the ids, so that
 * their bits are always the same.
 */
final class Embeddings {
  private Embeddings() {}

  static Tensor embedding(Tensor table, int padding, int... someIds) {
    int[] ids = checked("embedding", table, padding, someIds);
    int width = table.shape().dim(1);
    double[] out = new double[ids.length * width];
    for (int k = 0; k < ids.length; k++) {
      System.arraycopy(table.data(), ids[k] * width, out, k * width, width);
    }
    int[] places = IntStream.range(0, ids.length).toArray();
    return result(
        "embedding",
        Shape.of(ids.length, width),
        out,
        edge(table, g -> scatter(table.shape(), g.data(), ids, padding, places, k -> 1)));
  }

  static Tensor bag(Tensor table, BagMode mode, int padding, int[] someIds, int... offsets) {
    int[] ids = checked("embeddingBag", table, padding, someIds);
    int[] bagOf = bags(ids.length, offsets);
    int width = table.shape().dim(1);
    double[] counts = new double[offsets.length];
    double[] out = new double[offsets.length * width];
    int[] largest = new int[out.length]; // where in the table each feature of a maximum is from
    for (int k = 0; k < ids.length; k++) {
      if (ids[k] != padding) {
        boolean start = counts[bagOf[k]]++ == 0;
        for (int j = 0; j < width; j++) {
          int at = bagOf[k] * width + j;
          double value = table.data()[ids[k] * width + j];
          boolean larger = start || value > out[at];
          largest[at] = larger ? ids[k] * width + j : largest[at];
          out[at] = mode != BagMode.MAX ? out[at] + value : larger ? value : out[at];
        }
      }
    }
    for (int i = 0; i < out.length && mode == BagMode.MEAN; i++) {
      out[i] /= Math.max(1, counts[i / width]);
    }
    IntToDoubleFunction share = k -> mode == BagMode.MEAN ? 1 / counts[bagOf[k]] : 1;
    return result(
        "embeddingBag",
        Shape.of(offsets.length, width),
        out,
        edge(
            table,
            g -> {
              if (mode != BagMode.MAX) {
                return scatter(table.shape(), g.data(), ids, padding, bagOf, share);
              }
              double[] sums = new double[table.shape().size()];
              for (int i = 0; i < largest.length; i++) {
                sums[largest[i]] += counts[i / width] > 0 ? g.data()[i] : 0;
              }
              return Tensor.spare(table.shape(), sums);
            }));
  }

  /** Adds to the row of each id, but the padding, a row of a gradient times a factor. */
  private static Tensor scatter(
      Shape shape, double[] g, int[] ids, int padding, int[] rows, IntToDoubleFunction factor) {
    int width = shape.dim(1);
    double[] sums = new double[shape.size()];
    for (int k = 0; k < ids.length; k++) {
      double times = ids[k] == padding ? 0 : factor.applyAsDouble(k);
      for (int j = 0; j < width && ids[k] != padding; j++) {
        sums[ids[k] * width + j] += times * g[rows[k] * width + j];
      }
    }
    return Tensor.spare(shape, sums);
  }

  /** The bag of each id. */
  private static int[] bags(int ids, int... offsets) {
    Refuse.when(offsets.length == 0, ShapeException::new)
        .saying("embeddingBag: expected at least one offset, got none. A single bag begins at 0");
    int[] bagOf = new int[ids];
    for (int bag = 0; bag < offsets.length; bag++) {
      int end = bag + 1 < offsets.length ? offsets[bag + 1] : ids;
      Refuse.when(offsets[0] != 0 || offsets[bag] > end || end > ids, ShapeException::new)
          .saying(
              "embeddingBag: expected offsets from 0 upwards to at most %s, the number of ids, got %s. Each says where a bag begins",
              ids, offsets);
      Arrays.fill(bagOf, offsets[bag], end, bag);
    }
    return bagOf;
  }

  /** A copy of the ids, all of which stand in the table. */
  private static int[] checked(String op, Tensor table, int padding, int... ids) {
    Shape shape = table.shape();
    Refuse.when(shape.rank() != 2, ShapeException::new)
        .saying(
            "%s: expected a table (vocabulary, width), got shape %s. Each row belongs to one id",
            op, shape);
    int last = shape.dim(0) - 1;
    Refuse.when(padding < -1 || padding > last)
        .saying(
            "%s: expected a padding from 0 to %s, or -1 for none, got %s. It is the id that fills up short sequences",
            op, last, padding);
    for (int i = 0; i < ids.length; i++) {
      Refuse.when(ids[i] < 0 || ids[i] > last)
          .saying(
              "%s: id %s at place %s is out of range: expected 0 to %s. Is the table as large as the vocabulary that the ids come from?",
              op, ids[i], i, last);
    }
    return ids.clone();
  }
}
