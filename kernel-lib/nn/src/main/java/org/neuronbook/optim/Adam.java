package org.neuronbook.optim;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.neuronbook.tensor.Parameter;

/**
 * Adam: running means of the gradient, m, and of its square, v, both corrected for starting at 0; w
 * -= lr m / (sqrt(v) + eps). Kingma, Ba, ICLR 2015. Defaults are the paper's: beta1 0.9, beta2
 * 0.999, eps 1e-8.
 *
 * <pre>{@code
 * jshell> var w = new Parameter("w", Tensor.of(1, 1))
 * jshell> w.mul(Tensor.of(1000, 0.001)).sum().backward()
 * jshell> new Adam(List.of(w), 0.1).step()
 * jshell> w
 * Tensor(2) [0.9000, 0.9000]
 * }</pre>
 */
public final class Adam extends Optimizer {
  private final double beta1;
  private final double beta2;
  private final double eps;
  private final Map<Parameter, Moments> moments = new IdentityHashMap<>();

  private static final class Moments {
    final double[] m;
    final double[] v;
    int steps;

    Moments(int size) {
      m = new double[size];
      v = new double[size];
    }
  }

  public Adam(List<Parameter> parameters, double learningRate) {
    this(parameters, learningRate, 0.9, 0.999);
  }

  public Adam(List<Parameter> parameters, double learningRate, double beta1, double beta2) {
    super(parameters, learningRate);
    requireBeta("beta1", beta1);
    requireBeta("beta2", beta2);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.eps = 1e-8;
  }

  private static void requireBeta(String name, double beta) {
    if (!(beta >= 0 && beta < 1)) {
      throw new IllegalArgumentException(
          "Adam: expected 0 <= " + name + " < 1, got " + beta + ". Usual values are 0.9 and 0.999");
    }
  }

  @Override
  public void step() {
    for (Parameter parameter : parameters()) {
      parameter.update(
          (w, g) -> move(w, g, moments.computeIfAbsent(parameter, p -> new Moments(w.length))));
    }
  }

  private void move(double[] w, double[] g, Moments state) {
    state.steps++;
    double correction1 = 1 - Math.pow(beta1, state.steps);
    double correction2 = 1 - Math.pow(beta2, state.steps);
    for (int i = 0; i < w.length; i++) {
      state.m[i] = beta1 * state.m[i] + (1 - beta1) * g[i];
      state.v[i] = beta2 * state.v[i] + (1 - beta2) * g[i] * g[i];
      w[i] -=
          learningRate() * (state.m[i] / correction1) / (Math.sqrt(state.v[i] / correction2) + eps);
    }
  }
}
