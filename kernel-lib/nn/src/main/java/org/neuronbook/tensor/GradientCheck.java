package org.neuronbook.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Compares the gradients of {@link Tensor#backward} with slopes measured from values alone: each
 * input number x is moved by ±h, and (f(x + h) - f(x - h)) / 2h is what its derivative must be,
 * with h = 1e-5 max(1, |x|). In float64 the two agree to about nine digits where the function is
 * smooth; a wrong formula is off from the first.
 *
 * <p>A result with many elements is weighed with fixed numbers between 0.5 and 1.5 and summed, so
 * that elements cannot be mixed up unseen. Near a kink, such as relu at 0, a slope is no
 * derivative: keep inputs away from it. Nocedal, Wright, "Numerical Optimization", 2nd ed.,
 * Springer 2006, section 8.1.
 *
 * <pre>{@code
 * jshell> GradientCheck.check("cube", x -> x[0].pow(3), Tensor.of(1, 2)).passed()
 * true
 * jshell> GradientCheck.check("lost", x -> x[0].mul(x[0].detach()).sum(), Tensor.of(1, 2))
 * lost: 2 of 2 gradients are wrong
 * input    index            received        expected     ratio
 * x[0]     (0)               1.00000         2.00000  0.500000
 * x[0]     (1)               2.00000         4.00000  0.500000
 * All are off by the same factor 0.500000: does a factor, or one of several paths, not count?
 * }</pre>
 */
public final class GradientCheck {
  /** The largest relative error of a gradient that counts as right. */
  public static final double TOLERANCE = 1e-6;

  /** Gradients below this are compared by their difference: rounding hides their digits. */
  private static final double SMALL = 1e-3;

  private static final int SHOWN = 8;

  private GradientCheck() {}

  /** A function of one or more tensors, such as {@code x -> x[0].matmul(x[1])}. */
  @FunctionalInterface
  public interface Computation {
    Tensor of(Tensor... inputs);
  }

  /** Checks the gradients of a function for every element of every input. */
  public static Report check(String function, Computation computation, Tensor... inputs) {
    Parameter[] parameters = new Parameter[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      parameters[i] = new Parameter("x[" + i + "]", inputs[i]);
    }
    return check(function, () -> computation.of(parameters), List.of(parameters));
  }

  /**
   * Checks the gradients of a model's loss for every element of every parameter: {@code check("my
   * model", () -> Losses.mse(model.forward(x), y), model.parameters())}.
   *
   * @param parameters their values are moved and put back; their gradients are forgotten. Modified.
   */
  public static Report check(
      String function, Supplier<Tensor> computation, List<Parameter> parameters) {
    Refuse.when(parameters.isEmpty())
        .saying(
            "gradient check of %s: expected at least one input or parameter to move, got none. Pass tensors after the function",
            function);
    Tensor weights = weights(function, computation);
    parameters.forEach(Parameter::zeroGrad);
    Tensor result = computation.get();
    if (result.requiresGrad()) {
      result.backward(weights);
    }
    List<Entry> entries = new ArrayList<>();
    for (Parameter parameter : parameters) {
      Shape shape = parameter.shape();
      for (int i = 0; i < shape.size(); i++) {
        double received = parameter.grad() == null ? 0 : parameter.grad().data()[i];
        double expected = slope(computation, weights, parameter.data(), i);
        entries.add(new Entry(parameter.name(), indexText(shape, i), received, expected));
      }
      parameter.zeroGrad();
    }
    return new Report(function, List.copyOf(entries));
  }

  /** The weight of each element of the result; 1 for a single number. */
  private static Tensor weights(String function, Supplier<Tensor> computation) {
    Tensor once = Autograd.noGrad(computation);
    Tensor again = Autograd.noGrad(computation);
    Refuse.when(!Arrays.equals(once.data(), again.data()))
        .saying(
            "gradient check of %s: expected the same result for the same inputs, got two different ones. Does it draw random numbers? Call eval(), or make the Rng anew inside the function",
            function);
    int[] sizes = once.shape().toArray();
    boolean one = once.shape().size() == 1;
    return one ? Tensor.ones(sizes) : Tensor.uniform(Rng.of(1), 0.5, 1.5, sizes);
  }

  /** The central difference at one element, which is put back. */
  private static double slope(
      Supplier<Tensor> computation, Tensor weights, double[] values, int i) {
    double x = values[i];
    double step = 1e-5 * Math.max(1, Math.abs(x));
    double above = x + step;
    double below = x - step;
    try {
      values[i] = above;
      double[] high = Autograd.noGrad(computation).toArray();
      values[i] = below;
      double[] low = Autograd.noGrad(computation).toArray();
      double difference = 0;
      for (int j = 0; j < high.length; j++) {
        difference += weights.data()[j] * (high[j] - low[j]);
      }
      // Not 2 * step: x + step is rounded.
      return difference / (above - below);
    } finally {
      values[i] = x;
    }
  }

  private static String indexText(Shape shape, int offset) {
    int[] index = new int[shape.rank()];
    int rest = offset;
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape.dim(axis);
      rest /= shape.dim(axis);
    }
    return Shape.text(index);
  }

  /**
   * One number of one input.
   *
   * @param input the name of the input or parameter
   * @param index where in it, such as {@code (0, 3)}
   * @param received what backward gave
   * @param expected the measured slope
   */
  public record Entry(String input, String index, double received, double expected) {

    /** Received over expected: -1 is a wrong sign, 2 or 0.5 a wrong factor, 0 a lost gradient. */
    public double ratio() {
      return received / expected;
    }

    /** The difference relative to the larger of the two, or to 0.001 where both are smaller. */
    public double error() {
      double size = Math.max(Math.abs(received), Math.abs(expected));
      return Math.abs(received - expected) / Math.max(size, SMALL);
    }

    /** Whether the error is at most {@link #TOLERANCE}. */
    public boolean passed() {
      // NaN is no pass.
      return error() <= TOLERANCE;
    }
  }

  /**
   * What a check found, in words when printed.
   *
   * @param function the name that was given
   * @param entries every number of every input
   */
  public record Report(String function, List<Entry> entries) {

    public boolean passed() {
      return wrong().isEmpty();
    }

    /** The entries whose gradients are not what was measured. */
    public List<Entry> wrong() {
      return entries.stream().filter(e -> !e.passed()).toList();
    }

    /** The largest relative error of all entries. */
    public double error() {
      return entries.stream().mapToDouble(Entry::error).max().orElse(0);
    }

    /** Throws an AssertionError with the whole report unless everything passed. */
    public void require() {
      if (!passed()) {
        throw new AssertionError(toString());
      }
    }

    @Override
    public String toString() {
      List<Entry> wrong = wrong();
      if (wrong.isEmpty()) {
        return Text.of(
            "%s: all %d gradients are right, largest relative error %.1e",
            function, entries.size(), error());
      }
      String head = "%s: %d of %d gradients are wrong\n";
      StringBuilder text = new StringBuilder();
      text.append(Text.of(head, function, wrong.size(), entries.size()));
      text.append("input    index            received        expected     ratio\n");
      String row = "%-8s %-12s %12.6g    %12.6g  %8.6f\n";
      for (Entry e : wrong.subList(0, Math.min(SHOWN, wrong.size()))) {
        text.append(Text.of(row, e.input, e.index, e.received, e.expected, e.ratio()));
      }
      if (wrong.size() > SHOWN) {
        text.append("... and ").append(wrong.size() - SHOWN).append(" more\n");
      }
      return text.append(advice(wrong)).toString().stripTrailing();
    }

    private static String advice(List<Entry> wrong) {
      double first = wrong.get(0).ratio();
      boolean sameFactor = wrong.stream().allMatch(e -> Math.abs(e.ratio() / first - 1) < 1e-4);
      if (wrong.stream().allMatch(e -> e.received == 0)) {
        return "No gradient arrives: is an edge missing, or a detach() or noGrad in between?";
      }
      if (sameFactor && Math.abs(first + 1) < 1e-4) {
        return "All have the wrong sign.";
      }
      if (sameFactor) {
        return Text.of(
            "All are off by the same factor %.6f: does a factor, or one of several paths, not count?",
            first);
      }
      return "The factor is not the same everywhere: compare the formula with the first line.";
    }
  }
}
