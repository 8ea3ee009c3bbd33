package org.neuronbook.tensor;

import org.neuronbook.compute.Operand;

/**
 * The sizes of one convolution, and how the pixels under each place of the kernel become a column
 * of a matrix ("im2col"), which makes the convolution a matrix product: Chellapilla, Puri, Simard,
 * "High performance convolutional neural networks for document processing", 2006.
 *
 * @param input (batch, channels, height, width)
 * @param output (batch, outputs, places down, places right)
 * @param groups of channels that do not see each other
 */
record Patches(Shape input, Shape output, Window window, int groups) {

  int batch() {
    return input.dim(0);
  }

  /** The input channels of a group. */
  private int groupChannels() {
    return input.dim(1) / groups;
  }

  /** The output channels of a group. */
  int groupOutputs() {
    return output.dim(1) / groups;
  }

  /** Weights that meet at one place: the rows of the matrix of columns. */
  int patch() {
    return groupChannels() * window.height() * window.width();
  }

  /** Places of the kernel: the columns of that matrix. */
  int places() {
    return output.dim(2) * output.dim(3);
  }

  /** Whether some places lie on the padding, in part. */
  boolean padded() {
    return window.paddingHeight() + window.paddingWidth() > 0;
  }

  int outputAt(int sample, int group) {
    return (sample * groups + group) * groupOutputs() * places();
  }

  /** The number of multiplications of one pass. */
  long work() {
    return (long) output.size() * patch();
  }

  /** The kernels of a group: (outputs, patch). */
  Operand weights(double[] values, int group) {
    return Operand.of(values, 0, groupOutputs(), patch()).matrix(group);
  }

  /** The matrix of columns: (patch, places). */
  Operand columns(double[] values) {
    return Operand.of(values, 0, patch(), places());
  }

  /** What a group makes of a sample, or its gradient: (outputs, places). */
  Operand out(double[] values, int sample, int group) {
    return Operand.of(values, outputAt(sample, group), groupOutputs(), places());
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
  void gather(double[] pictures, int sample, int group, double[] columns) {
    forEachRun(
        sample * groups + group,
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
  void scatter(double[] columns, double[] pictures, int sample, int group) {
    forEachRun(
        sample * groups + group,
        (pixel, step, column, count) -> {
          if (step == 1) { // Two loops: the processor adds neighbours together.
            for (int i = 0; i < count; i++) {
              pictures[pixel + i] += columns[column + i];
            }
          } else {
            for (int i = 0; i < count; i++) {
              pictures[pixel + i * step] += columns[column + i];
            }
          }
        });
  }

  /**
   * @param part counts the groups of all samples
   */
  private void forEachRun(int part, Run run) {
    int height = input.dim(2);
    int width = input.dim(3);
    int places = places();
    int outWidth = output.dim(3);
    int row = 0;
    int end = (part + 1) * groupChannels();
    for (int channel = part * groupChannels(); channel < end; channel++) {
      for (int y = 0; y < window.height(); y++) {
        for (int x = 0; x < window.width(); x++, row++) {
          int down = y * window.dilationHeight() - window.paddingHeight();
          int right = x * window.dilationWidth() - window.paddingWidth();
          // The places at which this weight meets a pixel and not the padding.
          int firstX = first(right, window.strideWidth());
          int countX = end(right, window.strideWidth(), width, outWidth) - firstX;
          int endY = end(down, window.strideHeight(), height, output.dim(2));
          int at = channel * height * width + firstX * window.strideWidth() + right;
          for (int i = first(down, window.strideHeight()); i < endY && countX > 0; i++) {
            int pixel = at + (i * window.strideHeight() + down) * width;
            run.visit(pixel, window.strideWidth(), row * places + i * outWidth + firstX, countX);
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
