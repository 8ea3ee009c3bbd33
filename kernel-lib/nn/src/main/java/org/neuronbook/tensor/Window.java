package org.neuronbook.tensor;

/**
 * How a kernel slides over a picture: its size, the step from one place to the next, the zeros
 * added around the picture, and the distance between the pixels under the kernel. All in pixels.
 *
 * <p>Along each axis it has (pixels + 2 padding - dilation (size - 1) - 1) / stride + 1 places,
 * rounded down: Dumoulin, Visin, "A guide to convolution arithmetic for deep learning", 2016.
 *
 * <pre>{@code
 * jshell> Window.of(3).padding(1).output("picture", 28, 28)
 * (28, 28)
 * jshell> Window.of(3, 5).stride(2).output("picture", 28, 28)
 * (13, 12)
 * }</pre>
 */
public record Window(
    int height,
    int width,
    int strideHeight,
    int strideWidth,
    int paddingHeight,
    int paddingWidth,
    int dilationHeight,
    int dilationWidth) {

  public Window {
    Refuse.when(
            Math.min(Math.min(height, width), Math.min(strideHeight, strideWidth)) < 1
                || Math.min(paddingHeight, paddingWidth) < 0
                || Math.min(dilationHeight, dilationWidth) < 1,
            ShapeException::new)
        .saying(
            "Window: expected sizes, strides and dilations of at least 1 and paddings of at least 0, got size %s, stride %s, padding %s, dilation %s. A stride of 1 visits every pixel, a dilation of 1 leaves none out",
            pair(height, width),
            pair(strideHeight, strideWidth),
            pair(paddingHeight, paddingWidth),
            pair(dilationHeight, dilationWidth));
  }

  /** A square window with stride 1, no padding and dilation 1. */
  public static Window of(int size) {
    return of(size, size);
  }

  /** A window with stride 1, no padding and dilation 1. */
  public static Window of(int height, int width) {
    return new Window(height, width, 1, 1, 0, 0, 1, 1);
  }

  public Window stride(int both) {
    return stride(both, both);
  }

  public Window stride(int down, int right) {
    return new Window(
        height, width, down, right, paddingHeight, paddingWidth, dilationHeight, dilationWidth);
  }

  /** Zeros on each of the four sides. */
  public Window padding(int all) {
    return padding(all, all);
  }

  /** Rows of zeros above and below, and columns of zeros left and right. */
  public Window padding(int rows, int columns) {
    return new Window(
        height, width, strideHeight, strideWidth, rows, columns, dilationHeight, dilationWidth);
  }

  public Window dilation(int both) {
    return dilation(both, both);
  }

  public Window dilation(int down, int right) {
    return new Window(
        height, width, strideHeight, strideWidth, paddingHeight, paddingWidth, down, right);
  }

  /**
   * The number of places down and right.
   *
   * @param where who asks, for the message
   * @throws ShapeException if the picture is smaller than the kernel
   */
  public Shape output(String where, int pictureHeight, int pictureWidth) {
    int spanHeight = dilationHeight * (height - 1) + 1;
    int spanWidth = dilationWidth * (width - 1) + 1;
    int paddedHeight = pictureHeight + 2 * paddingHeight;
    int paddedWidth = pictureWidth + 2 * paddingWidth;
    Refuse.when(paddedHeight < spanHeight || paddedWidth < spanWidth, ShapeException::new)
        .saying(
            "%s: expected a picture of at least %sx%s with its padding, as large as the kernel, got %sx%s. Add padding, take a smaller kernel, or halve the picture less often before",
            where, spanHeight, spanWidth, paddedHeight, paddedWidth);
    return Shape.of(
        (paddedHeight - spanHeight) / strideHeight + 1,
        (paddedWidth - spanWidth) / strideWidth + 1);
  }

  /** The size of the picture whose convolution has so many places, the smallest plus some. */
  Shape painted(String where, int down, int right, int outputPadding) {
    int paintedHeight = painted(down, strideHeight, paddingHeight, dilationHeight * (height - 1));
    int paintedWidth = painted(right, strideWidth, paddingWidth, dilationWidth * (width - 1));
    Refuse.when(paintedHeight < 1 || paintedWidth < 1, ShapeException::new)
        .saying(
            "%s: expected a result of at least 1x1, got %sx%s from a picture of %sx%s. Here padding cuts off: take less of it",
            where, paintedHeight, paintedWidth, down, right);
    int least =
        Math.min(Math.max(strideHeight, dilationHeight), Math.max(strideWidth, dilationWidth));
    Refuse.when(outputPadding < 0 || outputPadding >= least, ShapeException::new)
        .saying(
            "%s: expected an output padding of 0 to %s, got %s. It chooses among the sizes that a stride makes equal, and is smaller than it",
            where, least - 1, outputPadding);
    return Shape.of(paintedHeight + outputPadding, paintedWidth + outputPadding);
  }

  private static int painted(int places, int stride, int padding, int reach) {
    return (places - 1) * stride - 2 * padding + reach + 1;
  }

  /** In a few words, without what is as usual: {@code 3x3, stride 2, padding 1}. */
  @Override
  public String toString() {
    return pair(height, width)
        + part(", stride ", strideHeight, strideWidth, 1)
        + part(", padding ", paddingHeight, paddingWidth, 0)
        + part(", dilation ", dilationHeight, dilationWidth, 1);
  }

  private static String part(String what, int down, int right, int usual) {
    String size = down == right ? Integer.toString(down) : pair(down, right);
    return down == usual && right == usual ? "" : what + size;
  }

  private static String pair(int down, int right) {
    return down + "x" + right;
  }
}
