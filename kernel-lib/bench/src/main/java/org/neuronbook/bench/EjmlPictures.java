package org.neuronbook.bench;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Convolution and pooling on plain EJML calls. A row of a matrix is a picture, by channels. */
final class EjmlPictures {
  private EjmlPictures() {}

  /**
   * What a picture is.
   *
   * @param height of the picture, which is square
   */
  record Size(int channels, int height) {
    int pixels() {
      return channels * height * height;
    }
  }

  /** A product with the patches under the kernel, picture by picture. */
  static final class Conv extends EjmlNet.Step {
    private final int kernel;
    private final Size in;
    private final Size out;
    private final DMatrixRMaj weight;
    private final DMatrixRMaj bias;
    private final DMatrixRMaj weightGradient;
    private final DMatrixRMaj biasGradient;
    private final double rate;
    private final DMatrixRMaj one;
    private final DMatrixRMaj patchGradient = new DMatrixRMaj(1, 1);
    private DMatrixRMaj[] patches;

    /**
     * @param weight (outputs, inputs · kernel · kernel)
     * @param bias (1, outputs)
     */
    Conv(Part.Conv part, Size in, DMatrixRMaj weight, DMatrixRMaj bias, double rate) {
      this.kernel = part.size();
      this.in = in;
      this.out = outputOf(part, in);
      this.weight = weight;
      this.bias = bias;
      this.rate = rate;
      this.weightGradient = weight.createLike();
      this.biasGradient = bias.createLike();
      this.one = new DMatrixRMaj(out.channels(), out.height() * out.height());
    }

    static Size outputOf(Part.Conv part, Size in) {
      return new Size(part.outputs(), in.height() - part.size() + 1);
    }

    @Override
    void forward() {
      int batch = input.numRows;
      output.reshape(batch, out.pixels());
      if (patches == null) {
        patches = new DMatrixRMaj[batch];
        Arrays.setAll(patches, i -> new DMatrixRMaj(weight.numCols, one.numCols));
      }
      for (int i = 0; i < batch; i++) {
        move(patches[i].data, input.data, i * in.pixels(), true);
        CommonOps_DDRM.mult(weight, patches[i], one);
        for (int at = 0; at < out.pixels(); at++) {
          output.data[i * out.pixels() + at] = one.data[at] + bias.data[at / one.numCols];
        }
      }
    }

    @Override
    void backward(DMatrixRMaj g, boolean first) {
      weightGradient.zero();
      biasGradient.zero();
      gradient.reshape(input.numRows, input.numCols);
      gradient.zero();
      for (int i = 0; i < input.numRows; i++) {
        System.arraycopy(g.data, i * out.pixels(), one.data, 0, out.pixels());
        CommonOps_DDRM.multAddTransB(one, patches[i], weightGradient);
        for (int at = 0; at < out.pixels(); at++) {
          biasGradient.data[at / one.numCols] += one.data[at];
        }
        if (!first) {
          CommonOps_DDRM.multTransA(weight, one, patchGradient);
          move(patchGradient.data, gradient.data, i * in.pixels(), false);
        }
      }
    }

    /** Copies a picture into its patches, or adds patches to where they came from. */
    private void move(double[] patch, double[] pictures, int from, boolean copy) {
      int places = out.height();
      int at = 0;
      for (int row = 0; row < weight.numCols; row++) {
        int channel = row / (kernel * kernel);
        int down = row / kernel % kernel;
        int right = row % kernel;
        for (int y = 0; y < places; y++) {
          int pixel = from + (channel * in.height() + y + down) * in.height() + right;
          for (int x = 0; x < places; x++) {
            if (copy) {
              patch[at++] = pictures[pixel + x];
            } else {
              pictures[pixel + x] += patch[at++];
            }
          }
        }
      }
    }

    @Override
    void learn(int step) {
      CommonOps_DDRM.addEquals(weight, -rate, weightGradient);
      CommonOps_DDRM.addEquals(bias, -rate, biasGradient);
    }
  }

  /** The largest of each square; what is left over at the edges is left out. */
  static final class Pool extends EjmlNet.Step {
    private final int size;
    private final Size in;
    private final Size out;
    private int[] largest = {};

    Pool(Part.Pool part, Size in) {
      this.size = part.size();
      this.in = in;
      this.out = outputOf(part, in);
    }

    static Size outputOf(Part.Pool part, Size in) {
      return new Size(in.channels(), in.height() / part.size());
    }

    @Override
    void forward() {
      output.reshape(input.numRows, out.pixels());
      largest = new int[output.getNumElements()];
      int places = out.height();
      for (int at = 0; at < largest.length; at++) {
        int plane = at / (places * places);
        int y = at / places % places * size;
        int x = at % places * size;
        int best = (plane * in.height() + y) * in.height() + x;
        for (int i = 0; i < size * size; i++) {
          int pixel = (plane * in.height() + y + i / size) * in.height() + x + i % size;
          best = input.data[pixel] > input.data[best] ? pixel : best;
        }
        largest[at] = best;
        output.data[at] = input.data[best];
      }
    }

    @Override
    void backward(DMatrixRMaj g, boolean first) {
      gradient.reshape(input.numRows, input.numCols);
      gradient.zero();
      for (int at = 0; at < largest.length; at++) {
        gradient.data[largest[at]] += g.data[at];
      }
    }
  }
}
