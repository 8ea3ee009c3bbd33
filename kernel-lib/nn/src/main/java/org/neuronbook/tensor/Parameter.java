package org.neuronbook.tensor;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A leaf that is learned: the one kind of tensor whose values change. Optimisers change them in
 * place through {@link #update}; {@link #grad} adds up over backward passes until {@link
 * #zeroGrad}.
 *
 * <pre>{@code
 * jshell> var w = new Parameter("w", Tensor.of(1, 2))
 * jshell> w.mul(3).sum().backward()
 * jshell> w.grad()
 * Tensor(2) [3, 3]
 * jshell> w.update((values, gradient) -> values[0] -= 0.5 * gradient[0])
 * jshell> w
 * Tensor(2) [-0.5000, 2]
 * }</pre>
 */
public final class Parameter extends Tensor {
  private final String name;
  private boolean frozen;
  private volatile long changedAt;

  /** A parameter that starts at the given values. Copied. */
  public Parameter(String name, Tensor initial) {
    super(name, initial.shape(), initial.toArray(), List.of());
    this.name = name;
  }

  /** How an optimiser changes a parameter. */
  @FunctionalInterface
  public interface Update {
    /**
     * @param values row-major. Modified.
     * @param gradient dL/dValue, in the same order. Not modified.
     */
    void apply(double[] values, double[] gradient);
  }

  public String name() {
    return name;
  }

  /** A frozen parameter takes no gradient and is left alone by optimisers. */
  public void setFrozen(boolean frozen) {
    this.frozen = frozen;
    if (frozen) {
      zeroGrad();
    }
  }

  @Override
  public boolean requiresGrad() {
    return !frozen;
  }

  public void zeroGrad() {
    setGrad(null);
  }

  /** Replaces the gradient, where there is one, by a function of it: for clipping and scaling. */
  public void changeGrad(UnaryOperator<Tensor> change) {
    if (grad() != null) {
      Tensor changed = Autograd.noGrad(() -> change.apply(grad()));
      Shape.requireEqual("changeGrad of " + name, changed.shape(), shape());
      setGrad(changed);
    }
  }

  /** Applies an update where there is a gradient; without one nothing happens. */
  public void update(Update update) {
    if (grad() != null && !frozen) {
      update.apply(data(), grad().data());
      changedAt = Autograd.nextId();
    }
  }

  /** Replaces all values by those of a tensor of the same shape. */
  public void assign(Tensor values) {
    Shape.requireEqual("assign to " + name, values.shape(), shape());
    System.arraycopy(values.data(), 0, data(), 0, data().length);
    changedAt = Autograd.nextId();
  }

  /** A copy: the values of this parameter will change, those of other tensors do not. */
  @Override
  public Tensor detach() {
    return Tensor.wrap(shape(), toArray());
  }

  /** An op on the values of before would now have a gradient at other values than its result. */
  @Override
  void requireUnchangedSince(Tensor result) {
    Refuse.when(changedAt > result.id, AutogradException::new)
        .saying(
            "backward: parameter \"%s\" %s was changed after this graph was computed, so its gradients would mix old and new values. Call forward again after each step",
            name, shape());
  }

  @Override
  double[] lastingData() {
    return toArray();
  }

  /** Keeps the gradient without sharing its array; a gradient handed out before stays as it was. */
  @Override
  void receive(Tensor gradient) {
    if (!frozen) { // It may have been frozen between forward and backward.
      if (grad() != null) {
        setGrad(grad().add(gradient));
      } else {
        setGrad(gradient.spare ? gradient : Tensor.wrap(shape(), gradient.toArray()));
      }
    }
  }
}
