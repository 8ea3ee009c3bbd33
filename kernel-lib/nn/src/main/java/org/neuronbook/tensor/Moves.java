package org.neuronbook.tensor;

import static org.neuronbook.tensor.Autograd.edge;
import static org.neuronbook.tensor.Autograd.result;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.neuronbook.tensor.Autograd.Edge;

/** Ops that move or choose elements without computing. */
final class Moves {
  private Moves() {}

  static Tensor reshape(Tensor x, int... sizes) {
    Shape shape = x.shape().reshaped(sizes);
    return result("reshape", shape, x.lastingData(), edge(x, g -> g.reshape(x.shape().toArray())));
  }

  static Tensor transpose(Tensor x) {
    int rank = x.shape().rank();
    Refuse.when(rank < 2, ShapeException::new)
        .saying(
            "transpose: expected at least 2 axes, got %s. Reshape a vector to (1, n)", x.shape());
    return turn("transpose", x, exchanged(rank, rank - 2, rank - 1));
  }

  static Tensor transpose(Tensor x, int one, int other) {
    int i = x.shape().axis("transpose", one);
    int j = x.shape().axis("transpose", other);
    return turn("permute", x, exchanged(x.shape().rank(), i, j));
  }

  private static int[] exchanged(int rank, int i, int j) {
    int[] order = IntStream.range(0, rank).toArray();
    order[i] = j;
    order[j] = i;
    return order;
  }

  static Tensor permute(Tensor x, int... someOrder) {
    int rank = x.shape().rank();
    Refuse.when(x.shape().axes("permute", someOrder).length != rank, ShapeException::new)
        .saying(
            "permute: expected each of the %s axes of %s once, got %s. Name the axes that keep their place too",
            rank, x.shape(), someOrder);
    return turn("permute", x, Arrays.stream(someOrder).map(i -> i < 0 ? i + rank : i).toArray());
  }

  private static Tensor turn(String op, Tensor x, int[] order) {
    Shape shape = x.shape().permuted(order);
    int[] steps = Arrays.stream(order).map(x.shape()::after).toArray();
    int[] back = new int[order.length];
    for (int axis = 0; axis < back.length; axis++) {
      back[order[axis]] = axis;
    }
    return result(op, shape, copy(x.data(), shape, steps), edge(x, g -> turn(op, g, back)));
  }

  static Tensor expand(Tensor x, int... sizes) {
    Shape shape = x.shape().expanded(sizes);
    double[] out = copy(x.data(), shape, Broadcast.steps(x.shape(), shape.rank()));
    return result("expand", shape, out, edge(x, g -> g)); // the engine adds up what was repeated
  }

  /** Row by row, elements that lie apart by the given steps along the axes of a shape. */
  private static double[] copy(double[] in, Shape shape, int[] steps) {
    double[] out = new double[shape.size()];
    int columns = shape.columns();
    int step = shape.rank() == 0 ? 1 : steps[shape.rank() - 1];
    Broadcast.walk(
        shape,
        steps,
        steps,
        (from, same, k) -> {
          for (int j = 0; j < columns; j++) {
            out[k + j] = in[from + j * step];
          }
        });
    return out;
  }

  static Tensor slice(Tensor x, int someAxis, int from, int to) {
    int axis = x.shape().axis("slice", someAxis);
    int size = x.shape().dim(axis);
    Refuse.when(from < 0 || to > size || from >= to, ShapeException::new)
        .saying(
            "slice: expected 0 <= from < to <= %s along axis %s of shape %s, got %s to %s. The end is not included",
            size, axis, x.shape(), from, to);
    int after = x.shape().after(axis);
    Shape shape = x.shape().with(axis, to - from);
    double[] out = new double[shape.size()];
    copyBlocks(x.data(), from * after, size * after, out, 0, (to - from) * after, out.length);
    return result("slice", shape, out, edge(x, g -> pad(g, axis, from, size - to, 0)));
  }

  /** Copies blocks of the shorter of two strides, until a number of elements is done. */
  private static void copyBlocks(
      double[] in, int at, int stride, double[] out, int atOut, int strideOut, int elements) {
    int block = Math.min(stride, strideOut);
    for (int done = 0; done < elements; done += block) {
      System.arraycopy(in, at, out, atOut, block);
      at += stride;
      atOut += strideOut;
    }
  }

  static Tensor pad(Tensor x, int someAxis, int before, int behind, double value) {
    int axis = x.shape().axis("pad", someAxis);
    Refuse.when(before < 0 || behind < 0, ShapeException::new)
        .saying(
            "pad: expected widths of at least 0 for axis %s of shape %s, got %s and %s. To cut off use slice(axis, from, to)",
            axis, x.shape(), before, behind);
    int size = x.shape().dim(axis);
    int after = x.shape().after(axis);
    Shape shape = x.shape().with(axis, before + size + behind);
    double[] out = new double[shape.size()];
    Arrays.fill(out, value);
    int stride = shape.dim(axis) * after;
    copyBlocks(x.data(), 0, size * after, out, before * after, stride, x.data().length);
    return result("pad", shape, out, edge(x, g -> g.slice(axis, before, before + size)));
  }

  static Tensor concat(int someAxis, Tensor... parts) {
    requireParts("concat", parts);
    Shape first = parts[0].shape();
    int axis = first.axis("concat", someAxis);
    int total = 0;
    for (int i = 0; i < parts.length; i++) {
      Shape part = parts[i].shape();
      boolean equalRank = part.rank() == first.rank();
      boolean fits = equalRank && part.with(axis, first.dim(axis)).equals(first);
      String hint = equalRank ? "Is it the right axis?" : "Reshape it";
      Refuse.when(!fits, ShapeException::new)
          .saying(
              "concat: expected the shape %s of part 0 but for axis %s, got %s for part %s. %s",
              first, axis, part, i, hint);
      total += part.dim(axis);
    }
    Shape shape = first.with(axis, total);
    int after = first.after(axis);
    double[] out = new double[shape.size()];
    Edge[] edges = new Edge[parts.length];
    int done = 0;
    for (int i = 0; i < parts.length; i++) {
      int from = done;
      int to = from + parts[i].shape().dim(axis);
      double[] in = parts[i].data();
      copyBlocks(in, 0, (to - from) * after, out, from * after, total * after, in.length);
      edges[i] = edge(parts[i], g -> g.slice(axis, from, to));
      done = to;
    }
    return result("concat", shape, out, edges);
  }

  static Tensor stack(int someAxis, Tensor... parts) {
    requireParts("stack", parts);
    Shape first = parts[0].shape();
    for (Tensor part : parts) {
      Shape.requireEqual("stack", part.shape(), first);
    }
    // The new axis may also come last, so it is counted in the shape of the result.
    int[] sizes = Arrays.copyOf(first.toArray(), first.rank() + 1);
    sizes[first.rank()] = 1;
    int axis = Shape.of(sizes).axis("stack", someAxis);
    System.arraycopy(first.toArray(), axis, sizes, axis + 1, first.rank() - axis);
    sizes[axis] = 1;
    return concat(
        axis, Arrays.stream(parts).map(part -> part.reshape(sizes)).toArray(Tensor[]::new));
  }

  private static void requireParts(String op, Tensor... parts) {
    Refuse.when(parts.length == 0, ShapeException::new)
        .saying("%s: expected at least one tensor, got none. Is a list empty?", op);
  }

  static Tensor indexSelect(Tensor x, int someAxis, int... indices) {
    int axis = x.shape().axis("indexSelect", someAxis);
    Shape shape = x.shape().with(axis, indices.length);
    int[] chosen = checked("indexSelect", x.shape(), axis, indices);
    int after = x.shape().after(axis);
    int size = x.shape().dim(axis);
    int[] at = new int[shape.size()];
    for (int k = 0; k < at.length; k++) {
      int row = k / after;
      row = row / chosen.length * size + chosen[row % chosen.length];
      at[k] = row * after + k % after;
    }
    return elements("indexSelect", x, shape, at);
  }

  /** The elements at the given places of the array; what is chosen several times gets the sum. */
  private static Tensor elements(String op, Tensor x, Shape shape, int[] at) {
    double[] out = new double[at.length];
    Arrays.setAll(out, k -> x.data()[at[k]]);
    return result(op, shape, out, edge(x, g -> addedUp(x.shape(), at, g.data())));
  }

  private static Tensor addedUp(Shape shape, int[] at, double[] g) {
    double[] sums = new double[shape.size()];
    for (int k = 0; k < at.length; k++) {
      sums[at[k]] += g[k];
    }
    return Tensor.wrap(shape, sums);
  }

  static Tensor gather(Tensor x, int someAxis, int... indices) {
    int axis = x.shape().axis("gather", someAxis);
    Shape shape = x.shape().reduced(axis, false);
    Refuse.when(indices.length != shape.size(), ShapeException::new)
        .saying(
            "gather: expected one index for each of the %s lines along axis %s of shape %s, got %s indices. Is it the right axis?",
            shape.size(), axis, x.shape(), indices.length);
    return oneOfEachLine("gather", x, axis, checked("gather", x.shape(), axis, indices));
  }

  /**
   * One element of each line along an axis.
   *
   * @param at the indices along the axis, one a line, which exist. Modified.
   */
  private static Tensor oneOfEachLine(String op, Tensor x, int axis, int[] at) {
    int after = x.shape().after(axis);
    for (int k = 0; k < at.length; k++) {
      at[k] = (k / after * x.shape().dim(axis) + at[k]) * after + k % after;
    }
    return elements(op, x, x.shape().reduced(axis, false), at);
  }

  /** A copy of indices that all exist along an axis. */
  private static int[] checked(String op, Shape shape, int axis, int... indices) {
    for (int i = 0; i < indices.length; i++) {
      Refuse.when(indices[i] < 0 || indices[i] >= shape.dim(axis))
          .saying(
              "%s: index %s at place %s is out of range for axis %s of shape %s: expected 0 to %s. Indices count from 0",
              op, indices[i], i, axis, shape, shape.dim(axis) - 1);
    }
    return indices.clone();
  }

  static Tensor where(Mask mask, Tensor a, Tensor b) {
    Shape shape = Shape.broadcast("where", a.shape(), b.shape());
    shape = Shape.broadcast("where with a mask", mask.shape(), shape);
    boolean[] chosen = mask.expanded(shape);
    double[] yes = expand(a.detach(), shape.toArray()).data();
    double[] no = expand(b.detach(), shape.toArray()).data();
    double[] out = new double[chosen.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = chosen[i] ? yes[i] : no[i];
    }
    Edge yesEdge = edge(a, g -> keep(g, chosen, true));
    return result("where", shape, out, yesEdge, edge(b, g -> keep(g, chosen, false)));
  }

  /** A gradient where the mask has a value, 0 elsewhere, even where the gradient is NaN. */
  private static Tensor keep(Tensor gradient, boolean[] mask, boolean value) {
    double[] out = gradient.toArray();
    for (int i = 0; i < out.length; i++) {
      if (mask[i] != value) {
        out[i] = 0;
      }
    }
    return Tensor.wrap(gradient.shape(), out);
  }

  static Tensor maskedFill(Tensor x, Mask mask, double value) {
    Refuse.when(
            !Shape.broadcast("maskedFill", mask.shape(), x.shape()).equals(x.shape()),
            ShapeException::new)
        .saying(
            "maskedFill: expected a mask that broadcasts to %s, got %s. The result has the shape of the tensor; expand it first",
            x.shape(), mask.shape());
    boolean[] hidden = mask.expanded(x.shape());
    double[] out = x.toArray();
    for (int i = 0; i < out.length; i++) {
      if (hidden[i]) {
        out[i] = value;
      }
    }
    return result("maskedFill", x.shape(), out, edge(x, g -> keep(g, hidden, false)));
  }

  static Tensor pick(Tensor x, int... labels) {
    Shape shape = x.shape();
    Refuse.when(shape.rank() != 2, ShapeException::new)
        .saying(
            "pick: expected a matrix (n, classes), got shape %s. Reshape it: x.reshape(-1, classes)",
            shape);
    Labels.require("pick", labels, shape.dim(0), shape.dim(1));
    return oneOfEachLine("pick", x, 1, labels.clone());
  }
}
