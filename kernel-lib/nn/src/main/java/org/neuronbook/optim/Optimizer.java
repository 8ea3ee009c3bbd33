package org.neuronbook.optim;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.neuronbook.tensor.Parameter;

/**
 * Changes parameters so that the loss falls. A step uses the gradients that backward left; clear
 * them before the next.
 */
public abstract class Optimizer {
  private final List<Parameter> parameters;
  private double learningRate;

  protected Optimizer(List<Parameter> parameters, double learningRate) {
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "optimizer: expected at least one parameter, got an empty list. Pass model.parameters()");
    }
    this.parameters = List.copyOf(parameters);
    Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Parameter parameter : parameters) {
      if (!seen.add(parameter)) {
        throw new IllegalArgumentException(
            "optimizer: expected every parameter once, got \""
                + parameter.name()
                + "\" "
                + parameter.shape()
                + " twice. Each step would move it twice");
      }
    }
    setLearningRate(learningRate);
  }

  /** Moves every parameter that has a gradient. */
  public abstract void step();

  public final void zeroGrad() {
    parameters.forEach(Parameter::zeroGrad);
  }

  public final List<Parameter> parameters() {
    return parameters;
  }

  public final double learningRate() {
    return learningRate;
  }

  public final void setLearningRate(double learningRate) {
    if (!(learningRate >= 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "optimizer: expected a finite learning rate >= 0, got "
              + learningRate
              + ". Usual values are 0.1 to 0.01 for Sgd, 0.001 for Adam");
    }
    this.learningRate = learningRate;
  }
}
