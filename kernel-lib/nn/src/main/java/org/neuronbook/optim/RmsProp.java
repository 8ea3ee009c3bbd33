package org.neuronbook.optim;

import java.util.List;
import java.util.stream.Stream;
import org.neuronbook.tensor.Parameter;

/**
 * RMSprop: a running mean v of the squared gradient divides the step, v = alpha v + (1 - alpha) g²;
 * w -= lr g / (sqrt(v) + eps). Hinton, "Neural networks for machine learning", lecture 6e, 2012;
 * centred: Graves, 2013. A usual learning rate is 0.01 to 0.001.
 *
 * <pre>{@code
 * jshell> var w = new Parameter("w", Tensor.of(1, 1))
 * jshell> w.mul(Tensor.of(1000, 0.001)).sum().backward()
 * jshell> new RmsProp(List.of(w), 0.01).step()
 * jshell> w
 * Tensor(2) [0.9000, 0.9000]
 * }</pre>
 */
public final class RmsProp extends Optimizer {
  private final Options options;

  /**
   * All settings but the learning rate.
   *
   * @param alpha how much of v is kept at each step
   * @param eps keeps the quotient finite where the gradient is 0
   * @param weightDecay added times w to the gradient
   * @param momentum the share of the last direction that is kept, as in {@link Sgd}
   * @param centered divides by the standard deviation instead: sqrt(v - mean(g)²)
   */
  public record Options(
      double alpha, double eps, double weightDecay, double momentum, boolean centered) {

    /** PyTorch's defaults: alpha 0.99, eps 1e-8, the others off. */
    public Options() {
      this(0.99, 1e-8, 0, 0, false);
    }

    public Options {
      Checks.below1("RmsProp", "alpha", alpha, "A usual value is 0.99");
      Checks.below1("RmsProp", "momentum", momentum, "A usual value is 0.9");
      Checks.atLeastZero("RmsProp", "eps", eps);
      Checks.atLeastZero("RmsProp", "weight decay", weightDecay);
    }

    public Options withAlpha(double value) {
      return new Options(value, eps, weightDecay, momentum, centered);
    }

    public Options withEps(double value) {
      return new Options(alpha, value, weightDecay, momentum, centered);
    }

    public Options withWeightDecay(double value) {
      return new Options(alpha, eps, value, momentum, centered);
    }

    public Options withMomentum(double value) {
      return new Options(alpha, eps, weightDecay, value, centered);
    }

    public Options withCentered(boolean value) {
      return new Options(alpha, eps, weightDecay, momentum, value);
    }

    /** An array costs as much as the parameters: only those that are used. */
    private String[] memoryNames() {
      Stream<String> names = Stream.of("v", momentum > 0 ? "velocity" : "", centered ? "mean" : "");
      return names.filter(name -> !name.isEmpty()).toArray(String[]::new);
    }
  }

  public RmsProp(List<Parameter> parameters, double learningRate) {
    this(parameters, learningRate, new Options());
  }

  public RmsProp(List<Parameter> parameters, double learningRate, Options options) {
    super(parameters, learningRate, options.weightDecay, options.memoryNames());
    this.options = options;
  }

  @Override
  public void step() {
    stepEach(this::move);
  }

  private void move(Turn turn, double[] w, double[] g, double[][] memory) {
    double alpha = options.alpha;
    double[] v = memory[0];
    double[] velocity = options.momentum > 0 ? memory[1] : null;
    double[] mean = options.centered ? memory[memory.length - 1] : null;
    for (int i = 0; i < w.length; i++) {
      double gradient = g[i] + turn.weightDecay() * w[i];
      v[i] = alpha * v[i] + (1 - alpha) * gradient * gradient;
      double variance = v[i];
      if (mean != null) {
        mean[i] = alpha * mean[i] + (1 - alpha) * gradient;
        // Rounding may give a small number below 0 where the gradient does not change.
        variance = Math.max(0, variance - mean[i] * mean[i]);
      }
      double direction = gradient / (Math.sqrt(variance) + options.eps);
      if (velocity != null) {
        velocity[i] = options.momentum * velocity[i] + direction;
        direction = velocity[i];
      }
      w[i] -= turn.learningRate() * direction;
    }
  }
}
