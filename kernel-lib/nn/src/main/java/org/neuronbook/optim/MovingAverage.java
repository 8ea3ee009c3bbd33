package org.neuronbook.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Stateful;
import org.neuronbook.tensor.Tensor;

/**
 * An exponential moving average of weights, which is often better than the last weights: after each
 * step of the optimiser average = decay average + (1 - decay) w. It starts at the weights it is
 * made with. Polyak, Juditsky, 1992; Tarvainen, Valpola, NeurIPS 2017.
 *
 * <pre>{@code
 * jshell> var w = new Parameter("w", Tensor.of(1))
 * jshell> var average = new MovingAverage(List.of(w), 0.9)
 * jshell> w.assign(Tensor.of(2))
 * jshell> average.update()
 * jshell> average.swap()
 * jshell> w
 * Tensor(1) [1.1000]
 * jshell> average.swap()
 * jshell> w
 * Tensor(1) [2]
 * }</pre>
 */
public final class MovingAverage implements Stateful {
  private final List<Parameter> parameters;
  private final List<double[]> averages = new ArrayList<>();
  private final double decay;
  private boolean swapped;

  /**
   * @param decay how much of the average is kept at each step: 0.999 looks back about 1,000 steps
   */
  public MovingAverage(List<Parameter> parameters, double decay) {
    this.parameters = List.copyOf(parameters);
    this.decay = Checks.below1("MovingAverage", "decay", decay, "Usual values are 0.99 to 0.9999");
    parameters.forEach(parameter -> averages.add(parameter.toArray()));
  }

  /** Takes the weights of now into the average. */
  public void update() {
    Refuse.when(swapped, IllegalStateException::new)
        .saying(
            "MovingAverage: update expects the weights in the model, got the averages. Call swap() once more before training goes on");
    for (int i = 0; i < averages.size(); i++) {
      double[] average = averages.get(i);
      double[] w = parameters.get(i).toArray();
      for (int k = 0; k < w.length; k++) {
        average[k] = decay * average[k] + (1 - decay) * w[k];
      }
    }
  }

  /** The averages, by number; while they are in the model, the weights. */
  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    for (int i = 0; i < averages.size(); i++) {
      state.put("" + i, Tensor.wrap(parameters.get(i).shape(), averages.get(i).clone()));
    }
    state.put("swapped", Tensor.scalar(swapped ? 1 : 0));
    return state;
  }

  @Override
  public void load(Map<String, Tensor> state) {
    List<double[]> loaded = new ArrayList<>();
    for (int i = 0; i < averages.size(); i++) {
      Tensor average = state.get("" + i);
      Shape expected = parameters.get(i).shape();
      Refuse.when(
              average == null || !average.shape().equals(expected) || !state.containsKey("swapped"))
          .saying(
              "load: the state does not fit this MovingAverage of %s parameters: expected \"%s\" %s, got %s",
              averages.size(), i, expected, average == null ? "none" : average.shape());
      loaded.add(average.toArray());
    }
    averages.clear();
    averages.addAll(loaded);
    swapped = state.get("swapped").item() == 1;
  }

  /** Exchanges weights and averages: once before an evaluation, and once after it. */
  public void swap() {
    for (int i = 0; i < averages.size(); i++) {
      Parameter parameter = parameters.get(i);
      double[] weights = parameter.toArray();
      parameter.assign(Tensor.wrap(parameter.shape(), averages.get(i)));
      averages.set(i, weights);
    }
    swapped = !swapped;
  }
}
