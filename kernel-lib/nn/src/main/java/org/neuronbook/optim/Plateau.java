package org.neuronbook.optim;

import java.util.Map;
import org.neuronbook.tensor.Stateful;
import org.neuronbook.tensor.Tensor;

/**
 * Lowers the learning rate when a loss has stopped falling: after more than patience steps without
 * a new best, the rate is multiplied by the factor. PyTorch's ReduceLROnPlateau for losses (mode
 * min, relative threshold).
 *
 * <pre>{@code
 * jshell> var w = new Parameter("w", Tensor.of(1))
 * jshell> var optimizer = new Sgd(List.of(w), 0.1)
 * jshell> var plateau = new Plateau(optimizer, new Plateau.Options().withFactor(0.5).withPatience(1))
 * jshell> for (double loss : new double[] {2, 1, 1, 1}) plateau.step(loss)
 * jshell> optimizer.learningRate()
 * 0.05
 * }</pre>
 */
public final class Plateau implements Stateful {
  /** PyTorch's: a change of the rate that is not larger is not made. */
  private static final double SMALLEST_CHANGE = 1e-8;

  private final Optimizer optimizer;
  private final Options options;
  private double best = Double.POSITIVE_INFINITY;
  private int badSteps;
  private int cooldownLeft;

  /**
   * When and how far the rate falls.
   *
   * @param factor what the rate is multiplied by, below 1
   * @param patience how many steps without a new best are borne
   * @param threshold a new best is a loss below best (1 - threshold)
   * @param cooldown how many steps after a change are not counted
   * @param minimum the rate does not fall below
   */
  public record Options(
      double factor, int patience, double threshold, int cooldown, double minimum) {

    /** PyTorch's defaults: factor 0.1, patience 10, threshold 1e-4, no cooldown, no minimum. */
    public Options() {
      this(0.1, 10, 1e-4, 0, 0);
    }

    public Options {
      Checks.below1("Plateau", "factor", factor, "A usual value is 0.1");
      Checks.atLeast(0, "Plateau", "steps of patience", patience);
      Checks.atLeastZero("Plateau", "threshold", threshold);
      Checks.atLeast(0, "Plateau", "steps of cooldown", cooldown);
      Checks.atLeastZero("Plateau", "minimum", minimum);
    }

    public Options withFactor(double value) {
      return new Options(value, patience, threshold, cooldown, minimum);
    }

    public Options withPatience(int value) {
      return new Options(factor, value, threshold, cooldown, minimum);
    }

    public Options withThreshold(double value) {
      return new Options(factor, patience, value, cooldown, minimum);
    }

    public Options withCooldown(int value) {
      return new Options(factor, patience, threshold, value, minimum);
    }

    public Options withMinimum(double value) {
      return new Options(factor, patience, threshold, cooldown, value);
    }
  }

  public Plateau(Optimizer optimizer) {
    this(optimizer, new Options());
  }

  public Plateau(Optimizer optimizer, Options options) {
    this.optimizer = optimizer;
    this.options = options;
  }

  /**
   * Looks at the loss of one more epoch.
   *
   * @param loss at least 0, lower is better; one that is no number counts as no better
   */
  public void step(double loss) {
    if (loss < best * (1 - options.threshold)) {
      best = loss;
      badSteps = 0;
    } else {
      badSteps++;
    }
    if (cooldownLeft > 0) {
      cooldownLeft--;
      badSteps = 0;
    }
    if (badSteps > options.patience) {
      lower();
      cooldownLeft = options.cooldown;
      badSteps = 0;
    }
  }

  @Override
  public Map<String, Tensor> state() {
    return Map.of("plateau", Tensor.of(best, badSteps, cooldownLeft));
  }

  @Override
  public void load(Map<String, Tensor> state) {
    double[] saved = Stateful.single("Plateau", state, "plateau", 3);
    best = saved[0];
    badSteps = (int) saved[1];
    cooldownLeft = (int) saved[2];
  }

  private void lower() {
    double rate = optimizer.learningRate();
    double lower = Math.max(rate * options.factor, options.minimum);
    if (rate - lower > SMALLEST_CHANGE) {
      optimizer.setLearningRate(lower);
    }
  }
}
