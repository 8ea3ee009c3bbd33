package org.neuronbook.nn;

import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.tensor.Window;

/** Checks of what comes into a layer for pictures, in the name of the layer. */
final class Pictures {
  private Pictures() {}

  /** Checks the axes of an input (batch, channels, ...) and its channels. */
  static void require(Layer layer, Tensor x, int rank, int channels) {
    Shape shape = x.shape();
    requireRank(layer, x, rank, Integer.toString(channels));
    if (shape.dim(1) != channels) {
      String hint =
          shape.dim(-1) == channels
              ? "Do the channels come last? Here they come after the batch"
              : "Does what comes before give as many channels?";
      throw refusal(layer, text(rank, Integer.toString(channels)), shape, hint);
    }
  }

  static void requireRank(Layer layer, Tensor x, int rank, String channels) {
    Shape shape = x.shape();
    if (shape.rank() != rank) {
      String hint = "Reshape it: a layer for pictures looks at a batch of them";
      if (shape.rank() == rank - 1) {
        hint =
            "Is the axis of the batch or of the channels missing? Reshape it: a single one has size 1";
      } else if (shape.rank() == 2) {
        hint = "Reshape it: x.reshape(-1, channels, height, width)";
      }
      throw refusal(layer, text(rank, channels), shape, hint);
    }
  }

  private static ShapeException refusal(Layer layer, String expected, Shape actual, String hint) {
    return new ShapeException(
        "%s: expected an input of shape %s, got %s. %s"
            .formatted(layer.where(), expected, actual, hint));
  }

  /** Checks that a picture is not smaller than the kernel. */
  static void requireFits(Layer layer, Tensor x, Window window) {
    int height = x.shape().rank() == 4 ? x.shape().dim(2) : 1;
    window.output(layer.where(), height, x.shape().dim(-1));
  }

  private static String text(int rank, String channels) {
    return "(batch, " + channels + (rank == 3 ? ", length)" : ", height, width)");
  }
}
