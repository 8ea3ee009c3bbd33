package org.neuronbook.bench;

/** What numbers are computed in; the text stands in tables and files. */
enum Precision {
  FLOAT64("float64"),
  /** float64 in memory, float32 inside matrix products and convolutions. */
  FLOAT32_PRODUCTS("float32 products"),
  FLOAT32("float32");

  private final String text;

  Precision(String text) {
    this.text = text;
  }

  /** How far a loss may be from the one in double, relatively: the work is equal, not its bits. */
  double tolerance() {
    // 1e-6 and not less: DJL keeps learning rates and betas as float.
    return this == FLOAT64 ? 1e-6 : 2e-3;
  }

  @Override
  public String toString() {
    return text;
  }
}
