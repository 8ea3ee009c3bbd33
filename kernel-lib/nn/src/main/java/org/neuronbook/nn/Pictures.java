package org.neuronbook.nn;

import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.tensor.Window;

/** Checks of what comes into a layer for pictures, in the name of the layer. */
final class Pictures {
  private static final String WRONG = "%s: expected an input of shape (batch, %s, %s), got %s. %s";
  private static final String CHANNELS = "Does what comes before give as many channels?";
  private static final String CHANNELS_LAST =
      "Do the channels come last? Here they come after the batch";
  private static final String ROWS = "Reshape it: x.reshape(-1, channels, height, width)";
  private static final String AXIS_MISSING =
      "Is the axis of the batch or of the channels missing? Reshape it: a single one has size 1";
  private static final String OTHER_RANK =
      "Reshape it: a layer for pictures looks at a batch of them";

  private Pictures() {}

  /** Checks the axes of an input (batch, channels, ...) and its channels. */
  static void require(Layer layer, Tensor x, int rank, int channels) {
    Shape shape = x.shape();
    requireRank(layer, x, rank, Integer.toString(channels));
    boolean last = shape.dim(-1) == channels;
    Refuse.when(shape.dim(1) != channels, ShapeException::new)
        .saying(WRONG, layer.here, channels, sides(rank), shape, last ? CHANNELS_LAST : CHANNELS);
  }

  static void requireRank(Layer layer, Tensor x, int rank, String channels) {
    int actual = x.shape().rank();
    String hint = actual == rank - 1 ? AXIS_MISSING : actual == 2 ? ROWS : OTHER_RANK;
    Refuse.when(actual != rank, ShapeException::new)
        .saying(WRONG, layer.here, channels, sides(rank), x.shape(), hint);
  }

  /** Checks that a picture is not smaller than the kernel. */
  static void requireFits(Layer layer, Tensor x, Window window) {
    int height = x.shape().rank() == 4 ? x.shape().dim(2) : 1;
    window.output(layer.where(), height, x.shape().dim(-1));
  }

  private static String sides(int rank) {
    return rank == 3 ? "length" : "height, width";
  }
}
