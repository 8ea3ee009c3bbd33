package org.neuronbook.tensor;

/**
 * The sizes of one convolution, and how the pixels under each place of the kernel become a column
 * of a matrix ("im2col"), which makes the convolution a matrix product: Chellapilla, Puri, Simard,
 * "High performance convolutional neural networks for document processing", 2006.
 *
 * @param channels of the input; the same number of neighbours goes into each group
 * @param outChannels of the output
 * @param outHeight places of the kernel from top to bottom
 * @param outWidth places of the kernel from left to right
 */
record Patches(
    int batch,
    int channels,
    int height,
    int width,
    Window window,
    int groups,
    int outChannels,
    int outHeight,
    int outWidth) {

  /** The input channels of a group. */
  int groupChannels() {
    return channels / groups;
  }

  /** The output channels of a group. */
  int groupOutChannels() {
    return outChannels / groups;
  }

  /** Weights that meet at one place: the rows of the matrix of columns. */
  int patch() {
    return groupChannels() * window.height() * window.width();
  }

  /** Places of the kernel: the columns of that matrix. */
  int places() {
    return outHeight * outWidth;
  }

  /** Whether some places lie on the padding, in part. */
  boolean padded() {
    return window.paddingHeight() + window.paddingWidth() > 0;
  }

  Shape input() {
    return Shape.of(batch, channels, height, width);
  }

  Shape output() {
    return Shape.of(batch, outChannels, outHeight, outWidth);
  }

  int inputAt(int sample, int group) {
    return (sample * channels + group * groupChannels()) * height * width;
  }

  int outputAt(int sample, int group) {
    return (sample * outChannels + group * groupOutChannels()) * places();
  }

  /** The number of multiplications of one pass. */
  long work() {
    return (long) batch * outChannels * patch() * places();
  }

  /** What happens between a run of pixels and a run of a matrix row, pixel by pixel. */
  private interface Run {
    void visit(int pixel, int step, int column, int count);
  }

  /**
   * Copies the pixels of one group of one sample.
   *
   * @param columns (patch, places). Modified, but not where the kernel lies on the padding: an
   *     array that was zero there stays so, and serves one sample after the other
   */
  void gather(double[] pictures, int at, double[] columns) {
    forEachRun(
        at,
        (pixel, step, column, count) -> {
          if (step == 1) {
            System.arraycopy(pictures, pixel, columns, column, count);
          } else {
            for (int i = 0; i < count; i++) {
              columns[column + i] = pictures[pixel + i * step];
            }
          }
        });
  }

  /**
   * The gradient of {@link #gather}: adds each element of the matrix to the pixel that it came
   * from.
   *
   * @param pictures Modified.
   */
  void scatter(double[] columns, double[] pictures, int at) {
    forEachRun(
        at,
        (pixel, step, column, count) -> {
          for (int i = 0; i < count; i++) {
            pictures[pixel + i * step] += columns[column + i];
          }
        });
  }

  private void forEachRun(int at, Run run) {
    int row = 0;
    for (int channel = 0; channel < groupChannels(); channel++) {
      int plane = at + channel * height * width;
      for (int y = 0; y < window.height(); y++) {
        for (int x = 0; x < window.width(); x++, row++) {
          int down = y * window.dilationHeight() - window.paddingHeight();
          int right = x * window.dilationWidth() - window.paddingWidth();
          // The places at which this weight meets a pixel and not the padding.
          int firstX = first(right, window.strideWidth());
          int countX = end(right, window.strideWidth(), width, outWidth) - firstX;
          int endY = end(down, window.strideHeight(), height, outHeight);
          for (int i = first(down, window.strideHeight()); i < endY && countX > 0; i++) {
            run.visit(
                plane
                    + (i * window.strideHeight() + down) * width
                    + firstX * window.strideWidth()
                    + right,
                window.strideWidth(),
                row * places() + i * outWidth + firstX,
                countX);
          }
        }
      }
    }
  }

  /** The first place i with i stride + shift >= 0. */
  private static int first(int shift, int stride) {
    return shift >= 0 ? 0 : (-shift + stride - 1) / stride;
  }

  /** The first place i with i stride + shift >= size, at most the number of places. */
  private static int end(int shift, int stride, int size, int places) {
    return shift >= size ? 0 : Math.min(places, (size - shift + stride - 1) / stride);
  }
}
