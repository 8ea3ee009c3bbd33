package org.neuronbook.optim;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.neuronbook.tensor.Parameter;

/**
 * Stochastic gradient descent, w -= lr g, or with momentum v = momentum v + g; w -= lr v, as in
 * PyTorch: the first v is g. Polyak, 1964; Sutskever and others, ICML 2013.
 *
 * <pre>{@code
 * jshell> var w = new Parameter("w", Tensor.of(1))
 * jshell> w.pow(2).sum().backward()
 * jshell> new Sgd(List.of(w), 0.1).step()
 * jshell> w
 * Tensor(1) [0.8000]
 * }</pre>
 */
public final class Sgd extends Optimizer {
  private final double momentum;
  private final Map<Parameter, double[]> velocities = new IdentityHashMap<>();

  public Sgd(List<Parameter> parameters, double learningRate) {
    this(parameters, learningRate, 0);
  }

  public Sgd(List<Parameter> parameters, double learningRate, double momentum) {
    super(parameters, learningRate);
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "Sgd: expected a momentum with 0 <= momentum < 1, got "
              + momentum
              + ". A usual value is 0.9");
    }
    this.momentum = momentum;
  }

  @Override
  public void step() {
    for (Parameter parameter : parameters()) {
      parameter.update((w, g) -> move(w, momentum == 0 ? g : velocity(parameter, g)));
    }
  }

  private double[] velocity(Parameter parameter, double[] g) {
    double[] v = velocities.computeIfAbsent(parameter, p -> new double[g.length]);
    for (int i = 0; i < v.length; i++) {
      v[i] = momentum * v[i] + g[i];
    }
    return v;
  }

  private void move(double[] w, double[] direction) {
    for (int i = 0; i < w.length; i++) {
      w[i] -= learningRate() * direction[i];
    }
  }
}
