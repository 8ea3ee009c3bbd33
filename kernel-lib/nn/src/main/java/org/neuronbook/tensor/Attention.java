package org.neuronbook.tensor;

import static org.neuronbook.compute.MatrixProduct.multiply;
import static org.neuronbook.tensor.Autograd.edge;
import static org.neuronbook.tensor.Autograd.result;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.neuronbook.compute.Operand;
import org.neuronbook.compute.Parts;

/**
 * Scaled dot-product attention: Vaswani and others, "Attention is all you need", NeurIPS 2017. The
 * heads lie side by side in the last axis, where a linear layer leaves them, and are multiplied
 * there: nothing is split, copied or merged.
 *
 * <p>Each head of each sample is computed by one thread, so results have the same bits for any
 * number of threads.
 */
final class Attention {
  private Attention() {}

  /** queries (batch, time, heads dim), keys and values (batch, keys, heads dim). */
  private record Sizes(int batch, int heads, int time, int keys, int dim) {

    /** The features of one head among the queries; heads of samples are numbered through. */
    Operand queries(double[] all, int head) {
      return part(all, head, time);
    }

    /** The features of one head among keys or values. */
    Operand keys(double[] all, int head) {
      return part(all, head, keys);
    }

    private Operand part(double[] all, int head, int rows) {
      int at = head / heads * rows * heads * dim + head % heads * dim;
      return new Operand(all, at, rows, dim, heads * dim, false);
    }

    /** The weights of one head, (time, keys). */
    Operand weights(double[] all, int head) {
      return Operand.of(all, head * time * keys, time, keys);
    }

    Shape weights() {
      return Shape.of(batch, heads, time, keys);
    }

    void forEachHead(IntConsumer work) {
      Parts.tasks(batch * heads, (long) batch * heads * time * keys * dim, work);
    }
  }

  static Tensor weights(Tensor q, Tensor k, int heads, Mask mask, boolean causal) {
    Sizes s = sizes(q, k, heads, causal);
    Hidden hidden = Hidden.of(mask, s, causal);
    double scale = 1 / Math.sqrt(s.dim);
    double[] p = new double[s.weights().size()];
    s.forEachHead(
        head -> {
          Operand to = s.weights(p, head);
          multiply(s.queries(q.data(), head), s.keys(k.data(), head).transpose(), false, to);
          for (int i = 0; i < s.time; i++) {
            int at = to.index(i, 0);
            hidden.hide(p, at, head, i);
            softmax(p, at, at + s.keys, scale);
          }
        });
    double[][] gradients = new double[2][]; // of queries and keys: computed together, once
    return result(
        "attentionWeights",
        s.weights(),
        p,
        edge(q, g -> Tensor.spare(q.shape(), backward(s, scale, p, g, q, k, gradients)[0])),
        edge(k, g -> Tensor.spare(k.shape(), backward(s, scale, p, g, q, k, gradients)[1])));
  }

  /** softmax(scale x) in place; where all is -infinity, zeros. */
  private static void softmax(double[] x, int from, int to, double scale) {
    double max = Double.NEGATIVE_INFINITY;
    for (int j = from; j < to; j++) {
      max = Math.max(max, x[j]);
    }
    if (max == Double.NEGATIVE_INFINITY) {
      Arrays.fill(x, from, to, 0);
      return;
    }
    double sum = 0;
    for (int j = from; j < to; j++) {
      x[j] = Math.exp(scale * (x[j] - max));
      sum += x[j];
    }
    double share = 1 / sum;
    for (int j = from; j < to; j++) {
      x[j] *= share;
    }
  }

  private static double[][] backward(
      Sizes s, double scale, double[] p, Tensor gradient, Tensor q, Tensor k, double[][] both) {
    if (both[0] != null) {
      return both;
    }
    both[0] = new double[q.data().length];
    both[1] = new double[k.data().length];
    double[] g = gradient.data();
    s.forEachHead(
        head -> {
          double[] scores = new double[s.time * s.keys];
          for (int i = 0, at = head * scores.length; i < scores.length; i += s.keys, at += s.keys) {
            double sum = 0;
            for (int j = 0; j < s.keys; j++) {
              sum += g[at + j] * p[at + j];
            }
            for (int j = 0; j < s.keys; j++) { // dS = P (g - Σ g P) / √dim
              scores[i + j] = scale * p[at + j] * (g[at + j] - sum);
            }
          }
          Operand dS = Operand.of(scores, 0, s.time, s.keys);
          multiply(dS, s.keys(k.data(), head), false, s.queries(both[0], head)); // dQ = dS · K
          Operand queries = s.queries(q.data(), head); // dK = dSᵀ · Q
          multiply(dS.transpose(), queries, false, s.keys(both[1], head));
        });
    return both;
  }

  static Tensor attend(Tensor weights, Tensor v) {
    Sizes s = sizes(weights, v);
    double[] p = weights.data();
    double[] out = new double[s.batch * s.time * v.shape().dim(2)];
    s.forEachHead(
        head ->
            multiply( // P · V
                s.weights(p, head), s.keys(v.data(), head), false, s.queries(out, head)));
    return result(
        "attend",
        Shape.of(s.batch, s.time, v.shape().dim(2)),
        out,
        edge(
            weights,
            g -> {
              double[] dP = new double[p.length];
              s.forEachHead(
                  head -> {
                    Operand turned = s.keys(v.data(), head).transpose(); // dP = g · Vᵀ
                    multiply(s.queries(g.data(), head), turned, false, s.weights(dP, head));
                  });
              return Tensor.spare(weights.shape(), dP);
            }),
        edge(
            v,
            g -> {
              double[] dV = new double[v.data().length];
              s.forEachHead(
                  head -> {
                    Operand turned = s.weights(p, head).transpose(); // dV = Pᵀ · g
                    multiply(turned, s.queries(g.data(), head), false, s.keys(dV, head));
                  });
              return Tensor.spare(v.shape(), dV);
            }));
  }

  /** What no query, or an early one, may look at. */
  private record Hidden(boolean[] values, int[] steps, Sizes sizes, boolean causal) {

    static Hidden of(Mask mask, Sizes s, boolean causal) {
      Shape shape = mask.shape();
      boolean padding = shape.rank() == 2 && shape.equals(Shape.of(s.batch, s.keys));
      Shape four = padding ? Shape.of(s.batch, 1, 1, s.keys) : shape;
      boolean fits = four.rank() == 4;
      for (int axis = 0; axis < 4 && fits; axis++) {
        fits = four.dim(axis) == 1 || four.dim(axis) == s.weights().dim(axis);
      }
      Refuse.when(!fits, ShapeException::new)
          .saying(
              "attention: expected a mask of padding (batch, keys) = (%s, %s), or one of 4 axes that broadcasts to (batch, heads, time, keys) = %s, got %s. Reshape a mask of (time, keys) to (1, 1, time, keys); to hide the future, say causal",
              s.batch, s.keys, s.weights(), shape);
      return new Hidden(mask.values(), Broadcast.steps(four, 4), s, causal);
    }

    /** Makes the hidden scores of query i of a head -infinity. */
    void hide(double[] scores, int at, int head, int i) {
      if (values.length > 1 || values[0]) {
        int from = head / sizes.heads * steps[0] + head % sizes.heads * steps[1] + i * steps[2];
        for (int j = 0; j < sizes.keys; j++) {
          if (values[from + j * steps[3]]) {
            scores[at + j] = Double.NEGATIVE_INFINITY;
          }
        }
      }
      if (causal) { // The last query stands at the last key.
        int end = sizes.keys - sizes.time + i + 1;
        Arrays.fill(scores, at + end, at + sizes.keys, Double.NEGATIVE_INFINITY);
      }
    }
  }

  private static Sizes sizes(Tensor q, Tensor k, int heads, boolean causal) {
    String op = "attention";
    requireRank(op, q, 3, "(batch, time, width)", "sequence is a batch");
    requireRank(op + " keys", k, 3, "(batch, keys, width)", "sequence is a batch");
    int width = q.shape().dim(2);
    requireHeads(op, width, heads);
    Shape same = q.shape().with(1, k.shape().dim(1));
    Refuse.when(!k.shape().equals(same), ShapeException::new)
        .saying(
            "attention: expected keys of shape (%s, keys, %s) for queries of shape %s, got %s. Batch and width are the same, lengths may differ",
            q.shape().dim(0), width, q.shape(), k.shape());
    Sizes s = new Sizes(q.shape().dim(0), heads, q.shape().dim(1), k.shape().dim(1), width / heads);
    Refuse.when(causal && s.time > s.keys, ShapeException::new)
        .saying(
            "attention: expected at least as many keys as queries for causal attention, got %s queries and %s keys. The last query stands at the last key: earlier ones would see nothing",
            s.time, s.keys);
    return s;
  }

  private static Sizes sizes(Tensor weights, Tensor v) {
    requireRank("attend", weights, 4, "(batch, heads, time, keys)", "head is an axis");
    requireRank("attend values", v, 3, "(batch, keys, width)", "sequence is a batch");
    Shape w = weights.shape();
    requireHeads("attend", v.shape().dim(2), w.dim(1));
    Refuse.when(v.shape().dim(0) != w.dim(0) || v.shape().dim(1) != w.dim(3), ShapeException::new)
        .saying(
            "attend: expected values of shape (%s, %s, width) for weights of shape %s, got %s. Each key has one value",
            w.dim(0), w.dim(3), w, v.shape());
    return new Sizes(w.dim(0), w.dim(1), w.dim(2), w.dim(3), v.shape().dim(2) / w.dim(1));
  }

  private static void requireRank(String op, Tensor x, int rank, String expected, String one) {
    Refuse.when(x.shape().rank() != rank, ShapeException::new)
        .saying(
            "%s: expected %s axes %s, got shape %s. Reshape it: one %s of 1",
            op, rank, expected, x.shape(), one);
  }

  private static void requireHeads(String op, int width, int heads) {
    Refuse.when(heads < 1 || width % heads != 0, ShapeException::new)
        .saying(
            "%s: expected a number of heads that divides the width %s, got %s. Each head sees width / heads of the features",
            op, width, heads);
  }
}
