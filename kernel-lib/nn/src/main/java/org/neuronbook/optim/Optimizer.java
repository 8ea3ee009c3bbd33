package org.neuronbook.optim;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.StateCheck;
import org.neuronbook.tensor.Stateful;
import org.neuronbook.tensor.Tensor;

/**
 * Changes parameters so that the loss falls. A step uses the gradients that backward left; clear
 * them before the next. All parameters share one learning rate and one weight decay, unless {@link
 * #setGroup} gives some of them their own.
 */
public abstract class Optimizer implements Stateful {
  private final List<Parameter> parameters;
  private final double weightDecay;
  private final List<String> memoryNames;
  private final Map<Parameter, ParameterGroup> groups = new IdentityHashMap<>();
  private final Map<Parameter, Memory> memories = new IdentityHashMap<>();
  private double learningRate;

  /** For an optimiser that keeps its own books. */
  protected Optimizer(List<Parameter> parameters, double learningRate) {
    this(parameters, learningRate, 0);
  }

  /**
   * @param memoryNames what it remembers of each parameter, an array of the parameter's size each
   */
  Optimizer(
      List<Parameter> parameters, double learningRate, double weightDecay, String... memoryNames) {
    Refuse.when(parameters.isEmpty())
        .saying(
            "optimizer: expected at least one parameter, got an empty list. Pass model.parameters()");
    this.parameters = List.copyOf(parameters);
    Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Parameter parameter : parameters) {
      Refuse.when(!seen.add(parameter))
          .saying(
              "optimizer: expected every parameter once, got \"%s\" %s twice. Each step would move it twice",
              parameter.name(), parameter.shape());
    }
    this.weightDecay = Checks.atLeastZero("optimizer", "weight decay", weightDecay);
    this.memoryNames = List.of(memoryNames);
    setLearningRate(learningRate);
  }

  /** Moves every parameter that has a gradient. */
  public abstract void step();

  /** What an optimiser remembers of one parameter. */
  private static final class Memory {
    final double[][] arrays;
    int steps;

    Memory(int arrays, int size) {
      this.arrays = new double[arrays][size];
    }
  }

  /**
   * What a rule is told beside the numbers.
   *
   * @param step how many steps this parameter has made, this one included
   * @param learningRate that of the parameter's group
   * @param weightDecay that of the parameter's group
   */
  record Turn(int step, double learningRate, double weightDecay) {}

  /** How an optimiser moves one parameter. */
  @FunctionalInterface
  interface Rule {
    /**
     * @param w the parameter. Modified.
     * @param g its gradient. Not modified.
     * @param memory its arrays in the order of their names, zeros at the first step. Modified.
     */
    void move(Turn turn, double[] w, double[] g, double[][] memory);
  }

  /** Moves each parameter that has a gradient by a rule. */
  final void stepEach(Rule rule) {
    for (Parameter parameter : parameters) {
      ParameterGroup group = groups.get(parameter);
      double rate = group == null ? learningRate : learningRate * group.learningRateFactor();
      double decay = group == null ? weightDecay : group.weightDecay();
      parameter.update(
          (w, g) -> {
            Memory memory = memoryOf(parameter);
            memory.steps++;
            rule.move(new Turn(memory.steps, rate, decay), w, g, memory.arrays);
          });
    }
  }

  private Memory memoryOf(Parameter parameter) {
    return memories.computeIfAbsent(
        parameter, p -> new Memory(memoryNames.size(), p.shape().size()));
  }

  public final void zeroGrad() {
    parameters.forEach(Parameter::zeroGrad);
  }

  public final List<Parameter> parameters() {
    return parameters;
  }

  /** The learning rate of all parameters whose group has no factor of its own. */
  public final double learningRate() {
    return learningRate;
  }

  public final void setLearningRate(double learningRate) {
    Refuse.when(!(learningRate >= 0) || Double.isInfinite(learningRate))
        .saying(
            "optimizer: expected a finite learning rate >= 0, got %s. Usual values are 0.1 to 0.01 for Sgd, 0.001 for Adam",
            learningRate);
    this.learningRate = learningRate;
  }

  /** Gives some of the parameters settings of their own; where groups overlap, the later counts. */
  public final void setGroup(ParameterGroup group) {
    for (Parameter parameter : group.parameters()) {
      Refuse.when(parameters.stream().noneMatch(p -> p == parameter))
          .saying(
              "setGroup: expected parameters of this optimizer, got \"%s\" %s. Pass all parameters to the constructor, then set groups of them",
              parameter.name(), parameter.shape());
    }
    group.parameters().forEach(parameter -> groups.put(parameter, group));
  }

  /**
   * A copy of what this optimiser remembers, to go on with in another run: the learning rate, and
   * for parameter i in the order of the list {@code i.step} and arrays such as {@code i.m}.
   */
  @Override
  public final Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put("learningRate", Tensor.scalar(learningRate));
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      Memory memory = memories.get(parameter);
      if (memory != null) {
        state.put(i + ".step", Tensor.scalar(memory.steps));
        for (int k = 0; k < memoryNames.size(); k++) {
          Tensor values = Tensor.wrap(parameter.shape(), memory.arrays[k].clone());
          state.put(i + "." + memoryNames.get(k), values);
        }
      }
    }
    return state;
  }

  /** Takes over a {@link #state}; if it does not fit, all problems are told and nothing changes. */
  @Override
  public final void load(Map<String, Tensor> state) {
    Map<String, Shape> expected = new LinkedHashMap<>();
    expected.put("learningRate", Shape.of());
    for (int i = 0; i < parameters.size(); i++) {
      if (state.containsKey(i + ".step")) {
        expected.put(i + ".step", Shape.of());
        for (String name : memoryNames) {
          expected.put(i + "." + name, parameters.get(i).shape());
        }
      }
    }
    List<String> problems = StateCheck.problems(expected, state, false);
    Refuse.when(!problems.isEmpty())
        .saying(
            "load: the state does not fit this %s of %s parameters, nothing was changed:\n  %s\nIt must come from the same kind of optimizer over the same list",
            getClass().getSimpleName(), parameters.size(), String.join("\n  ", problems));
    setLearningRate(state.get("learningRate").item());
    memories.clear();
    for (int i = 0; i < parameters.size(); i++) {
      if (state.containsKey(i + ".step")) {
        Memory memory = memoryOf(parameters.get(i));
        memory.steps = (int) state.get(i + ".step").item();
        for (int k = 0; k < memoryNames.size(); k++) {
          memory.arrays[k] = state.get(i + "." + memoryNames.get(k)).toArray();
        }
      }
    }
  }
}
