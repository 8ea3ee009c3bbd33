package org.neuronbook.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.neuronbook.tensor.Autograd.Edge;

/**
 * An immutable array of float64 numbers with a {@link Shape}, and the edges to the tensors it was
 * computed from. Every differentiable op is a method that returns a new tensor, see {@link
 * TensorOps}; {@link #backward} then finds the gradient of a single number with respect to every
 * {@link Parameter} behind it.
 *
 * <p>Stored row-major in one EJML matrix whose columns are the last axis. Names and conventions are
 * PyTorch's.
 *
 * <pre>{@code
 * jshell> var w = new Parameter("w", Tensor.of(new double[][] {{2}, {3}}))
 * jshell> var loss = Tensor.of(new double[][] {{1, 10}}).matmul(w).pow(2).sum()
 * jshell> loss.backward()
 * jshell> w.grad().toMatrix()[0][0]
 * 64.0
 * }</pre>
 */
public class Tensor extends TensorOps {
  final long id = Autograd.nextId();
  private final String op;
  private final Shape shape;
  private final DMatrixRMaj storage;
  private final boolean fromRecordedOp;
  private List<Edge> edges;
  private Tensor grad;
  private boolean retainsGrad;

  /** Of a gradient: whether nobody else has its array, so that the next may be written over it. */
  boolean spare;

  Tensor(String op, Shape shape, double[] values, List<Edge> edges) {
    Refuse.when(values.length != shape.size(), ShapeException::new)
        .saying(
            "%s: %s values do not fill shape %s: expected %s. Give one value for each element, row by row",
            op, values.length, shape, shape.size());
    this.op = op;
    this.shape = shape;
    this.storage = DMatrixRMaj.wrap(shape.rows(), shape.columns(), values);
    this.edges = edges;
    this.fromRecordedOp = !edges.isEmpty();
  }

  // ---- making tensors

  private static Tensor leaf(Shape shape, double[] values) {
    return new Tensor("tensor", shape, values, List.of());
  }

  /** A vector. Copied. */
  public static Tensor of(double... values) {
    return leaf(Shape.of(values.length), values.clone());
  }

  /** A matrix. Copied. Rows must be equally long. */
  public static Tensor of(double[][] rows) {
    Shape shape = Shape.of(rows.length, rows.length == 0 ? 0 : rows[0].length);
    double[] values = new double[shape.size()];
    for (int i = 0; i < rows.length; i++) {
      Refuse.when(rows[i].length != shape.columns(), ShapeException::new)
          .saying(
              "Tensor.of: expected %s values in row %s as in row 0, got %s. All rows of a matrix are equally long",
              shape.columns(), i, rows[i].length);
      System.arraycopy(rows[i], 0, values, i * shape.columns(), shape.columns());
    }
    return leaf(shape, values);
  }

  /** An EJML matrix. Copied. */
  public static Tensor of(DMatrixRMaj matrix) {
    int size = matrix.numRows * matrix.numCols;
    return leaf(Shape.of(matrix.numRows, matrix.numCols), Arrays.copyOf(matrix.data, size));
  }

  /** Row-major values of a given shape. Kept, not copied: do not write to the array afterwards. */
  public static Tensor wrap(Shape shape, double[] values) {
    return leaf(shape, values);
  }

  /** A gradient whose array nobody else has. */
  static Tensor spare(Shape shape, double[] values) {
    Tensor gradient = leaf(shape, values);
    gradient.spare = true;
    return gradient;
  }

  /** A single number, shape (). */
  public static Tensor scalar(double value) {
    return leaf(Shape.of(), new double[] {value});
  }

  public static Tensor full(double value, int... sizes) {
    Shape shape = Shape.of(sizes);
    double[] values = new double[shape.size()];
    Arrays.fill(values, value);
    return leaf(shape, values);
  }

  public static Tensor zeros(int... sizes) {
    return full(0, sizes);
  }

  public static Tensor ones(int... sizes) {
    return full(1, sizes);
  }

  /** Standard normal numbers: mean 0, variance 1. */
  public static Tensor randn(Rng rng, int... sizes) {
    return generate(Shape.of(sizes), i -> rng.nextGaussian());
  }

  /** Uniform numbers in [low, high). */
  public static Tensor uniform(Rng rng, double low, double high, int... sizes) {
    return generate(Shape.of(sizes), i -> rng.nextDouble(low, high));
  }

  /** Elements computed one after the other from their place, row by row. */
  private static Tensor generate(Shape shape, IntToDoubleFunction element) {
    double[] values = new double[shape.size()];
    Arrays.setAll(values, element);
    return leaf(shape, values);
  }

  /** 0, 1, ..., n - 1. */
  public static Tensor arange(int n) {
    return linspace(0, n - 1, n);
  }

  /** n numbers at equal distances, the first and the last as given. */
  public static Tensor linspace(double first, double last, int n) {
    double step = (last - first) / Math.max(1, n - 1);
    // From the nearer end, so that both ends are exact.
    return generate(
        Shape.of(n), i -> i < (n + 1) / 2 ? first + i * step : last - (n - 1 - i) * step);
  }

  /** The identity matrix (n, n). */
  public static Tensor eye(int n) {
    return generate(Shape.of(n, n), i -> i % (n + 1) == 0 ? 1 : 0);
  }

  // ---- from several tensors

  /** Tensors one behind the other along an axis; all other sizes are equal. */
  public static Tensor concat(int axis, Tensor... parts) {
    return Moves.concat(axis, parts);
  }

  /** Tensors of equal shape one behind the other along a new axis. */
  public static Tensor stack(int axis, Tensor... parts) {
    return Moves.stack(axis, parts);
  }

  /** The elements of a where the mask says yes, of b elsewhere; all three broadcast. */
  public static Tensor where(Mask mask, Tensor a, Tensor b) {
    return Moves.where(mask, a, b);
  }

  // ---- reading

  public Shape shape() {
    return shape;
  }

  /** The name of the op that made this tensor: "matmul", "relu", or "tensor" for a leaf. */
  public String op() {
    return op;
  }

  /**
   * The tensors this one was computed from, as far as gradients flow to them; empty after {@link
   * #backward}.
   */
  public List<Tensor> inputs() {
    return edges == null
        ? List.of()
        : edges.stream().filter(edge -> edge.gradient() != null).map(Edge::input).toList();
  }

  /** The {@link #inputs} and the constants among them, in the order of the op; for pictures. */
  public List<Tensor> operands() {
    return edges == null ? List.of() : edges.stream().map(Edge::input).toList();
  }

  /** The array itself, row-major. Never written to by an op. */
  double[] data() {
    return storage.data;
  }

  /** An array of these values that nobody will write to, for another tensor to keep. */
  double[] lastingData() {
    return storage.data;
  }

  /** One element. */
  public double get(int... index) {
    Refuse.when(index.length != shape.rank(), ShapeException::new)
        .saying(
            "get: expected %s indices for shape %s, got %s. Give one for each axis",
            shape.rank(), shape, index.length);
    int at = 0;
    for (int axis = 0; axis < index.length; axis++) {
      Refuse.when(index[axis] < 0 || index[axis] >= shape.dim(axis), ShapeException::new)
          .saying(
              "get: index %s at axis %s is out of range for shape %s: expected 0 to %s. Indices count from 0",
              index[axis], axis, shape, shape.dim(axis) - 1);
      at = at * shape.dim(axis) + index[axis];
    }
    return storage.data[at];
  }

  /** The number in a tensor of one element. */
  public double item() {
    Refuse.when(shape.size() != 1, ShapeException::new)
        .saying(
            "item: expected a tensor of one element, got shape %s. Reduce it first: sum() or mean()",
            shape);
    return storage.data[0];
  }

  /** All elements, row-major. A copy. */
  public double[] toArray() {
    return storage.data.clone();
  }

  /** The elements as rows of the last axis; a vector is one row. A copy. */
  public double[][] toMatrix() {
    double[][] rows = new double[shape.rows()][shape.columns()];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(storage.data, i * shape.columns(), rows[i], 0, shape.columns());
    }
    return rows;
  }

  /** The elements as an EJML matrix of the last axis; a vector is one row. A copy. */
  public DMatrixRMaj matrix() {
    return storage.copy();
  }

  // ---- gradients

  /** Whether a gradient flows through this tensor. */
  public boolean requiresGrad() {
    return fromRecordedOp;
  }

  /**
   * The gradient that {@link #backward} left here, same shape; null before, or where none is kept.
   */
  public Tensor grad() {
    return grad;
  }

  /**
   * Makes {@link #backward} leave the {@link #grad} of this tensor inside the graph too, for
   * looking at. Returns this.
   */
  public Tensor retainGrad() {
    Refuse.when(!requiresGrad(), AutogradException::new)
        .saying(
            "retainGrad: expected a tensor that a gradient flows through, got a constant '%s' of shape %s. Make a Parameter of it: new Parameter(\"x\", x)",
            op, shape);
    retainsGrad = true;
    return this;
  }

  /** The same values, cut off from the graph. */
  public Tensor detach() {
    return new Tensor("detach", shape, storage.data, List.of());
  }

  /**
   * Adds to the {@link #grad} of every parameter behind this single number its derivative, and
   * frees the graph: a second backward through the same graph is refused.
   */
  public void backward() {
    Refuse.when(shape.size() != 1, AutogradException::new)
        .saying(
            "backward: expected a single number, got shape %s. Reduce it first, with mean() or sum(), or call backward(gradient)",
            shape);
    backward(Tensor.full(1, shape.toArray()));
  }

  /** {@link #backward()} from a tensor of any shape, given dL/dThis. */
  public void backward(Tensor gradient) {
    Shape.requireEqual("backward", gradient.shape, shape);
    Refuse.when(!requiresGrad(), AutogradException::new)
        .saying(
            "backward: nothing behind this tensor needs a gradient. Was it computed inside noGrad, detached, or from constants and frozen parameters only?");
    Autograd.backward(this, gradient);
  }

  /** Called by the engine with the complete gradient. */
  void receive(Tensor gradient) {
    if (retainsGrad) {
      setGrad(gradient);
    }
  }

  /** For tensors whose values can change. */
  void requireUnchangedSince(Tensor result) {}

  void setGrad(Tensor gradient) {
    grad = gradient;
    if (gradient != null) {
      gradient.spare = false;
    }
  }

  /** Gives the edges to the engine and lets go of them. */
  List<Edge> takeEdges() {
    Refuse.when(edges == null, AutogradException::new)
        .saying(
            "backward: the graph behind this '%s' of shape %s was freed by an earlier backward. Compute the loss again before each backward",
            op, shape);
    List<Edge> taken = edges;
    if (fromRecordedOp) {
      edges = null;
    }
    return taken;
  }

  /** Any function of a tensor, for chaining: {@code x.then(layer1::forward)}. */
  public Tensor then(UnaryOperator<Tensor> function) {
    return function.apply(this);
  }

  @Override
  public String toString() {
    return TensorText.of(this);
  }
}
