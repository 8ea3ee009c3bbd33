package org.neuronbook.tensor;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Yes or no for each element of a {@link Shape}: where {@link Tensor#where} takes its first tensor,
 * and what {@link Tensor#maskedFill} hides. Broadcasts as tensors do. Immutable.
 *
 * <pre>{@code
 * jshell> var scores = Tensor.of(new double[][] {{1, 2}, {3, 4}})
 * jshell> scores.maskedFill(Mask.future(2), Double.NEGATIVE_INFINITY).softmax(-1)
 * Tensor(2, 2) [[1, 0],
 *               [0.2689, 0.7311]]
 * }</pre>
 */
public final class Mask {
  private final Shape shape;
  private final boolean[] values;

  private Mask(Shape shape, boolean[] values) {
    this.shape = shape;
    this.values = values;
  }

  /** A mask of the given shape, row by row. Copied. */
  public static Mask of(Shape shape, boolean... values) {
    Refuse.when(values.length != shape.size(), ShapeException::new)
        .saying(
            "mask: %s values do not fill shape %s: expected %s. Give one value for each element, row by row",
            values.length, shape, shape.size());
    return new Mask(shape, values.clone());
  }

  /** A single no, of shape (1, 1, 1, 1): hides nothing from attention. */
  public static Mask none() {
    return new Mask(Shape.of(1, 1, 1, 1), new boolean[1]);
  }

  /** A mask of one axis. Copied. */
  public static Mask of(boolean... values) {
    return of(Shape.of(values.length), values);
  }

  /**
   * What a causal model must not see, of shape (n, n): true where the column, a later position, is
   * greater than the row.
   */
  public static Mask future(int n) {
    boolean[] values = new boolean[Shape.of(n, n).size()];
    for (int i = 0; i < n; i++) {
      Arrays.fill(values, i * n + i + 1, (i + 1) * n, true);
    }
    return new Mask(Shape.of(n, n), values);
  }

  /**
   * The filling behind sequences of different lengths, of shape (sequences, n): true from position
   * lengths[i] on in row i.
   */
  public static Mask padding(int n, int... lengths) {
    boolean[] values = new boolean[Shape.of(lengths.length, n).size()];
    for (int i = 0; i < lengths.length; i++) {
      Refuse.when(lengths[i] < 0 || lengths[i] > n, ShapeException::new)
          .saying(
              "mask: length %s at index %s is out of range: expected 0 to %s. Cut the sequence off, or make n larger",
              lengths[i], i, n);
      Arrays.fill(values, i * n + lengths[i], (i + 1) * n, true);
    }
    return new Mask(Shape.of(lengths.length, n), values);
  }

  /** The same values in another shape; one size may be -1 and is computed. */
  public Mask reshape(int... sizes) {
    return new Mask(shape.reshaped(sizes), values);
  }

  /** Yes where this one says no. */
  public Mask not() {
    boolean[] turned = new boolean[values.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = !values[i];
    }
    return new Mask(shape, turned);
  }

  /** Yes where either says yes, in the common shape of both. */
  public Mask or(Mask other) {
    Shape common = Shape.broadcast("or", shape, other.shape);
    boolean[] either = expanded(common);
    boolean[] more = other.expanded(common);
    for (int i = 0; i < either.length; i++) {
      either[i] |= more[i];
    }
    return new Mask(common, either);
  }

  public Shape shape() {
    return shape;
  }

  /** All values, row by row. A copy. */
  public boolean[] toArray() {
    return values.clone();
  }

  /** The values themselves. Not to be written to. */
  boolean[] values() {
    return values;
  }

  /** The values repeated to a shape that this one broadcasts to. A copy. */
  boolean[] expanded(Shape target) {
    if (shape.equals(target)) {
      return values.clone();
    }
    double[] numbers = new double[values.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values[i] ? 1 : 0;
    }
    double[] repeated = Tensor.wrap(shape, numbers).expand(target.toArray()).data();
    boolean[] result = new boolean[repeated.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = repeated[i] != 0;
    }
    return result;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mask
        && shape.equals(((Mask) other).shape)
        && Arrays.equals(values, ((Mask) other).values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  /** The shape, and how many say yes. */
  @Override
  public String toString() {
    long yes = IntStream.range(0, values.length).filter(i -> values[i]).count();
    return "Mask" + shape + " true for " + yes + " of " + values.length;
  }
}
