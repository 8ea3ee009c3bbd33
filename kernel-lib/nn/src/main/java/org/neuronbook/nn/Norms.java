package org.neuronbook.nn;

/** Checks that all normalising layers share. */
final class Norms {
  private Norms() {}

  static void require(String layer, int channels, double eps) {
    if (channels < 1) {
      throw new IllegalArgumentException(
          layer
              + ": expected at least 1 channel, got "
              + channels
              + ". It is the size of the axis that keeps a scale and a shift of its own");
    }
    if (!(eps > 0)) {
      throw new IllegalArgumentException(
          layer
              + ": expected an eps above 0, got "
              + eps
              + ". It is added to the variance, against a division by 0; 1e-5 is usual");
    }
  }
}
