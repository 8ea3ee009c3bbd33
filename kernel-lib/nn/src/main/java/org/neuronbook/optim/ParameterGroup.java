package org.neuronbook.optim;

import java.util.List;
import org.neuronbook.tensor.Parameter;

/**
 * Parameters with settings of their own within one optimiser. The learning rate is a factor on the
 * optimiser's, so that a schedule moves all groups together.
 *
 * <pre>{@code
 * jshell> var model = new Linear(784, 10, Rng.of(1))
 * jshell> var optimizer = new AdamW(model.parameters(), 0.001)
 * jshell> optimizer.setGroup(ParameterGroup.withoutDecay(model.parameters()))
 * jshell> ParameterGroup.withoutDecay(model.parameters()).parameters().get(0).name()
 * "bias"
 * }</pre>
 *
 * @param learningRateFactor times the optimiser's learning rate; 0.1 for a pretrained part, 1 as
 *     all others
 * @param weightDecay in place of the optimiser's
 */
public record ParameterGroup(
    List<Parameter> parameters, double learningRateFactor, double weightDecay) {

  public ParameterGroup {
    parameters = List.copyOf(parameters);
    Checks.atLeastZero("ParameterGroup", "learning rate factor", learningRateFactor);
    Checks.atLeastZero("ParameterGroup", "weight decay", weightDecay);
  }

  /**
   * All vectors and single numbers of a list, that is biases and the scales of norms, without
   * weight decay: they are few, and pulling them to 0 helps against nothing.
   */
  public static ParameterGroup withoutDecay(List<Parameter> parameters) {
    return new ParameterGroup(parameters.stream().filter(p -> p.shape().rank() < 2).toList(), 1, 0);
  }
}
