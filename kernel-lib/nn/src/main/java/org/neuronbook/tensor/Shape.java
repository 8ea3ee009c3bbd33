package org.neuronbook.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor along its axes, outermost first; {@code ()} is a single number. All shape
 * rules and all shape error texts of the library stand here.
 *
 * <pre>{@code
 * jshell> Shape.of(32, 784).size()
 * 25088
 * jshell> Shape.broadcast("add", Shape.of(32, 10), Shape.of(10))
 * (32, 10)
 * }</pre>
 */
public final class Shape {
  private final int[] sizes;

  private Shape(int[] sizes) {
    this.sizes = sizes;
  }

  /** A shape of the given sizes, each at least 1. */
  public static Shape of(int... sizes) {
    long size = 1;
    for (int each : sizes) {
      Refuse.when(each < 1, ShapeException::new)
          .saying(
              "shape: every size must be at least 1, got %s. Is a batch or a selection empty?",
              sizes);
      size *= each;
      Refuse.when(size > Integer.MAX_VALUE, ShapeException::new)
          .saying(
              "shape: %s has more than 2^31 - 1 elements, the most that one Java array holds. Work in batches",
              sizes);
    }
    return new Shape(sizes.clone());
  }

  /** The number of axes: 0 for a single number, 2 for a matrix. */
  public int rank() {
    return sizes.length;
  }

  /**
   * The size along an axis; negative axes count from the last, so {@code dim(-1)} is the last size.
   */
  public int dim(int axis) {
    // Without a check of its own where it can be: this is called in inner loops.
    return axis >= 0 && axis < sizes.length ? sizes[axis] : sizes[axis("dim", axis)];
  }

  /** The number of elements: the product of all sizes. */
  public int size() {
    return size(0, sizes.length);
  }

  /** The product of the sizes along some axes that follow each other. */
  private int size(int from, int to) {
    int size = 1;
    for (int axis = from; axis < to; axis++) {
      size *= sizes[axis];
    }
    return size;
  }

  public int[] toArray() {
    return sizes.clone();
  }

  /**
   * The columns of the matrix that stores a tensor of this shape: the last size, 1 for a single
   * number.
   */
  int columns() {
    return sizes.length == 0 ? 1 : sizes[sizes.length - 1];
  }

  /** The rows of the matrix that stores a tensor of this shape: all axes but the last, folded. */
  int rows() {
    return size() / columns();
  }

  /** An axis counted from the front, checked. */
  int axis(String op, int axis) {
    int rank = sizes.length;
    Refuse.when(rank == 0, ShapeException::new)
        .saying(
            "%s: axis %s does not exist in shape (), which is a single number without axes. Leave the axis out",
            op, axis);
    Refuse.when(axis < -rank || axis >= rank, ShapeException::new)
        .saying(
            "%s: axis %s does not exist in shape %s: expected %s to %s. Axes count from 0, or from -1 backwards",
            op, axis, this, -rank, rank - 1);
    return axis < 0 ? axis + rank : axis;
  }

  /** Different axes counted from the front, checked and sorted. */
  int[] axes(String op, int... some) {
    int[] result = Arrays.stream(some).map(each -> axis(op, each)).sorted().toArray();
    for (int i = 1; i < result.length; i++) {
      Refuse.when(result[i] == result[i - 1], ShapeException::new)
          .saying(
              "%s: axis %s is named twice in %s for shape %s. Name each axis once; -1 is the last",
              op, result[i], some, this);
    }
    return result;
  }

  /** The product of the sizes along some axes. */
  int size(int[] axes) {
    return Arrays.stream(axes).map(axis -> sizes[axis]).reduce(1, (a, b) -> a * b);
  }

  /** The product of the sizes in front of an axis. */
  int before(int axis) {
    return size(0, axis);
  }

  /** The product of the sizes behind an axis. */
  int after(int axis) {
    return size(axis + 1, sizes.length);
  }

  /** This shape with one axis reduced to size 1, or left out. */
  Shape reduced(int axis, boolean keepAxis) {
    if (keepAxis) {
      return with(axis, 1);
    }
    int[] result = Arrays.copyOf(sizes, rank() - 1);
    System.arraycopy(sizes, axis + 1, result, axis, rank() - 1 - axis);
    return new Shape(result);
  }

  /** This shape with its last size replaced. */
  Shape withLast(int size) {
    return with(rank() - 1, size);
  }

  /** This shape with the size along one axis replaced. */
  Shape with(int axis, int size) {
    int[] result = sizes.clone();
    result[axis] = size;
    return of(result);
  }

  /** This shape with its axes in another order. */
  Shape permuted(int... order) {
    return new Shape(Arrays.stream(order).map(axis -> sizes[axis]).toArray());
  }

  /** This shape repeated to another one, as {@link #broadcast} would. */
  Shape expanded(int... target) {
    Shape wanted = of(target);
    Refuse.when(
            rank() > wanted.rank() || !broadcast("expand", this, wanted).equals(wanted),
            ShapeException::new)
        .saying(
            "expand: %s cannot become %s. Axes of size 1 are repeated and new axes come in front; other sizes stay",
            this, wanted);
    return wanted;
  }

  /**
   * The common shape of two operands by NumPy's rule: aligned at the last axis, sizes must be equal
   * or one of them 1.
   */
  public static Shape broadcast(String op, Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    int[] result = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int sizeA = i <= a.rank() ? a.sizes[a.rank() - i] : 1;
      int sizeB = i <= b.rank() ? b.sizes[b.rank() - i] : 1;
      Refuse.when(sizeA != sizeB && sizeA != 1 && sizeB != 1, ShapeException::new)
          .saying(
              "%s: shapes do not broadcast: %s and %s: %s != %s at axis -%s. Sizes must be equal, or one of them 1",
              op, a, b, sizeA, sizeB, i);
      result[rank - i] = Math.max(sizeA, sizeB);
    }
    return of(result);
  }

  /**
   * The shape of a matrix product. A 2-d right operand multiplies every row of a left operand of
   * any rank; otherwise the axes before the last two are batch axes and broadcast.
   */
  static Shape product(Shape a, Shape b) {
    Refuse.when(a.rank() < 2 || b.rank() < 2, ShapeException::new)
        .saying(
            "matmul: both operands need at least 2 axes, got %s x %s. Reshape a vector to (1, n) or (n, 1)",
            a, b);
    String hint = "The last size of the left is summed over the last but one of the right";
    Refuse.when(a.dim(-1) != b.dim(-2), ShapeException::new)
        .saying(
            "matmul: inner sizes differ: %s x %s: %s != %s. %s",
            a,
            b,
            a.dim(-1),
            b.dim(-2),
            a.dim(-1) == b.dim(-1) ? "Is a transpose() of the right operand missing?" : hint);
    Shape batch = a.batch();
    if (b.rank() > 2 && !batch.equals(b.batch())) {
      batch = broadcast("matmul: batch axes of " + a + " x " + b, batch, b.batch());
    }
    return a.withLast(b.dim(-1)).withBatch(batch);
  }

  /** The axes before the last two, which count the matrices. */
  Shape batch() {
    return new Shape(Arrays.copyOf(sizes, rank() - 2));
  }

  /** This shape with other axes before the last two. */
  Shape withBatch(Shape batch) {
    int[] result = Arrays.copyOf(batch.sizes, batch.rank() + 2);
    System.arraycopy(sizes, rank() - 2, result, batch.rank(), 2);
    return new Shape(result);
  }

  /** The shape that {@code reshape} gives; one size may be -1 and is computed from the others. */
  Shape reshaped(int... target) {
    int[] result = target.clone();
    int free = -1;
    long known = 1;
    for (int i = 0; i < result.length; i++) {
      boolean first = result[i] == -1 && free < 0;
      Refuse.when(result[i] < 1 && !first, ShapeException::new)
          .saying(
              "reshape: sizes must be at least 1 and only one may be -1, got %s for %s. Is a computed size wrong?",
              target, this);
      free = first ? i : free;
      known *= first ? 1 : result[i];
    }
    if (free >= 0 && size() % known == 0) {
      result[free] = (int) (size() / known);
      known = size();
    }
    Refuse.when(known != size() && free >= 0, ShapeException::new)
        .saying(
            "reshape: %s has %s elements, %s asks for a multiple of %s. Is the other size right?",
            this, size(), target, known);
    Refuse.when(known != size(), ShapeException::new)
        .saying(
            "reshape: %s has %s elements, %s asks for %s. A size of -1 would be computed",
            this, size(), target, known);
    return of(result);
  }

  /** Checks that two shapes are equal, as losses demand: nothing is broadcast in silence. */
  public static void requireEqual(String op, Shape actual, Shape expected) {
    String hint =
        actual.size() == expected.size()
            ? "Reshape one of them"
            : "Nothing is repeated to fit here";
    Refuse.when(!actual.equals(expected), ShapeException::new)
        .saying("%s: expected equal shapes, got %s and %s. %s", op, actual, expected, hint);
  }

  /** Checks that the channels before and after a convolution split into groups of equal size. */
  public static void requireGroups(String where, int channels, int outputs, int groups) {
    Refuse.when(groups < 1 || channels % groups != 0 || outputs % groups != 0, ShapeException::new)
        .saying(
            "%s: expected channels that %s groups divide, got %s -> %s. 1 group is the usual convolution, as many as channels a depthwise one",
            where, groups, channels, outputs);
  }

  static String text(int[] sizes) {
    return Arrays.stream(sizes)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape && Arrays.equals(sizes, ((Shape) other).sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** As NumPy prints it, except that a vector of n is {@code (n)}. */
  @Override
  public String toString() {
    return text(sizes);
  }
}
