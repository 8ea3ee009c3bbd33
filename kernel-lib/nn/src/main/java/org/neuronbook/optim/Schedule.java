package org.neuronbook.optim;

import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Stateful;
import org.neuronbook.tensor.Tensor;

/**
 * The learning rate as a function of the step t = 0, 1, 2 ... Making a schedule sets the
 * optimiser's rate to that of step 0; call {@link #step} after each step of the optimiser (or after
 * each epoch, if the numbers mean epochs). The formulas are closed ones: a schedule remembers
 * nothing but t. Numbers agree with torch.optim.lr_scheduler.
 *
 * <pre>{@code
 * jshell> var w = new Parameter("w", Tensor.of(1))
 * jshell> var optimizer = new Sgd(List.of(w), 0.1)
 * jshell> var schedule = Schedule.cosine(optimizer, 100, 0)
 * jshell> for (int i = 0; i < 50; i++) schedule.step()
 * jshell> Math.round(1000 * optimizer.learningRate()) / 1000.0
 * 0.05
 * }</pre>
 */
public final class Schedule implements Stateful {
  private final Optimizer optimizer;
  private final IntToDoubleFunction rate;
  private int steps;

  private Schedule(Optimizer optimizer, IntToDoubleFunction rate) {
    this.optimizer = optimizer;
    this.rate = rate;
    moveTo(0);
  }

  /** Any rate: a function from the step to the learning rate. */
  public static Schedule of(Optimizer optimizer, IntToDoubleFunction rate) {
    return new Schedule(optimizer, rate);
  }

  /**
   * Times gamma at every so many steps: lr gamma^floor(t / every). StepLR; a usual gamma is 0.1.
   */
  public static Schedule step(Optimizer optimizer, int every, double gamma) {
    Checks.atLeast(1, "step", "step between two changes", every);
    Checks.positive("step", "gamma", gamma);
    double base = optimizer.learningRate();
    return new Schedule(optimizer, t -> base * Math.pow(gamma, t / every));
  }

  /**
   * Half a cosine from the optimiser's rate down to a minimum: min + (lr - min) (1 + cos(π t / T))
   * / 2. Loshchilov, Hutter, ICLR 2017. CosineAnnealingLR, and as there the rate rises again after
   * T steps.
   *
   * @param total T
   */
  public static Schedule cosine(Optimizer optimizer, int total, double minimum) {
    Checks.atLeast(1, "cosine", "step in all", total);
    Checks.atLeastZero("cosine", "minimum", minimum);
    double base = optimizer.learningRate();
    return new Schedule(optimizer, t -> cosine(base, minimum, (double) t / total));
  }

  /**
   * A straight line from startFactor lr up to lr, which stays. LinearLR.
   *
   * @param steps how many until lr is reached
   * @param startFactor above 0, at most 1; PyTorch's default is 1/3
   */
  public static Schedule linearWarmup(Optimizer optimizer, int steps, double startFactor) {
    Checks.atLeast(1, "linearWarmup", "step of warm-up", steps);
    Refuse.when(!(startFactor > 0 && startFactor <= 1))
        .saying(
            "linearWarmup: expected 0 < startFactor <= 1, got %s. It is the share of the learning rate at the first step",
            startFactor);
    double base = optimizer.learningRate();
    return new Schedule(
        optimizer, t -> base * (startFactor + (1 - startFactor) * Math.min(t, steps) / steps));
  }

  /**
   * A straight line up, then half a cosine down, as transformers are trained: lr (t + 1) / (warmup
   * + 1) for t &lt; warmup, the cosine over the rest, and the minimum after the last step.
   *
   * @param total all steps, the warm-up included
   */
  public static Schedule warmupCosine(Optimizer optimizer, int warmup, int total, double minimum) {
    Checks.atLeast(0, "warmupCosine", "steps of warm-up", warmup);
    Checks.atLeast(warmup + 1, "warmupCosine", "steps in all, warm-up included", total);
    Checks.atLeastZero("warmupCosine", "minimum", minimum);
    double base = optimizer.learningRate();
    return new Schedule(
        optimizer,
        t ->
            t < warmup
                ? base * (t + 1) / (warmup + 1)
                : cosine(base, minimum, (Math.min(t, total) - warmup) / (double) (total - warmup)));
  }

  /**
   * One cycle: half a cosine from maximum / 25 up to the maximum in the first 30 % of the steps,
   * and another down to maximum / 250,000. Smith, Topin, 2018. OneCycleLR with its defaults; the
   * momentum is left as it is (cycle_momentum=False).
   *
   * @param maximum the largest rate; that of the optimiser does not count
   * @param total all steps; afterwards the last rate stays
   */
  public static Schedule oneCycle(Optimizer optimizer, double maximum, int total) {
    Checks.positive("oneCycle", "maximum", maximum);
    // Fewer would leave no step on the way up.
    Checks.atLeast(4, "oneCycle", "steps in all", total);
    double start = maximum / 25;
    double end = start / 1e4;
    double top = 0.3 * total - 1;
    int last = total - 1;
    return new Schedule(
        optimizer,
        t ->
            t <= top
                ? cosine(start, maximum, t / top)
                : cosine(maximum, end, (Math.min(t, last) - top) / (last - top)));
  }

  /** Half a cosine from one rate to another as the share goes from 0 to 1. */
  private static double cosine(double from, double to, double share) {
    return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
  }

  /** Goes on to the next step, and sets its rate. */
  public void step() {
    moveTo(steps + 1);
  }

  /** How many times {@link #step} was called. */
  public int steps() {
    return steps;
  }

  /** Goes to any step, to continue another run, and sets its rate. */
  public void moveTo(int step) {
    double value = at(step);
    steps = step;
    optimizer.setLearningRate(value);
  }

  @Override
  public Map<String, Tensor> state() {
    return Map.of("steps", Tensor.of(steps));
  }

  @Override
  public void load(Map<String, Tensor> state) {
    moveTo((int) Stateful.single("Schedule", state, "steps", 1)[0]);
  }

  /** The rate of a step, for plots; nothing is changed. */
  public double at(int step) {
    return rate.applyAsDouble(Checks.atLeast(0, "Schedule", "as a step", step));
  }
}
