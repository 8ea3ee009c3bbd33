package org.neuronbook.tensor;

import static org.neuronbook.tensor.Autograd.edge;
import static org.neuronbook.tensor.Autograd.result;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.neuronbook.compute.Parts;

/**
 * Pictures (batch, channels, height, width) made smaller, channel by channel: LeCun and others,
 * "Gradient-based learning applied to document recognition", 1998.
 */
final class Pooling {
  /** About as many multiplications are as much work as finding one result. */
  private static final int WORK = 10;

  private Pooling() {}

  static Tensor maxPool2d(Tensor x, Window window) {
    String op = "maxPool2d";
    Shape shape = requirePicture(op, x);
    requirePadding(op, window);
    int height = shape.dim(2);
    int width = shape.dim(3);
    Shape places = window.output(op, height, width);
    int[] rows = starts(places.dim(0), window.strideHeight(), window.paddingHeight());
    int[] columns = starts(places.dim(1), window.strideWidth(), window.paddingWidth());
    requirePixels(op, rows, window.dilationHeight(), height, window);
    requirePixels(op, columns, window.dilationWidth(), width, window);
    Shape output = Shape.of(shape.dim(0), shape.dim(1), rows.length, columns.length);
    double[] in = x.data();
    double[] out = new double[output.size()];
    int[] chosen = new int[out.length];
    forEachPlane(
        shape,
        places.size(),
        plane -> {
          int at = plane * places.size();
          for (int row : rows) {
            int top = inside(row, window.dilationHeight());
            int bottom = Math.min(height, row + window.height() * window.dilationHeight());
            for (int column : columns) {
              int left = inside(column, window.dilationWidth());
              int right = Math.min(width, column + window.width() * window.dilationWidth());
              int best = (plane * height + top) * width + left;
              long most = order(in[best]);
              for (int i = top; i < bottom; i += window.dilationHeight()) {
                int line = (plane * height + i) * width;
                for (int j = line + left; j < line + right; j += window.dilationWidth()) {
                  long value = order(in[j]);
                  best = value > most ? j : best;
                  most = Math.max(value, most);
                }
              }
              chosen[at] = best;
              out[at++] = in[best];
            }
          }
        });
    return result(op, output, out, edge(x, g -> spread(shape, g.data(), chosen, places.size())));
  }

  private static Tensor spread(Shape shape, double[] g, int[] chosen, int places) {
    double[] out = new double[shape.size()];
    forEachPlane(
        shape,
        places,
        plane -> {
          for (int i = plane * places; i < (plane + 1) * places; i++) {
            out[chosen[i]] += g[i];
          }
        });
    return Tensor.spare(shape, out);
  }

  /**
   * A long that compares as the number does, NaN as the largest: of longs the processor takes the
   * larger without a branch, which it would guess wrong at every other pixel.
   */
  private static long order(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits ^ (bits >> 63 >>> 1);
  }

  static Tensor avgPool2d(Tensor x, Window window) {
    String op = "avgPool2d";
    Shape shape = requirePicture(op, x);
    requirePadding(op, window);
    Refuse.when(Math.max(window.dilationHeight(), window.dilationWidth()) > 1, ShapeException::new)
        .saying(
            "%s: expected a window without dilation, got %s. For a mean that leaves pixels out, take a conv2d with equal weights",
            op, window);
    Shape places = window.output(op, shape.dim(2), shape.dim(3));
    int[] rows = starts(places.dim(0), window.strideHeight(), window.paddingHeight());
    int[] columns = starts(places.dim(1), window.strideWidth(), window.paddingWidth());
    return mean(op, x, Spans.of(rows, window.height()), Spans.of(columns, window.width()));
  }

  static Tensor adaptiveAvgPool2d(Tensor x, int height, int width) {
    String op = "adaptiveAvgPool2d";
    Shape shape = requirePicture(op, x);
    Refuse.when(height < 1 || width < 1, ShapeException::new)
        .saying(
            "%s: expected a result of at least 1x1, got %sx%s. 1x1 is the mean of each channel",
            op, height, width);
    return mean(op, x, Spans.parts(shape.dim(2), height), Spans.parts(shape.dim(3), width));
  }

  /** Along one axis the first pixel of each place, and the one behind its last. */
  private record Spans(int[] starts, int[] ends) {
    static Spans of(int[] starts, int size) {
      return new Spans(starts, IntStream.of(starts).map(start -> start + size).toArray());
    }

    static Spans parts(int size, int parts) {
      IntStream starts = IntStream.range(0, parts).map(i -> (int) ((long) i * size / parts));
      IntStream ends =
          IntStream.range(0, parts).map(i -> (int) (((i + 1L) * size + parts - 1) / parts));
      return new Spans(starts.toArray(), ends.toArray());
    }

    int count() {
      return starts.length;
    }
  }

  private interface Place {
    void visit(int from, int to, double share);
  }

  /** Sums of pixels inside the picture, divided by the size of the place. */
  private static Tensor mean(String op, Tensor x, Spans down, Spans right) {
    Shape shape = x.shape();
    Shape output = Shape.of(shape.dim(0), shape.dim(1), down.count(), right.count());
    double[] in = x.data();
    double[] out = new double[output.size()];
    forEachPixel(shape, down, right, (from, to, share) -> out[to] += in[from] * share);
    return result(op, output, out, edge(x, g -> spread(shape, g.data(), down, right)));
  }

  private static Tensor spread(Shape shape, double[] g, Spans down, Spans right) {
    double[] out = new double[shape.size()];
    forEachPixel(shape, down, right, (from, to, share) -> out[from] += g[to] * share);
    return Tensor.spare(shape, out);
  }

  private static void forEachPixel(Shape shape, Spans down, Spans right, Place place) {
    int height = shape.dim(2);
    int width = shape.dim(3);
    forEachPlane(
        shape,
        down.count() * right.count(),
        plane -> {
          for (int i = 0; i < down.count(); i++) {
            for (int j = 0; j < right.count(); j++) {
              int to = (plane * down.count() + i) * right.count() + j;
              int size = (down.ends[i] - down.starts[i]) * (right.ends[j] - right.starts[j]);
              for (int y = Math.max(0, down.starts[i]); y < Math.min(height, down.ends[i]); y++) {
                int line = (plane * height + y) * width;
                int last = Math.min(width, right.ends[j]);
                for (int column = Math.max(0, right.starts[j]); column < last; column++) {
                  place.visit(line + column, to, 1.0 / size);
                }
              }
            }
          }
        });
  }

  /** Where the window begins at each place; before 0 on the padding. */
  private static int[] starts(int places, int stride, int padding) {
    return IntStream.range(0, places).map(i -> i * stride - padding).toArray();
  }

  /** The first pixel of a window that is not on the padding. */
  private static int inside(int start, int dilation) {
    return start >= 0 ? start : start + (-start + dilation - 1) / dilation * dilation;
  }

  /** Channels of samples have nothing in common, so threads do not change a bit. */
  private static void forEachPlane(Shape pictures, int places, IntConsumer work) {
    int count = pictures.dim(0) * pictures.dim(1);
    Parts.tasks(count, (long) count * places * WORK, work);
  }

  private static Shape requirePicture(String op, Tensor x) {
    Convolutions.requireRank(op, x, 4, "(batch, channels, height, width)");
    return x.shape();
  }

  /** With a dilation a window can step over a small picture, from padding to padding. */
  private static void requirePixels(
      String op, int[] starts, int dilation, int size, Window window) {
    boolean missed = IntStream.of(starts).anyMatch(start -> inside(start, dilation) >= size);
    Refuse.when(missed, ShapeException::new)
        .saying(
            "%s: expected a window that meets a pixel at each place, got %s on a picture with a side of %s. Take less padding or less dilation",
            op, window, size);
  }

  private static void requirePadding(String op, Window window) {
    boolean down = window.paddingHeight() > window.height() / 2;
    boolean right = window.paddingWidth() > window.width() / 2;
    Refuse.when(down || right, ShapeException::new)
        .saying(
            "%s: expected a padding of at most half the window, got %s. With more, some places would see no pixel at all",
            op, window);
  }
}
