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
   * Matrix product: (..., n, k) x (k, m) or, with equal batch axes, (..., n, k) x (..., k, m), to
   * (..., n, m).
   */
  public Tensor matmul(Tensor other) {
    return Products.matmul(self(), other);
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

  /** The mean of all elements, shape (). */
  public Tensor mean() {
    return sum().div(self().shape().size());
  }

  /** The mean over one axis, which disappears. */
  public Tensor mean(int axis) {
    int size = self().shape().dim(self().shape().axis("mean", axis));
    return sum(axis).div(size);
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
    return Reductions.argmax(self());
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
}
