package org.neuronbook.optim;

import java.util.List;
import org.neuronbook.tensor.Parameter;

/**
 * Adam with decoupled weight decay: w -= lr weightDecay w, then a step of {@link Adam} on the plain
 * gradient. In Adam's own L2 the decay is divided by sqrt(v) like the gradient, so that weights
 * with large gradients hardly decay; here all decay alike. Loshchilov, Hutter, ICLR 2019.
 *
 * <pre>{@code
 * jshell> var w = new Parameter("w", Tensor.of(1, 1))
 * jshell> w.mul(Tensor.of(1000, 0)).sum().backward()
 * jshell> new AdamW(List.of(w), 0.1, 0.5).step()
 * jshell> w
 * Tensor(2) [0.8500, 0.9500]
 * }</pre>
 */
public final class AdamW extends Optimizer {
  private final Adam.Options options;

  /** With a weight decay of 0.01. */
  public AdamW(List<Parameter> parameters, double learningRate) {
    this(parameters, learningRate, 0.01);
  }

  public AdamW(List<Parameter> parameters, double learningRate, double weightDecay) {
    this(parameters, learningRate, new Adam.Options().withWeightDecay(weightDecay));
  }

  public AdamW(List<Parameter> parameters, double learningRate, Adam.Options options) {
    super(parameters, learningRate, options.weightDecay(), "m", "v");
    this.options = options;
  }

  @Override
  public void step() {
    stepEach(
        (turn, w, g, memory) -> {
          for (int i = 0; i < w.length; i++) {
            w[i] -= turn.learningRate() * turn.weightDecay() * w[i];
          }
          Adam.move(options, 0, turn, w, g, memory);
        });
  }
}
