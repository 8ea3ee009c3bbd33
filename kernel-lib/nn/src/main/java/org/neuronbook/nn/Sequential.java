package org.neuronbook.nn;

import org.neuronbook.tensor.Tensor;

/**
 * Layers and functions, one after the other. Children are named by their place: {@code 0.weight},
 * {@code 2.bias}.
 *
 * <pre>{@code
 * jshell> var model = new Sequential(new Linear(784, 128, Rng.of(1)), Tensor::relu, new Linear(128, 10, Rng.of(2)))
 * jshell> model.parameterCount()
 * 101770
 * }</pre>
 */
public final class Sequential extends Layer {

  public Sequential(Forward... steps) {
    for (int i = 0; i < steps.length; i++) {
      Layer layer = steps[i] instanceof Layer ? (Layer) steps[i] : new Function(steps[i]);
      add(Integer.toString(i), layer);
    }
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor result = x;
    for (Layer step : children().values()) {
      result = step.forward(result);
    }
    return result;
  }

  /** A lambda as a layer; it is called after the op that it ended with when it last ran. */
  private static final class Function extends Layer {
    private final Forward function;
    private String lastOp = "function";

    Function(Forward function) {
      this.function = function;
    }

    @Override
    public Tensor forward(Tensor x) {
      Tensor result = function.forward(x);
      lastOp = result.op();
      return result;
    }

    @Override
    public String describe() {
      return lastOp;
    }
  }
}
