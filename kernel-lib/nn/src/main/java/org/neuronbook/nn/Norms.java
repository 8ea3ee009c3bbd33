package org.neuronbook.nn;

import org.neuronbook.tensor.Refuse;

/** Checks that all normalising layers share. */
final class Norms {
  private Norms() {}

  static void require(String layer, int channels, double eps) {
    Refuse.when(channels < 1)
        .saying(
            "%s: expected at least 1 channel, got %s. It is the size of the axis that keeps a scale and a shift of its own",
            layer, channels);
    Refuse.when(!(eps > 0))
        .saying(
            "%s: expected an eps above 0, got %s. It is added to the variance, against a division by 0; 1e-5 is usual",
            layer, eps);
  }
}
