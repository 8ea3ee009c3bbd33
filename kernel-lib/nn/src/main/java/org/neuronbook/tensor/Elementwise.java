package org.neuronbook.tensor;

import static org.neuronbook.tensor.Autograd.edge;
import static org.neuronbook.tensor.Autograd.result;

import java.util.function.DoubleUnaryOperator;
import org.neuronbook.compute.Parts;

/** Ops that treat each element by itself, with NumPy broadcasting where there are two operands. */
final class Elementwise {
  private Elementwise() {}

  static Tensor add(Tensor a, Tensor b) {
    Broadcast rows = new Broadcast("add", a, b);
    rows.forEach(
        (x, i, stepX, y, j, stepY, out, k, n) -> {
          for (int m = 0; m < n; m++) {
            out[k + m] = x[i + m * stepX] + y[j + m * stepY];
          }
        });
    return rows.result(edge(a, g -> g), edge(b, g -> g));
  }

  static Tensor sub(Tensor a, Tensor b) {
    Broadcast rows = new Broadcast("sub", a, b);
    rows.forEach(
        (x, i, stepX, y, j, stepY, out, k, n) -> {
          for (int m = 0; m < n; m++) {
            out[k + m] = x[i + m * stepX] - y[j + m * stepY];
          }
        });
    return rows.result(edge(a, g -> g), edge(b, Tensor::neg));
  }

  static Tensor mul(Tensor a, Tensor b) {
    Broadcast rows = new Broadcast("mul", a, b);
    rows.forEach(
        (x, i, stepX, y, j, stepY, out, k, n) -> {
          for (int m = 0; m < n; m++) {
            out[k + m] = x[i + m * stepX] * y[j + m * stepY];
          }
        });
    return rows.result(edge(a, g -> g.mul(b)), edge(b, g -> g.mul(a)));
  }

  static Tensor div(Tensor a, Tensor b) {
    Broadcast rows = new Broadcast("div", a, b);
    rows.forEach(
        (x, i, stepX, y, j, stepY, out, k, n) -> {
          for (int m = 0; m < n; m++) {
            out[k + m] = x[i + m * stepX] / y[j + m * stepY];
          }
        });
    // da = g / b, db = -g a / b²
    return rows.result(edge(a, g -> g.div(b)), edge(b, g -> g.mul(a).div(b.mul(b)).neg()));
  }

  static Tensor exp(Tensor x) {
    double[] y = map(x, Math::exp);
    return result("exp", x.shape(), y, edge(x, g -> g.mul(Tensor.wrap(x.shape(), y)))); // g eˣ
  }

  static Tensor log(Tensor x) {
    return result("log", x.shape(), map(x, Math::log), edge(x, g -> g.div(x)));
  }

  static Tensor sqrt(Tensor x) {
    double[] y = map(x, Math::sqrt);
    return result(
        "sqrt", x.shape(), y, edge(x, g -> g.div(Tensor.wrap(x.shape(), y).mul(2)))); // g / 2√x
  }

  static Tensor pow(Tensor x, double p) {
    DoubleUnaryOperator power = p == 2 ? v -> v * v : v -> Math.pow(v, p);
    // x⁰ is 1 everywhere: 0 · x⁻¹ would be NaN at 0.
    return each("pow", x, power, p == 0 ? v -> 0 : v -> p * Math.pow(v, p - 1)); // p xᵖ⁻¹
  }

  static Tensor abs(Tensor x) {
    return each("abs", x, Math::abs, Math::signum);
  }

  static Tensor clip(Tensor x, double low, double high) {
    Refuse.when(!(low <= high))
        .saying("clip: expected low <= high, got %s and %s. Are they exchanged?", low, high);
    DoubleUnaryOperator limit = v -> Math.max(low, Math.min(high, v));
    return each("clip", x, limit, v -> v >= low && v <= high ? 1 : 0);
  }

  static Tensor sigmoid(Tensor x) {
    double[] y = map(x, Elementwise::sigmoid);
    return result("sigmoid", x.shape(), y, edge(x, g -> slope(g, y, s -> s * (1 - s)))); // g σ(1-σ)
  }

  static Tensor tanh(Tensor x) {
    double[] y = map(x, Math::tanh);
    return result("tanh", x.shape(), y, edge(x, g -> slope(g, y, t -> 1 - t * t))); // g (1 - tanh²)
  }

  static Tensor relu(Tensor x) {
    double[] in = x.data();
    double[] y = new double[in.length];
    // Neither way has a branch: where signs are random it would cost ten times the rest.
    Parts.forEach(
        y.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            y[i] = Math.max(in[i], 0);
          }
        });
    return result("relu", x.shape(), y, edge(x, g -> reluGradient(g, y)));
  }

  private static Tensor reluGradient(Tensor gradient, double[] y) {
    double[] g = gradient.data();
    double[] out = gradient.spare ? g : new double[g.length];
    Parts.forEach(
        out.length,
        (from, to) -> {
          for (int i = from; i < to; i++) { // g where y > 0: all of its bits or none
            long all = -Double.doubleToRawLongBits(y[i]) >> 63;
            out[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(g[i]) & all);
          }
        });
    return Tensor.spare(gradient.shape(), out);
  }

  static Tensor leakyRelu(Tensor x, double below) {
    return each("leakyRelu", x, v -> v > 0 ? v : below * v, v -> v > 0 ? 1 : below);
  }

  static Tensor elu(Tensor x, double alpha) {
    DoubleUnaryOperator value = v -> v > 0 ? v : alpha * Math.expm1(v);
    return each("elu", x, value, v -> v > 0 ? 1 : alpha * Math.exp(v)); // 1, or α eˣ
  }

  static Tensor silu(Tensor x) {
    // σ(x) (1 + x (1 - σ(x)))
    DoubleUnaryOperator derivative = v -> sigmoid(v) * (1 + v * (1 - sigmoid(v)));
    return each("silu", x, v -> v * sigmoid(v), derivative);
  }

  static Tensor hardSwish(Tensor x) {
    DoubleUnaryOperator value = v -> v * Math.max(0, Math.min(6, v + 3)) / 6;
    return each("hardSwish", x, value, v -> v < -3 ? 0 : v <= 3 ? v / 3 + 0.5 : 1);
  }

  static Tensor geluTanh(Tensor x) {
    double scale = Math.sqrt(2 / Math.PI);
    DoubleUnaryOperator bend = v -> Math.tanh(scale * (v + 0.044715 * v * v * v));
    DoubleUnaryOperator derivative =
        v -> { // (1 + t + x (1 - t²) t') / 2 with t' = √(2/π) (1 + 3 · 0.044715 x²)
          double t = bend.applyAsDouble(v);
          return 0.5 * (1 + t + v * (1 - t * t) * scale * (1 + 0.134145 * v * v));
        };
    return each("geluTanh", x, v -> 0.5 * v * (1 + bend.applyAsDouble(v)), derivative);
  }

  static Tensor gelu(Tensor x) {
    // Φ(x) + x φ(x)
    return each("gelu", x, v -> v * NormalSeries.CDF.at(v), NormalSeries.GELU_SLOPE::at);
  }

  static Tensor softplus(Tensor x) {
    DoubleUnaryOperator value = v -> Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)));
    return each("softplus", x, value, Elementwise::sigmoid);
  }

  /** A function of each element, and its derivative there. */
  private static Tensor each(
      String op, Tensor x, DoubleUnaryOperator function, DoubleUnaryOperator derivative) {
    return result(op, x.shape(), map(x, function), edge(x, g -> slope(g, x.data(), derivative)));
  }

  private static double sigmoid(double v) {
    if (v >= 0) {
      return 1 / (1 + Math.exp(-v));
    }
    double e = Math.exp(v);
    return e / (1 + e);
  }

  private static double[] map(Tensor x, DoubleUnaryOperator function) {
    double[] in = x.data();
    double[] out = new double[in.length];
    Parts.forEach(
        out.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            out[i] = function.applyAsDouble(in[i]);
          }
        });
    return out;
  }

  /**
   * The gradient times a derivative, element by element, in place where that is allowed; so for ops
   * of one operand only.
   */
  private static Tensor slope(Tensor gradient, double[] at, DoubleUnaryOperator derivative) {
    double[] g = gradient.data();
    double[] out = gradient.spare ? g : new double[g.length];
    Parts.forEach(
        out.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            out[i] = g[i] * derivative.applyAsDouble(at[i]);
          }
        });
    return Tensor.spare(gradient.shape(), out);
  }
}
