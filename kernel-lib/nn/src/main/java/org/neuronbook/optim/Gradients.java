package org.neuronbook.optim;

import java.util.List;
import org.neuronbook.tensor.Parameter;

/**
 * What is done to gradients between backward and the step, on a list of parameters. Parameters
 * without a gradient are left out.
 *
 * <pre>{@code
 * jshell> var w = new Parameter("w", Tensor.of(1, 1))
 * jshell> w.mul(Tensor.of(30, 40)).sum().backward()
 * jshell> Gradients.clipNorm(List.of(w), 5)
 * 50.0
 * jshell> w.grad()
 * Tensor(2) [3.0000, 4.0000]
 * }</pre>
 */
public final class Gradients {
  private Gradients() {}

  /** The Euclidean norm of all gradients as one long vector; 0 if there are none. */
  public static double norm(List<Parameter> parameters) {
    double squares = 0;
    for (Parameter parameter : parameters) {
      squares += parameter.grad() == null ? 0 : squares(parameter);
    }
    return Math.sqrt(squares);
  }

  /**
   * Scales all gradients by one factor, so that their common norm is at most a maximum; their
   * direction stays. Pascanu, Mikolov, Bengio, ICML 2013. As PyTorch's clip_grad_norm_, the factor
   * is min(1, maximum / (norm + 1e-6)).
   *
   * @return the norm before
   * @throws ArithmeticException if the norm is not a finite number; nothing is changed
   */
  public static double clipNorm(List<Parameter> parameters, double maximum) {
    Checks.positive("clipNorm", "maximum norm", maximum);
    double norm = norm(parameters);
    if (!Double.isFinite(norm)) {
      throw new ArithmeticException(
          "clipNorm: expected gradients with a finite norm, got %s, first in %s. Try a smaller learning rate, and look for log(0) or a division by 0 in the loss"
              .formatted(norm, firstNotFinite(parameters)));
    }
    double factor = maximum / (norm + 1e-6);
    if (factor < 1) {
      parameters.forEach(parameter -> parameter.changeGrad(g -> g.mul(factor)));
    }
    return norm;
  }

  private static double squares(Parameter parameter) {
    return parameter.grad().pow(2).sum().item();
  }

  private static String firstNotFinite(List<Parameter> parameters) {
    return parameters.stream()
        .filter(p -> p.grad() != null && !Double.isFinite(squares(p)))
        .map(p -> "\"" + p.name() + "\" " + p.shape())
        .findFirst()
        .orElse("the sum over all parameters");
  }

  /** Moves every element of every gradient into [-limit, limit]; this bends the direction. */
  public static void clipValue(List<Parameter> parameters, double limit) {
    Checks.positive("clipValue", "limit", limit);
    parameters.forEach(parameter -> parameter.changeGrad(g -> g.clip(-limit, limit)));
  }
}
