package org.neuronbook.optim;

import java.util.List;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Refuse;

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
 * jshell> var options = new Sgd.Options().withMomentum(0.9).withNesterov(true)
 * jshell> new Sgd(List.of(w), 0.1, options).step()
 * jshell> w
 * Tensor(1) [0.4200]
 * }</pre>
 */
public final class Sgd extends Optimizer {
  private final Options options;

  /**
   * All settings but the learning rate.
   *
   * @param momentum the share of the last direction that is kept
   * @param dampening from the second step on, v = momentum v + (1 - dampening) g
   * @param weightDecay added times w to g: the gradient of weightDecay / 2 |w|²
   * @param nesterov w -= lr (g + momentum v), as if g were measured one step ahead. Nesterov, 1983
   */
  public record Options(double momentum, double dampening, double weightDecay, boolean nesterov) {

    /** PyTorch's defaults: everything off. */
    public Options() {
      this(0, 0, 0, false);
    }

    public Options {
      Refuse.when(!(momentum >= 0 && momentum < 1))
          .saying(
              "Sgd: expected a momentum with 0 <= momentum < 1, got %s. A usual value is 0.9",
              momentum);
      Checks.atLeastZero("Sgd", "dampening", dampening);
      Checks.atLeastZero("Sgd", "weight decay", weightDecay);
      Refuse.when(nesterov && (momentum == 0 || dampening != 0))
          .saying(
              "Sgd: nesterov expects a momentum > 0 and no dampening, got momentum %s and dampening %s. Usual values are 0.9 and 0",
              momentum, dampening);
    }

    private String[] memoryNames() {
      return momentum == 0 ? new String[0] : new String[] {"velocity"};
    }

    public Options withMomentum(double value) {
      return new Options(value, dampening, weightDecay, nesterov);
    }

    public Options withDampening(double value) {
      return new Options(momentum, value, weightDecay, nesterov);
    }

    public Options withWeightDecay(double value) {
      return new Options(momentum, dampening, value, nesterov);
    }

    public Options withNesterov(boolean value) {
      return new Options(momentum, dampening, weightDecay, value);
    }
  }

  public Sgd(List<Parameter> parameters, double learningRate) {
    this(parameters, learningRate, new Options());
  }

  public Sgd(List<Parameter> parameters, double learningRate, double momentum) {
    this(parameters, learningRate, new Options().withMomentum(momentum));
  }

  public Sgd(List<Parameter> parameters, double learningRate, Options options) {
    super(parameters, learningRate, options.weightDecay, options.memoryNames());
    this.options = options;
  }

  @Override
  public void step() {
    stepEach(options.momentum == 0 ? this::descend : this::roll);
  }

  private void descend(Turn turn, double[] w, double[] g, double[][] memory) {
    for (int i = 0; i < w.length; i++) {
      w[i] -= turn.learningRate() * (g[i] + turn.weightDecay() * w[i]);
    }
  }

  private void roll(Turn turn, double[] w, double[] g, double[][] memory) {
    double[] v = memory[0];
    double share = turn.step() == 1 ? 1 : 1 - options.dampening;
    for (int i = 0; i < w.length; i++) {
      double gradient = g[i] + turn.weightDecay() * w[i];
      v[i] = options.momentum * v[i] + share * gradient;
      w[i] -= turn.learningRate() * (options.nesterov ? gradient + options.momentum * v[i] : v[i]);
    }
  }
}
