package org.neuronbook.optim;

import java.util.List;
import org.neuronbook.tensor.Parameter;

/**
 * Adagrad: the sum s of all squared gradients so far divides the step, w -= lr g / (sqrt(s) + eps),
 * so that each weight has its own rate, which only falls. Duchi, Hazan, Singer, JMLR 2011. A usual
 * learning rate is 0.01.
 *
 * <pre>{@code
 * jshell> var w = new Parameter("w", Tensor.of(1, 1))
 * jshell> w.mul(Tensor.of(1000, 0.001)).sum().backward()
 * jshell> new Adagrad(List.of(w), 0.1).step()
 * jshell> w
 * Tensor(2) [0.9000, 0.9000]
 * }</pre>
 */
public final class Adagrad extends Optimizer {
  private final Options options;

  /**
   * All settings but the learning rate.
   *
   * @param learningRateDecay the rate of step t, counted from 0, is lr / (1 + learningRateDecay t)
   * @param weightDecay added times w to the gradient
   * @param initialSum where s starts
   * @param eps keeps the quotient finite where all gradients were 0
   */
  public record Options(
      double learningRateDecay, double weightDecay, double initialSum, double eps) {

    /** PyTorch's defaults: 0, 0, 0 and 1e-10. */
    public Options() {
      this(0, 0, 0, 1e-10);
    }

    public Options {
      Checks.atLeastZero("Adagrad", "learning rate decay", learningRateDecay);
      Checks.atLeastZero("Adagrad", "weight decay", weightDecay);
      Checks.atLeastZero("Adagrad", "initial sum", initialSum);
      Checks.atLeastZero("Adagrad", "eps", eps);
    }
  }

  public Adagrad(List<Parameter> parameters, double learningRate) {
    this(parameters, learningRate, new Options());
  }

  public Adagrad(List<Parameter> parameters, double learningRate, Options options) {
    super(parameters, learningRate, options.weightDecay, "sum");
    this.options = options;
  }

  @Override
  public void step() {
    stepEach(this::move);
  }

  private void move(Turn turn, double[] w, double[] g, double[][] memory) {
    double[] sum = memory[0];
    double start = turn.step() == 1 ? options.initialSum : 0;
    double rate = turn.learningRate() / (1 + (turn.step() - 1) * options.learningRateDecay);
    for (int i = 0; i < w.length; i++) {
      double gradient = g[i] + turn.weightDecay() * w[i];
      sum[i] += start + gradient * gradient;
      w[i] -= rate * gradient / (Math.sqrt(sum[i]) + options.eps);
    }
  }
}
