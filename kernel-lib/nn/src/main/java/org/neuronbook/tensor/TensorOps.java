package org.neuronbook.tensor;

/**
 * The ops of a {@link Tensor}, which is the only kind there is: each method names one and says what
 * it computes. None changes its operands; all but the ones that give {@code int[]} pass gradients
 * on. Axes count from 0, or from -1 backwards.
 *
 * <pre>{@code
 * jshell> var x = Tensor.of(new double[][] {{1, 5, 2}, {4, 0, 3}})
 * jshell> x.transpose()
 * Tensor(3, 2) [[1, 4],
 *               [5, 0],
 *               [2, 3]]
 * jshell> x.mul(Tensor.of(1, 10, 100)).sum(1)
 * Tensor(2) [251, 304]
 * jshell> x.sub(x.mean(1, true)).div(x.var(new int[] {1}, false, true).sqrt())
 * Tensor(2, 3) [[-0.9806, 1.3728, -0.3922],
 *               [0.9806, -1.3728, 0.3922]]
 * jshell> x.rows(1, 1, 0).slice(1, 0, 2)
 * Tensor(3, 2) [[4, 0],
 *               [4, 0],
 *               [1, 5]]
 * jshell> Tensor.where(Mask.of(true, false, true), x, x.max(1, true))
 * Tensor(2, 3) [[1, 5, 2],
 *               [4, 4, 3]]
 * }</pre>
 */
public abstract class TensorOps {
  /** For {@link Tensor} alone. */
  TensorOps() {}

  private Tensor self() {
    return (Tensor) this;
  }

  // ---- arithmetic, with NumPy broadcasting

  public Tensor add(Tensor other) {
    return Elementwise.add(self(), other);
  }

  public Tensor sub(Tensor other) {
    return Elementwise.sub(self(), other);
  }

  public Tensor mul(Tensor other) {
    return Elementwise.mul(self(), other);
  }

  public Tensor div(Tensor other) {
    return Elementwise.div(self(), other);
  }

  public Tensor add(double number) {
    return add(Tensor.scalar(number));
  }

  public Tensor sub(double number) {
    return sub(Tensor.scalar(number));
  }

  public Tensor mul(double number) {
    return mul(Tensor.scalar(number));
  }

  public Tensor div(double number) {
    return div(Tensor.scalar(number));
  }

  public Tensor neg() {
    return mul(-1);
  }

  /**
   * Matrix product: (..., n, k) x (k, m) or (..., n, k) x (..., k, m), to (..., n, m). Axes before
   * the last two are batch axes and broadcast.
   */
  public Tensor matmul(Tensor other) {
    return Products.matmul(self(), other);
  }

  /** x · weight + bias: (..., n) x (n, m) + (m), to (..., m). */
  public Tensor linear(Tensor weight, Tensor bias) {
    return Products.linear(self(), weight, bias);
  }

  // ---- functions of each element

  public Tensor exp() {
    return Elementwise.exp(self());
  }

  /** Natural logarithm; -infinity at 0, NaN below. */
  public Tensor log() {
    return Elementwise.log(self());
  }

  public Tensor sqrt() {
    return Elementwise.sqrt(self());
  }

  public Tensor pow(double exponent) {
    return Elementwise.pow(self(), exponent);
  }

  /** Absolute value; its derivative at 0 is taken as 0. */
  public Tensor abs() {
    return Elementwise.abs(self());
  }

  /** Limits each element to [low, high]; no gradient flows where it was limited. */
  public Tensor clip(double low, double high) {
    return Elementwise.clip(self(), low, high);
  }

  /** 1 / (1 + exp(-x)), without overflow. */
  public Tensor sigmoid() {
    return Elementwise.sigmoid(self());
  }

  public Tensor tanh() {
    return Elementwise.tanh(self());
  }

  /** max(x, 0); its derivative at 0 is taken as 0. */
  public Tensor relu() {
    return Elementwise.relu(self());
  }

  /** x where positive, slope * x elsewhere. */
  public Tensor leakyRelu(double slope) {
    return Elementwise.leakyRelu(self(), slope);
  }

  /** x where positive, alpha (exp(x) - 1) elsewhere; usually alpha = 1. Clevert et al., 2015. */
  public Tensor elu(double alpha) {
    return Elementwise.elu(self(), alpha);
  }

  /** x sigmoid(x), also called swish: Elfwing, Uchibe, Doya, 2017. */
  public Tensor silu() {
    return Elementwise.silu(self());
  }

  /** x min(max(x + 3, 0), 6) / 6: Howard et al., "Searching for MobileNetV3", 2019. */
  public Tensor hardSwish() {
    return Elementwise.hardSwish(self());
  }

  /**
   * x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) / 2: what GPT-2 computes instead of {@link #gelu},
   * within 5e-4 of it.
   */
  public Tensor geluTanh() {
    return Elementwise.geluTanh(self());
  }

  /** x * Phi(x), exact: Hendrycks, Gimpel, "Gaussian error linear units", 2016. */
  public Tensor gelu() {
    return Elementwise.gelu(self());
  }

  /** log(1 + exp(x)), without overflow. */
  public Tensor softplus() {
    return Elementwise.softplus(self());
  }

  // ---- over an axis

  /** The sum of all elements, shape (). */
  public Tensor sum() {
    return Reductions.sum(self());
  }

  /** The sum over one axis, which disappears. */
  public Tensor sum(int axis) {
    return Reductions.sum(self(), axis, false);
  }

  /** The sum over several axes, which disappear. */
  public Tensor sum(int... axes) {
    return Reductions.sum(self(), axes, false);
  }

  /** The sum over one axis, which stays with size 1 if keepDim says so. Chain it for several. */
  public Tensor sum(int axis, boolean keepDim) {
    return Reductions.sum(self(), axis, keepDim);
  }

  /** The mean of all elements, shape (). */
  public Tensor mean() {
    return sum().div(self().shape().size());
  }

  /** The mean over one axis, which disappears. */
  public Tensor mean(int axis) {
    return mean(axis, false);
  }

  /** The mean over several axes, which disappear. */
  public Tensor mean(int... axes) {
    return Reductions.mean(self(), axes);
  }

  /** The mean over one axis, which stays with size 1 if keepDim says so. Chain it for several. */
  public Tensor mean(int axis, boolean keepDim) {
    int size = self().shape().dim(self().shape().axis("mean", axis));
    return sum(axis, keepDim).div(size);
  }

  /**
   * The variance of all elements, shape (): the sum of (x - mean)^2 divided by n - 1 if unbiased,
   * by n otherwise.
   */
  public Tensor var(boolean unbiased) {
    return reshape(-1).var(0, unbiased);
  }

  /** The variance along an axis, which disappears. */
  public Tensor var(int axis, boolean unbiased) {
    return var(new int[] {axis}, unbiased, false);
  }

  /** The variance over several axes together, which stay with size 1 if keepDim says so. */
  public Tensor var(int[] axes, boolean unbiased, boolean keepDim) {
    return Reductions.var(self(), axes, unbiased, keepDim);
  }

  /** The largest element, shape (); the gradient goes to the first among equals. */
  public Tensor max() {
    return reshape(-1).max(0);
  }

  /**
   * The largest element along an axis, which disappears; the gradient goes to the first among
   * equals. NaN counts as largest.
   */
  public Tensor max(int axis) {
    return Reductions.extreme("max", self(), axis, 1);
  }

  /** {@link #max(int)}, where the axis stays with size 1 if keepDim says so. */
  public Tensor max(int axis, boolean keepDim) {
    return keep(max(axis), axis, keepDim);
  }

  /** The smallest element, shape (); the gradient goes to the first among equals. */
  public Tensor min() {
    return reshape(-1).min(0);
  }

  /**
   * The smallest element along an axis, which disappears; the gradient goes to the first among
   * equals. NaN counts as smallest.
   */
  public Tensor min(int axis) {
    return Reductions.extreme("min", self(), axis, -1);
  }

  /** {@link #min(int)}, where the axis stays with size 1 if keepDim says so. */
  public Tensor min(int axis, boolean keepDim) {
    return keep(min(axis), axis, keepDim);
  }

  private Tensor keep(Tensor reduced, int axis, boolean keepDim) {
    Shape shape = self().shape();
    return keepDim
        ? reduced.reshape(shape.reduced(shape.axis("keep", axis), true).toArray())
        : reduced;
  }

  /** exp(x) / sum(exp(x)) along an axis, without overflow. */
  public Tensor softmax(int axis) {
    return Reductions.softmax(self(), axis);
  }

  /** log(softmax(x)) along an axis, without overflow or underflow. */
  public Tensor logSoftmax(int axis) {
    return Reductions.logSoftmax(self(), axis);
  }

  /** The index of the largest element along the last axis, the first among equals; one a row. */
  public int[] argmax() {
    return self().shape().rank() == 0 ? new int[1] : argmax(-1);
  }

  /**
   * The index of the largest element along an axis, the first among equals; row by row of the shape
   * without that axis. NaN counts as largest.
   */
  public int[] argmax(int axis) {
    return Reductions.argmax(self(), axis);
  }

  /**
   * Of each line along an axis the element that its index names, in the shape without that axis;
   * one index a line, as {@link #argmax(int)} gives them: {@code x.gather(1, x.argmax(1))} is
   * {@code x.max(1)}. PyTorch's gather with one index a line.
   */
  public Tensor gather(int axis, int... indices) {
    return Moves.gather(self(), axis, indices);
  }

  /** Of each row of a matrix (n, classes) the element that its label names: shape (n). */
  public Tensor pick(int... labels) {
    return Moves.pick(self(), labels);
  }

  // ---- moving elements

  /** The same elements in another shape; one size may be -1 and is computed. */
  public Tensor reshape(int... sizes) {
    return Moves.reshape(self(), sizes);
  }

  /** The last two axes exchanged. */
  public Tensor transpose() {
    return Moves.transpose(self());
  }

  /** Two axes exchanged. */
  public Tensor transpose(int one, int other) {
    return Moves.transpose(self(), one, other);
  }

  /**
   * The axes in another order: axis i of the result is axis order[i] of this. (batch, time, heads,
   * width) becomes with permute(0, 2, 1, 3) (batch, heads, time, width).
   */
  public Tensor permute(int... order) {
    return Moves.permute(self(), order);
  }

  /**
   * Axes of size 1 repeated to the given sizes, new axes in front. Broadcasting does it unasked.
   */
  public Tensor expand(int... sizes) {
    return Moves.expand(self(), sizes);
  }

  /** The elements from one index up to, not including, another along an axis. */
  public Tensor slice(int axis, int from, int to) {
    return Moves.slice(self(), axis, from, to);
  }

  /** The same number in front of and behind the elements along an axis. Chain it for several. */
  public Tensor pad(int axis, int before, int behind, double value) {
    return Moves.pad(self(), axis, before, behind, value);
  }

  /**
   * The elements at the given indices along an axis, in that order and as often as named; their
   * gradients add up.
   */
  public Tensor indexSelect(int axis, int... indices) {
    return Moves.indexSelect(self(), axis, indices);
  }

  /** The slices along axis 0 at the given indices: of a table (n, width) rows. */
  public Tensor rows(int... indices) {
    return indexSelect(0, indices);
  }

  /** {@link #rows} of a table; no gradient flows to the row of the padding; -1 for none. */
  public Tensor embedding(int padding, int... ids) {
    return Embeddings.embedding(self(), padding, ids);
  }

  /**
   * The sum, mean or maximum of the rows of each bag of ids, 0 for an empty one: (bags, width).
   * Bags lie one behind the other, offsets say where each begins; the padding belongs to none.
   */
  public Tensor embeddingBag(BagMode mode, int padding, int[] ids, int... offsets) {
    return Embeddings.bag(self(), mode, padding, ids, offsets);
  }

  /** A number where the mask, which broadcasts to this shape, says yes; no gradient flows there. */
  public Tensor maskedFill(Mask mask, double value) {
    return Moves.maskedFill(self(), mask, value);
  }

  // ---- pictures (batch, channels, height, width)

  /**
   * A kernel slid over pictures, y[n, o, i, j] = b[o] + Σ W[o, c, u, v] x[n, c, i stride + u
   * dilation - padding, ...]: LeCun and others, "Gradient-based learning applied to document
   * recognition", 1998. Not mirrored, as everywhere in deep learning.
   *
   * @param weight (outputs, channels / groups, window height, window width)
   * @param bias (outputs)
   * @param groups of neighbouring channels that do not see each other: 1 as a rule, as many as
   *     channels for a depthwise convolution
   * @return (batch, outputs, places down, places right)
   */
  public Tensor conv2d(Tensor weight, Tensor bias, Window window, int groups) {
    return Convolutions.conv2d(self(), weight, bias, window, groups);
  }

  /**
   * {@link #conv2d} along sequences (batch, channels, length), with a window of height 1.
   *
   * @param weight (outputs, channels / groups, window width)
   * @param bias (outputs)
   * @return (batch, outputs, places)
   */
  public Tensor conv1d(Tensor weight, Tensor bias, Window window, int groups) {
    return Convolutions.conv1d(self(), weight, bias, window, groups);
  }

  /**
   * The convolution turned round, which makes pictures larger: what {@link #conv2d} with this
   * weight does to gradients. Each pixel paints the kernel, weighted, into the result. Zeiler and
   * others, "Deconvolutional networks", CVPR 2010.
   *
   * @param weight (channels, outputs / groups, window height, window width)
   * @param bias (outputs)
   * @param outputPadding rows and columns to add below and right: several sizes could be meant
   * @return (batch, outputs, (height - 1) stride - 2 padding + dilation (size - 1) + 1 +
   *     outputPadding, ...)
   */
  public Tensor convTranspose2d(
      Tensor weight, Tensor bias, Window window, int outputPadding, int groups) {
    return Convolutions.convTranspose2d(self(), weight, bias, window, outputPadding, groups);
  }

  /**
   * The largest pixel under the window at each place; its gradient goes to the first among equals.
   * Padding is never chosen; NaN always is.
   */
  public Tensor maxPool2d(Window window) {
    return Pooling.maxPool2d(self(), window);
  }

  /** The mean of the pixels under the window at each place; padding counts as zeros. */
  public Tensor avgPool2d(Window window) {
    return Pooling.avgPool2d(self(), window);
  }

  /**
   * The mean over each of height x width parts of the picture, whatever its size: part i goes from
   * pixel floor(i size / parts) up to, and without, pixel ceil((i + 1) size / parts).
   */
  public Tensor adaptiveAvgPool2d(int height, int width) {
    return Pooling.adaptiveAvgPool2d(self(), height, width);
  }

  /**
   * Of (outer, groups, inner) each group, over the first and the last axis, brought to mean 0 and
   * variance 1: (x - mean) / sqrt(variance + eps). Batch, layer and group normalisation are this,
   * with other numbers in a group.
   *
   * @param eps added to the variance, against a division by 0: 1e-5 as a rule
   */
  public Tensor normalise(double eps) {
    return Normalisation.normalise(self(), eps);
  }

  /**
   * Each row of the last axis brought to mean 0 and variance 1, then scaled and shifted feature by
   * feature: w (x - mean) / sqrt(variance + eps) + b, with w and b (features). Ba, Kiros, Hinton,
   * "Layer normalization", 2016.
   */
  public Tensor layerNorm(Tensor weight, Tensor bias, double eps) {
    return Normalisation.layerNorm(self(), weight, bias, eps);
  }

  // ---- attention (batch, time, width)

  /**
   * How much each query looks at each key: softmax(q · kᵀ / √dim) for every head, where dim is
   * width / heads and head h owns the features from h dim on. Vaswani and others, "Attention is all
   * you need", NeurIPS 2017. The queries are this tensor (batch, time, width).
   *
   * @param keys (batch, keys, width)
   * @param mask true where a key is hidden: padding (batch, keys), or 4 axes that broadcast to
   *     (batch, heads, time, keys); {@link Mask#none} hides nothing. A query that sees no key at
   *     all gets zeros, not NaN
   * @param causal hides from each query the keys behind it; the last query stands at the last key
   * @return (batch, heads, time, keys), each row with the sum 1
   */
  public Tensor attentionWeights(Tensor keys, int heads, Mask mask, boolean causal) {
    return Attention.weights(self(), keys, heads, mask, causal);
  }

  /**
   * The mean of the values, weighted by {@link #attentionWeights}, which this tensor (batch, heads,
   * time, keys) is.
   *
   * @param values (batch, keys, width), head by head as the keys
   * @return (batch, time, width)
   */
  public Tensor attend(Tensor values) {
    return Attention.attend(self(), values);
  }

  /** {@link #attentionWeights} and then {@link #attend}: PyTorch's scaled_dot_product_attention. */
  public Tensor attention(Tensor keys, Tensor values, int heads, Mask mask, boolean causal) {
    return attentionWeights(keys, heads, mask, causal).attend(values);
  }
}
