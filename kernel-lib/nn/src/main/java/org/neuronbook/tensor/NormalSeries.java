package org.neuronbook.tensor;

import java.util.function.DoubleUnaryOperator;

/**
 * Functions of the standard normal distribution, quickly and to 1e-15: the Taylor series around the
 * nearest of many points, whose coefficients are computed once. All derivatives of the density φ
 * are Hermite polynomials times φ: φ⁽ⁿ⁾ = (-1)ⁿ Heₙ φ. Abramowitz, Stegun, "Handbook of
 * Mathematical Functions", 26.2.31.
 */
final class NormalSeries {
  private static final int LIMIT = 9;
  private static final int POINTS_PER_UNIT = 16;
  private static final int TERMS = 9;

  /** Φ(x); its derivative is φ. */
  static final NormalSeries CDF = new NormalSeries(Special::normalCdf, 0);

  /** The derivative of x Φ(x), which is Φ(x) + x φ(x) = Φ(x) - φ'(x). */
  static final NormalSeries GELU_SLOPE =
      new NormalSeries(x -> Special.normalCdf(x) + x * Special.normalPdf(x), -1);

  private final DoubleUnaryOperator function;
  private final double[] coefficients;

  /** The function Φ(x) + factor φ'(x), given in closed form too. */
  private NormalSeries(DoubleUnaryOperator function, double factor) {
    this.function = function;
    int points = 2 * LIMIT * POINTS_PER_UNIT + 1;
    this.coefficients = new double[points * TERMS];
    for (int i = 0; i < points; i++) {
      double x = i / (double) POINTS_PER_UNIT - LIMIT;
      double[] density = new double[TERMS + 2]; // φ and its derivatives
      density[0] = Special.normalPdf(x);
      density[1] = -x * density[0];
      for (int n = 1; n < TERMS + 1; n++) {
        density[n + 1] = -x * density[n] - n * density[n - 1];
      }
      coefficients[i * TERMS] = function.applyAsDouble(x);
      double factorial = 1;
      for (int n = 1; n < TERMS; n++) {
        factorial *= n;
        coefficients[i * TERMS + n] = (density[n - 1] + factor * density[n + 1]) / factorial;
      }
    }
  }

  double at(double x) {
    if (!(Math.abs(x) < LIMIT)) { // far out, or NaN
      return function.applyAsDouble(x);
    }
    int point = (int) ((x + LIMIT) * POINTS_PER_UNIT + 0.5);
    double h = x - (point / (double) POINTS_PER_UNIT - LIMIT);
    double sum = 0;
    for (int at = point * TERMS, n = at + TERMS - 1; n >= at; n--) {
      sum = sum * h + coefficients[n];
    }
    return sum;
  }
}
