package org.neuronbook.tensor;

/** Special functions that the JDK lacks. */
final class Special {
  private static final double SQRT_2 = Math.sqrt(2);
  private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);

  private Special() {}

  /** The density of the standard normal distribution. */
  static double normalPdf(double x) {
    return Math.exp(-0.5 * x * x) / SQRT_2_PI;
  }

  /** The probability that a standard normal number is below x. */
  static double normalCdf(double x) {
    return x < 0 ? 0.5 * erfc(-x / SQRT_2) : 1 - 0.5 * erfc(x / SQRT_2);
  }

  /**
   * The complementary error function for x >= 0, to about 1e-15: the series of erf near 0, the
   * continued fraction of erfc (Lentz's method) beyond. Abramowitz, Stegun, "Handbook of
   * Mathematical Functions", 7.1.6 and 7.1.14.
   */
  static double erfc(double x) {
    if (x < 2.5) {
      // erf(x) = 2/sqrt(pi) exp(-x²) sum of 2ⁿ x²ⁿ⁺¹ / (1·3·...·(2n+1)): all terms positive, no
      // cancellation.
      double term = x;
      double sum = x;
      for (int n = 1; term > 1e-17 * sum; n++) {
        term *= 2 * x * x / (2 * n + 1);
        sum += term;
      }
      return 1 - 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
    // erfc(x) = exp(-x²)/sqrt(pi) · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))), evaluated from the
    // inside.
    double fraction = x;
    for (int n = 60; n >= 1; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
  }
}
