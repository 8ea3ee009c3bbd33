package org.neuronbook.nn;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.neuronbook.tensor.Labels;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/**
 * How wrong a model is, as one number: the mean over a batch. Shapes must be equal: a loss
 * broadcasts nothing in silence. A loss that starts from logits (numbers before sigmoid or softmax)
 * says so in its parameters.
 */
public final class Losses {
  private Losses() {}

  /** Mean squared error: the mean of (prediction - target)². */
  public static Tensor mse(Tensor prediction, Tensor target) {
    Shape.requireEqual("mse", prediction.shape(), target.shape());
    return prediction.sub(target).pow(2).mean();
  }

  /** Mean absolute error: the mean of |prediction - target|. */
  public static Tensor mae(Tensor prediction, Tensor target) {
    Shape.requireEqual("mae", prediction.shape(), target.shape());
    return prediction.sub(target).abs().mean();
  }

  /**
   * Squared error near 0 and absolute error beyond, so that outliers pull no harder than others:
   * the mean of d²/2 where |d| &lt;= delta, delta (|d| - delta/2) elsewhere, with d = prediction -
   * target. Huber, 1964.
   *
   * @param delta where the parabola ends; PyTorch's default is 1
   */
  public static Tensor huber(Tensor prediction, Tensor target, double delta) {
    Shape.requireEqual("huber", prediction.shape(), target.shape());
    requirePositive("huber", "delta", delta, "Beyond it errors count linearly");
    Tensor d = prediction.sub(target).abs();
    Tensor near = d.clip(0, delta);
    return near.mul(d.sub(near.div(2))).mean();
  }

  /**
   * The mean negative log-probability of the right class: -log softmax(logits)[label].
   *
   * <pre>{@code
   * jshell> Losses.crossEntropy(Tensor.zeros(4, 10), new int[] {1, 2, 3, 4}).item() - Math.log(10) < 1e-12
   * true
   * }</pre>
   *
   * @param logits (batch, classes)
   * @param labels one for each row, 0 to classes - 1
   */
  public static Tensor crossEntropy(Tensor logits, int... labels) {
    requireRows("crossEntropy", logits);
    Labels.require("crossEntropy", labels, logits.shape().dim(0), logits.shape().dim(1));
    return nll(logits.logSoftmax(-1), labels);
  }

  /**
   * Cross-entropy with class weights w, smoothing s and ignored rows: (1 - s) Σ w[label] (-log
   * p[label]) / Σ w[label] + s/C Σ Σ_c w[c] (-log p[c]) / Σ w[label], as in PyTorch.
   *
   * @param logits (batch, classes)
   */
  public static Tensor crossEntropy(Tensor logits, int[] labels, LabelOptions options) {
    requireRows("crossEntropy", logits);
    return weighted("crossEntropy", logits.logSoftmax(-1), labels, options);
  }

  /**
   * The mean of -logProbabilities[label]; {@link #crossEntropy} for those who have
   * log-probabilities already.
   */
  public static Tensor nll(Tensor logProbabilities, int... labels) {
    requireRows("nll", logProbabilities);
    Labels.require("nll", labels, logProbabilities.shape().dim(0), logProbabilities.shape().dim(1));
    return logProbabilities.pick(labels).mean().neg();
  }

  /** {@link #crossEntropy(Tensor, int[], LabelOptions)} from log-probabilities. */
  public static Tensor nll(Tensor logProbabilities, int[] labels, LabelOptions options) {
    requireRows("nll", logProbabilities);
    return weighted("nll", logProbabilities, labels, options);
  }

  private static Tensor weighted(String loss, Tensor logP, int[] labels, LabelOptions options) {
    options.require(loss, labels, logP.shape());
    double[] weights = options.rowWeights(loss, labels);
    double total = Arrays.stream(weights).sum();
    double smoothing = options.labelSmoothing();
    Tensor right = logP.pick(options.kept(labels)).mul(Tensor.of(weights)).sum().div(-total);
    if (smoothing == 0) {
      return right;
    }
    int classes = logP.shape().dim(1);
    Tensor all = Tensor.wrap(logP.shape(), options.allWeights(labels, classes));
    Tensor spread = logP.mul(all).sum().div(-total * classes);
    return right.mul(1 - smoothing).add(spread.mul(smoothing));
  }

  /**
   * Binary cross-entropy: the mean of -(t log σ(z) + (1 - t) log(1 - σ(z))), computed as
   * softplus(z) - z t, which does not overflow.
   *
   * @param logits z, before the sigmoid
   * @param target t, from 0 to 1, of the same shape
   */
  public static Tensor bceWithLogits(Tensor logits, Tensor target) {
    Shape.requireEqual("bceWithLogits", logits.shape(), target.shape());
    return logits.softplus().sub(logits.mul(target)).mean();
  }

  /**
   * The Kullback-Leibler divergence of log-probabilities from a target distribution: the sum of t
   * (log t - log p) over all elements, divided by the first size (PyTorch's batchmean). 0 log 0 is
   * 0.
   *
   * @param logProbabilities log p, (batch, ..., classes), from logSoftmax
   * @param target t, probabilities of the same shape
   */
  public static Tensor kl(Tensor logProbabilities, Tensor target) {
    Shape.requireEqual("kl", logProbabilities.shape(), target.shape());
    if (logProbabilities.shape().rank() < 2) {
      requireRows("kl", logProbabilities);
    }
    Tensor logTarget = target.clip(Double.MIN_NORMAL, Double.POSITIVE_INFINITY).log();
    return target.mul(logTarget.sub(logProbabilities)).sum().div(logProbabilities.shape().dim(0));
  }

  /**
   * What a student learns from a teacher's soft answers: T² kl(log softmax(student / T),
   * softmax(teacher / T)). T² keeps the size of the gradients as T grows. Hinton, Vinyals, Dean,
   * 2015. Compute the teacher's logits inside {@code Autograd.noGrad}.
   *
   * @param studentLogits (batch, classes)
   * @param teacherLogits (batch, classes)
   * @param temperature T: 1 as they are, 2 to 10 softer
   */
  public static Tensor distillation(
      Tensor studentLogits, Tensor teacherLogits, double temperature) {
    Shape.requireEqual("distillation", studentLogits.shape(), teacherLogits.shape());
    requirePositive("distillation", "temperature", temperature, "Usual values are 1 to 10");
    Tensor logP = studentLogits.div(temperature).logSoftmax(-1);
    Tensor target = teacherLogits.div(temperature).softmax(-1);
    return kl(logP, target).mul(temperature * temperature);
  }

  /**
   * Contrastive InfoNCE: row i of the queries belongs to row i of the keys, all other keys are
   * wrong answers: cross-entropy of the cosines between all pairs, divided by a temperature, with
   * label i for row i. Van den Oord, Li, Vinyals, 2018. For both directions take the mean with
   * queries and keys exchanged, as CLIP does.
   *
   * @param queries (batch, d)
   * @param keys (batch, d)
   * @param temperature a usual value is 0.07
   */
  public static Tensor infoNce(Tensor queries, Tensor keys, double temperature) {
    requireRows("infoNce", queries);
    Shape.requireEqual("infoNce", queries.shape(), keys.shape());
    requirePositive("infoNce", "temperature", temperature, "Usual values are 0.05 to 0.5");
    Tensor cosines = unit(queries).matmul(unit(keys).transpose()); // (batch, batch)
    int[] diagonal = IntStream.range(0, queries.shape().dim(0)).toArray();
    return crossEntropy(cosines.div(temperature), diagonal);
  }

  /** Each row divided by its length; a row of zeros stays as it is. */
  private static Tensor unit(Tensor x) {
    Tensor squares = x.pow(2).sum(-1).clip(1e-24, Double.POSITIVE_INFINITY); // (batch)
    return x.div(squares.sqrt().reshape(-1, 1));
  }

  /**
   * Skip-gram with negative sampling: the mean over the batch of -log σ(centre · context) - Σ log
   * σ(-centre · negative). Mikolov and others, NeurIPS 2013.
   *
   * @param centre (batch, d), the vectors of the words in the middle
   * @param context (batch, d), the output vectors of words near them
   * @param negatives (batch, k, d), the output vectors of k words drawn at random for each
   */
  public static Tensor skipGram(Tensor centre, Tensor context, Tensor negatives) {
    requireRows("skipGram", centre);
    Shape.requireEqual("skipGram", context.shape(), centre.shape());
    Shape each = negatives.shape();
    int batch = centre.shape().dim(0);
    int size = centre.shape().dim(1);
    Refuse.when(
            each.rank() != 3 || each.dim(0) != batch || each.dim(2) != size, ShapeException::new)
        .saying(
            "skipGram: expected negatives of shape (%s, k, %s) for centres of shape %s, got %s. Each row has k negatives of its own",
            batch, size, centre.shape(), each);
    Tensor right = centre.mul(context).sum(-1); // (batch)
    Tensor wrong = negatives.mul(centre.reshape(batch, 1, size)).sum(-1); // (batch, k)
    // -log σ(z) = softplus(-z)
    return right.neg().softplus().add(wrong.softplus().sum(-1)).mean();
  }

  /**
   * Connectionist temporal classification, for targets of which nobody knows when their labels
   * come: minus the log-probability of all ways to spread a target over the steps, with blanks and
   * repetitions between; divided by the length of the target, then the mean over the batch, as in
   * PyTorch. Graves and others, ICML 2006.
   *
   * <pre>{@code
   * jshell> var logits = Tensor.zeros(1, 3, 2) // of the 8 paths, 6 say "1": 001 010 100 011 110 111
   * jshell> Losses.ctc(logits, new int[][] {{1}}, new int[] {3}, false).item() + Math.log(6 / 8.0) < 1e-12
   * true
   * }</pre>
   *
   * @param logits (batch, time, classes), batch first; class 0 is the blank. PyTorch wants
   *     log-probabilities: their logSoftmax changes nothing, so they are welcome too
   * @param targets of each sequence its labels, 1 to classes - 1, as many as it has
   * @param lengths how many steps of each sequence count, 1 to time
   * @param zeroInfinity whether a target that is too long for its steps counts 0, without a
   *     gradient, instead of infinity
   */
  public static Tensor ctc(Tensor logits, int[][] targets, int[] lengths, boolean zeroInfinity) {
    return Ctc.loss(logits, targets, lengths, zeroInfinity);
  }

  private static void requirePositive(String loss, String name, double value, String hint) {
    Refuse.when(!(value > 0) || Double.isInfinite(value))
        .saying("%s: expected a finite %s > 0, got %s. %s", loss, name, value, hint);
  }

  private static void requireRows(String loss, Tensor x) {
    Refuse.when(x.shape().rank() != 2, ShapeException::new)
        .saying(
            "%s: expected one row of class scores for each label, (batch, classes), got %s. Reshape it: x.reshape(-1, classes)",
            loss, x.shape());
  }
}
