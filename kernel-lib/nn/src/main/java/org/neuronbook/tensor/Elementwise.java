package org.neuronbook.tensor;

import static org.neuronbook.tensor.Autograd.edge;
import static org.neuronbook.tensor.Autograd.result;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Ops that treat each element by itself, with NumPy broadcasting where there are two operands. */
final class Elementwise {
  private Elementwise() {}

  static Tensor add(Tensor a, Tensor b) {
    Broadcast shapes = Broadcast.of("add", a.shape(), b.shape());
    double[] values =
        shapes.rows(
            a,
            b,
            (x, i, stepX, y, j, stepY, out, k, n) -> {
              for (int m = 0; m < n; m++) {
                out[k + m] = x[i + m * stepX] + y[j + m * stepY];
              }
            });
    return result("add", shapes.shape(), values, edge(a, g -> g), edge(b, g -> g));
  }

  static Tensor sub(Tensor a, Tensor b) {
    Broadcast shapes = Broadcast.of("sub", a.shape(), b.shape());
    double[] values =
        shapes.rows(
            a,
            b,
            (x, i, stepX, y, j, stepY, out, k, n) -> {
              for (int m = 0; m < n; m++) {
                out[k + m] = x[i + m * stepX] - y[j + m * stepY];
              }
            });
    return result("sub", shapes.shape(), values, edge(a, g -> g), edge(b, Tensor::neg));
  }

  static Tensor mul(Tensor a, Tensor b) {
    Broadcast shapes = Broadcast.of("mul", a.shape(), b.shape());
    double[] values =
        shapes.rows(
            a,
            b,
            (x, i, stepX, y, j, stepY, out, k, n) -> {
              for (int m = 0; m < n; m++) {
                out[k + m] = x[i + m * stepX] * y[j + m * stepY];
              }
            });
    return result("mul", shapes.shape(), values, edge(a, g -> g.mul(b)), edge(b, g -> g.mul(a)));
  }

  static Tensor div(Tensor a, Tensor b) {
    Broadcast shapes = Broadcast.of("div", a.shape(), b.shape());
    double[] values =
        shapes.rows(
            a,
            b,
            (x, i, stepX, y, j, stepY, out, k, n) -> {
              for (int m = 0; m < n; m++) {
                out[k + m] = x[i + m * stepX] / y[j + m * stepY];
              }
            });
    return result(
        "div",
        shapes.shape(),
        values,
        edge(a, g -> g.div(b)), // da = g / b
        edge(b, g -> g.mul(a).div(b.mul(b)).neg())); // db = -g a / b²
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
    double[] y = p == 2 ? map(x, v -> v * v) : map(x, v -> Math.pow(v, p));
    // x⁰ is 1 everywhere: 0 · x⁻¹ would be NaN at 0.
    DoubleUnaryOperator derivative = p == 0 ? v -> 0 : v -> p * Math.pow(v, p - 1);
    return result("pow", x.shape(), y, edge(x, g -> slope(g, x, derivative))); // g p xᵖ⁻¹
  }

  static Tensor abs(Tensor x) {
    return result("abs", x.shape(), map(x, Math::abs), edge(x, g -> slope(g, x, Math::signum)));
  }

  static Tensor clip(Tensor x, double low, double high) {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "clip: expected low <= high, got " + low + " and " + high + ". Are they exchanged?");
    }
    return result(
        "clip",
        x.shape(),
        map(x, v -> Math.max(low, Math.min(high, v))),
        edge(x, g -> slope(g, x, v -> v >= low && v <= high ? 1 : 0)));
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
    inParts(
        y.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            y[i] = Math.max(in[i], 0); // A branch on the sign would be guessed wrong half the time.
          }
        });
    return result(
        "relu",
        x.shape(),
        y,
        edge(
            x,
            g -> {
              double[] given = g.data();
              double[] out = new double[given.length];
              inParts(
                  out.length,
                  (from, to) -> {
                    for (int i = from; i < to; i++) {
                      // y > 0 ? given : 0 without a branch: all bits of the mask are 1, or 0.
                      long mask = -Double.doubleToRawLongBits(y[i]) >> 63;
                      out[i] = Double.longBitsToDouble(mask & Double.doubleToRawLongBits(given[i]));
                    }
                  });
              return Tensor.wrap(g.shape(), out);
            }));
  }

  private interface Part {
    void visit(int from, int to);
  }

  /**
   * Lets threads share many elements. For relu alone, after convolutions as costly as they: other
   * functions could follow where a profile shows them.
   */
  private static void inParts(int length, Part part) {
    int size = 1 << 15;
    int parts = (length + size - 1) / size;
    IntStream all = IntStream.range(0, parts);
    (parts > 2 ? all.parallel() : all)
        .forEach(i -> part.visit(i * size, Math.min(length, (i + 1) * size)));
  }

  static Tensor leakyRelu(Tensor x, double negativeSlope) {
    return result(
        "leakyRelu",
        x.shape(),
        map(x, v -> v > 0 ? v : negativeSlope * v),
        edge(x, g -> slope(g, x, v -> v > 0 ? 1 : negativeSlope)));
  }

  static Tensor elu(Tensor x, double alpha) {
    return result(
        "elu",
        x.shape(),
        map(x, v -> v > 0 ? v : alpha * Math.expm1(v)),
        edge(x, g -> slope(g, x, v -> v > 0 ? 1 : alpha * Math.exp(v)))); // 1, or α eˣ
  }

  static Tensor silu(Tensor x) {
    return result(
        "silu",
        x.shape(),
        map(x, v -> v * sigmoid(v)),
        edge(
            x,
            g ->
                slope(
                    g,
                    x,
                    v -> sigmoid(v) * (1 + v * (1 - sigmoid(v)))))); // σ(x) (1 + x (1 - σ(x)))
  }

  static Tensor hardSwish(Tensor x) {
    return result(
        "hardSwish",
        x.shape(),
        map(x, v -> v * Math.max(0, Math.min(6, v + 3)) / 6),
        edge(x, g -> slope(g, x, v -> v < -3 ? 0 : v <= 3 ? v / 3 + 0.5 : 1)));
  }

  static Tensor geluTanh(Tensor x) {
    double scale = Math.sqrt(2 / Math.PI);
    DoubleUnaryOperator bend = v -> Math.tanh(scale * (v + 0.044715 * v * v * v));
    return result(
        "geluTanh",
        x.shape(),
        map(x, v -> 0.5 * v * (1 + bend.applyAsDouble(v))),
        edge(
            x,
            g ->
                slope(
                    g,
                    x,
                    v -> { // (1 + t + x (1 - t²) t') / 2 with t' = √(2/π) (1 + 3 · 0.044715 x²)
                      double t = bend.applyAsDouble(v);
                      return 0.5 * (1 + t + v * (1 - t * t) * scale * (1 + 0.134145 * v * v));
                    })));
  }

  static Tensor gelu(Tensor x) {
    return result(
        "gelu",
        x.shape(),
        map(x, v -> v * Special.normalCdf(v)),
        edge(
            x,
            g ->
                slope(
                    g, x, v -> Special.normalCdf(v) + v * Special.normalPdf(v)))); // Φ(x) + x φ(x)
  }

  static Tensor softplus(Tensor x) {
    return result(
        "softplus",
        x.shape(),
        map(x, v -> Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)))),
        edge(x, g -> slope(g, x, Elementwise::sigmoid)));
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
    for (int i = 0; i < out.length; i++) {
      out[i] = function.applyAsDouble(in[i]);
    }
    return out;
  }

  /** The gradient times a derivative computed from x, element by element. */
  private static Tensor slope(Tensor gradient, Tensor x, DoubleUnaryOperator derivative) {
    return slope(gradient, x.data(), derivative);
  }

  private static Tensor slope(Tensor gradient, double[] at, DoubleUnaryOperator derivative) {
    double[] g = gradient.data();
    double[] out = new double[g.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = g[i] * derivative.applyAsDouble(at[i]);
    }
    return Tensor.wrap(gradient.shape(), out);
  }
}
