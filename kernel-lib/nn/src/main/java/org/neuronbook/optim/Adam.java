package org.neuronbook.optim;

import java.util.List;
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
  private final Options options;

  /**
   * All settings but the learning rate.
   *
   * @param beta1 how much of m is kept at each step
   * @param beta2 how much of v is kept at each step
   * @param eps keeps the quotient finite where the gradient is 0
   * @param weightDecay in {@link Adam} added times w to the gradient (L2), as in PyTorch; in {@link
   *     AdamW} taken from w itself
   */
  public record Options(double beta1, double beta2, double eps, double weightDecay) {

    /** The paper's defaults, without weight decay. */
    public Options() {
      this(0.9, 0.999, 1e-8, 0);
    }

    public Options {
      Checks.below1("Adam", "beta1", beta1, "Usual values are 0.9 and 0.999");
      Checks.below1("Adam", "beta2", beta2, "Usual values are 0.9 and 0.999");
      Checks.atLeastZero("Adam", "eps", eps);
      Checks.atLeastZero("Adam", "weight decay", weightDecay);
    }

    public Options withBetas(double first, double second) {
      return new Options(first, second, eps, weightDecay);
    }

    public Options withEps(double value) {
      return new Options(beta1, beta2, value, weightDecay);
    }

    public Options withWeightDecay(double value) {
      return new Options(beta1, beta2, eps, value);
    }
  }

  public Adam(List<Parameter> parameters, double learningRate) {
    this(parameters, learningRate, new Options());
  }

  public Adam(List<Parameter> parameters, double learningRate, double beta1, double beta2) {
    this(parameters, learningRate, new Options().withBetas(beta1, beta2));
  }

  public Adam(List<Parameter> parameters, double learningRate, Options options) {
    super(parameters, learningRate, options.weightDecay, "m", "v");
    this.options = options;
  }

  @Override
  public void step() {
    stepEach((turn, w, g, memory) -> move(options, turn.weightDecay(), turn, w, g, memory));
  }

  /**
   * One step of Adam.
   *
   * @param l2 times w is added to the gradient
   */
  static void move(
      Options options, double l2, Turn turn, double[] w, double[] g, double[][] memory) {
    double[] m = memory[0];
    double[] v = memory[1];
    double rate = turn.learningRate() / (1 - Math.pow(options.beta1, turn.step()));
    double correction = 1 / Math.sqrt(1 - Math.pow(options.beta2, turn.step()));
    for (int i = 0; i < w.length; i++) {
      double gradient = g[i] + l2 * w[i];
      m[i] = options.beta1 * m[i] + (1 - options.beta1) * gradient;
      v[i] = options.beta2 * v[i] + (1 - options.beta2) * gradient * gradient;
      w[i] -= rate * m[i] / (Math.sqrt(v[i]) * correction + options.eps);
    }
  }
}
