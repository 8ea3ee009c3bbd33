package org.neuronbook.compute;

/** With how many bits matrix products and convolutions multiply, see {@link Compute#products}. */
public enum Precision {
  /** Doubles, as everything else: about 16 digits. */
  FLOAT64,
  /** Floats, about 7 digits; what goes in and comes out are doubles. */
  FLOAT32;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
