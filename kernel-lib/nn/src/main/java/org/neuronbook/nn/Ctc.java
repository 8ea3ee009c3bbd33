package org.neuronbook.nn;

import static java.lang.Double.NEGATIVE_INFINITY;

import org.neuronbook.tensor.Autograd;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/**
 * Connectionist temporal classification: the sum over all ways to spread a target over time, by
 * dynamic programming over the target with blanks around each label. All in logarithms.
 *
 * @param logP (batch, time, classes)
 * @param before of each sequence the log-probability of all beginnings of its target at each step
 */
record Ctc(
    double[] logP,
    int steps,
    int classes,
    int[][] targets,
    int[] lengths,
    boolean zeroInfinity,
    double[][][] before) {

  static Tensor loss(Tensor logits, int[][] targets, int[] lengths, boolean zeroInfinity) {
    require(logits.shape(), targets, lengths);
    Tensor logP = logits.logSoftmax(-1);
    int steps = logits.shape().dim(1);
    int classes = logits.shape().dim(2);
    double[][][] before = new double[targets.length][][];
    Ctc ctc =
        new Ctc(logP.toArray(), steps, classes, targets, lengths.clone(), zeroInfinity, before);
    double sum = 0;
    for (int b = 0; b < targets.length; b++) {
      before[b] = ctc.forward(b);
      sum += ctc.share(b) == 0 ? 0 : -ctc.share(b) * ctc.total(b);
    }
    return Autograd.result(
        "ctc",
        Shape.of(),
        new double[] {sum},
        Autograd.edge(logP, g -> Tensor.wrap(logP.shape(), ctc.gradient(g.item()))));
  }

  /** By how much a sequence counts: one over the batch and over the length of its target. */
  private double share(int b) {
    boolean left = zeroInfinity && total(b) == NEGATIVE_INFINITY;
    return left ? 0 : 1.0 / targets.length / Math.max(1, targets[b].length);
  }

  /** The class of place s among blanks and labels: blank, first label, blank, second label, ... */
  private int label(int b, int s) {
    return s % 2 == 0 ? 0 : targets[b][s / 2];
  }

  /** Whether a path may come to place s from the label before, over the blank between them. */
  private boolean skips(int b, int s) {
    return s % 2 == 1 && s > 1 && label(b, s) != label(b, s - 2);
  }

  private double at(int b, int t, int s) {
    return logP[(b * steps + t) * classes + label(b, s)];
  }

  /** α: of all paths that are at place s at step t, the step included. */
  private double[][] forward(int b) {
    double[][] alpha = new double[lengths[b]][2 * targets[b].length + 1];
    for (int t = 0; t < lengths[b]; t++) {
      for (int s = 0; s < alpha[t].length; s++) {
        double sum = s < 2 ? 0 : NEGATIVE_INFINITY;
        if (t > 0) {
          sum = add(alpha[t - 1][s], s > 0 ? alpha[t - 1][s - 1] : NEGATIVE_INFINITY);
          sum = skips(b, s) ? add(sum, alpha[t - 1][s - 2]) : sum;
        }
        alpha[t][s] = sum + at(b, t, s);
      }
    }
    return alpha;
  }

  /** The log-probability of the target: paths end at the last label or the blank behind it. */
  private double total(int b) {
    double[] last = before[b][lengths[b] - 1];
    int end = last.length - 1;
    return add(last[end], end > 0 ? last[end - 1] : NEGATIVE_INFINITY);
  }

  /** dL/dlogP: minus the probability that a path is at that class at that step. */
  private double[] gradient(double factor) {
    double[] gradient = new double[logP.length];
    for (int b = 0; b < targets.length; b++) {
      double share = share(b) * factor;
      int places = 2 * targets[b].length + 1;
      double[] beta = new double[places]; // of all ways on from place s, this step not included
      for (int t = lengths[b] - 1; t >= 0 && share(b) > 0; t--) {
        double[] next = new double[places];
        for (int s = 0; s < places; s++) {
          next[s] = s >= places - 2 ? 0 : NEGATIVE_INFINITY;
          if (t < lengths[b] - 1) {
            next[s] = beta[s] + at(b, t + 1, s);
            if (s + 1 < places) {
              next[s] = add(next[s], beta[s + 1] + at(b, t + 1, s + 1));
            }
            if (s + 2 < places && skips(b, s + 2)) {
              next[s] = add(next[s], beta[s + 2] + at(b, t + 1, s + 2));
            }
          }
          int k = (b * steps + t) * classes + label(b, s);
          gradient[k] -= share * Math.exp(before[b][t][s] + next[s] - total(b));
        }
        beta = next;
      }
    }
    return gradient;
  }

  /** log(exp a + exp b) without overflow. */
  private static double add(double a, double b) {
    double most = Math.max(a, b);
    return most == NEGATIVE_INFINITY ? most : most + Math.log1p(Math.exp(Math.min(a, b) - most));
  }

  private static void require(Shape shape, int[][] targets, int[] lengths) {
    boolean wrong =
        shape.rank() != 3 || targets.length != shape.dim(0) || lengths.length != shape.dim(0);
    Refuse.when(wrong, ShapeException::new)
        .saying(
            "ctc: expected logits (batch, time, classes) and a target and a length for each sequence, got %s, %s targets and %s lengths. The batch comes first",
            shape, targets.length, lengths.length);
    for (int b = 0; b < targets.length; b++) {
      Refuse.when(lengths[b] < 1 || lengths[b] > shape.dim(1), ShapeException::new)
          .saying(
              "ctc: expected lengths from 1 to %s, got %s for sequence %s. Targets have lengths of their own",
              shape.dim(1), lengths[b], b);
      for (int label : targets[b]) {
        Refuse.when(label < 1 || label >= shape.dim(2))
            .saying(
                "ctc: expected labels from 1 to %s, got %s in target %s. 0 is the blank, which no target holds",
                shape.dim(2) - 1, label, b);
      }
    }
  }
}
