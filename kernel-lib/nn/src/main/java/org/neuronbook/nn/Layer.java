package org.neuronbook.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.StateCheck;
import org.neuronbook.tensor.Stateful;
import org.neuronbook.tensor.Tensor;

/**
 * A node of the one tree that a model is: parameters, children, training mode, freezing, state and
 * printing all walk it. A constructor adds what the layer remembers, {@link #forward} says what it
 * computes.
 *
 * <pre>{@code
 * jshell> class Perceptron extends Layer {
 *    ...>   final Linear hidden = add("hidden", new Linear(784, 128, Rng.of(1)));
 *    ...>   final Linear output = add("output", new Linear(128, 10, Rng.of(2)));
 *    ...>
 *    ...>   public Tensor forward(Tensor x) {                    // (batch, 784)
 *    ...>     return output.forward(hidden.forward(x).relu());   // (batch, 10)
 *    ...>   }
 *    ...> }
 * jshell> new Perceptron()
 * model     Perceptron
 *   hidden  Linear 784 -> 128  weight (784, 128), bias (128)       100,480
 *   output  Linear 128 -> 10   weight (128, 10), bias (10)           1,290
 * 101,770 parameters, 101,770 of them trained
 * }</pre>
 */
public abstract class Layer implements Forward, Stateful {
  private final Map<String, Layer> children = new LinkedHashMap<>();
  private final Map<String, Parameter> ownParameters = new LinkedHashMap<>();
  private final Map<String, Buffer> ownBuffers = new LinkedHashMap<>();

  /** {@link #where} for messages, put together when one is written. */
  final Supplier<String> here = this::where;

  private Layer parent;
  private String name = "";
  private boolean training = true;

  /** Makes a layer part of this one under a name, and returns it. */
  protected final <L extends Layer> L add(String childName, L child) {
    requireFree(childName);
    Layer held = child;
    for (Layer above = this; above != null; above = above.parent) {
      Refuse.when(above == held)
          .saying(
              "add: %s cannot contain itself or a layer around it, as \"%s\". Make a new one",
              here, childName);
    }
    Refuse.when(held.parent != null)
        .saying(
            "add: %s already belongs to a layer. Make a new one: layers are not shared", held.here);
    held.parent = this;
    held.name = childName;
    children.put(childName, held);
    return child;
  }

  /** Makes a learned tensor part of this layer under a name, starting at the given values. */
  protected final Parameter parameter(String parameterName, Tensor initial) {
    requireFree(parameterName);
    Parameter parameter = new Parameter(parameterName, initial);
    ownParameters.put(parameterName, parameter);
    return parameter;
  }

  /**
   * Makes a tensor that is remembered but not learned part of this layer under a name: it is saved
   * and loaded with the parameters, and no optimiser sees it.
   */
  protected final Buffer buffer(String bufferName, Tensor initial) {
    requireFree(bufferName);
    Buffer buffer = new Buffer(bufferName, initial);
    ownBuffers.put(bufferName, buffer);
    return buffer;
  }

  private void requireFree(String newName) {
    Refuse.when(newName.isEmpty() || newName.contains("."))
        .saying(
            "add: expected a name that is not empty and has no dot, got \"%s\" in %s. Dots join the names of a path",
            newName, here);
    boolean learned = ownParameters.containsKey(newName) || ownBuffers.containsKey(newName);
    Refuse.when(learned || children.containsKey(newName))
        .saying("add: %s already has a \"%s\". Names within a layer are unique", here, newName);
  }

  /** The layers directly inside this one, in the order in which they were added. */
  public final Map<String, Layer> children() {
    return Collections.unmodifiableMap(children);
  }

  /** All parameters of the tree by their path, such as {@code encoder.fc1.weight}. */
  public final Map<String, Parameter> namedParameters() {
    return named(layer -> layer.ownParameters);
  }

  /** All buffers of the tree by their path, such as {@code norm1.running_mean}. */
  public final Map<String, Buffer> namedBuffers() {
    return named(layer -> layer.ownBuffers);
  }

  private <T> Map<String, T> named(Function<Layer, Map<String, T>> own) {
    Map<String, T> all = new LinkedHashMap<>();
    visit("", (path, layer) -> own.apply(layer).forEach((key, each) -> all.put(path + key, each)));
    return all;
  }

  /** All parameters of the tree, for an optimiser. */
  public final List<Parameter> parameters() {
    return new ArrayList<>(namedParameters().values());
  }

  /** The number of learned numbers in the tree. */
  public final long parameterCount() {
    return parameters().stream().mapToLong(p -> p.shape().size()).sum();
  }

  /** Forgets all gradients. */
  public final void zeroGrad() {
    parameters().forEach(Parameter::zeroGrad);
  }

  /** Turns on what happens in training only, such as dropout. Returns this. */
  public final Layer train() {
    visit("", (path, layer) -> layer.training = true);
    return this;
  }

  /** Turns off what happens in training only. Returns this. */
  public final Layer eval() {
    visit("", (path, layer) -> layer.training = false);
    return this;
  }

  public final boolean isTraining() {
    return training;
  }

  /**
   * Stops the learning of all parameters whose path matches, such as {@code "encoder.*"} or {@code
   * "*.bias"}; a star stands for any letters and dots. Buffers go on: {@link #eval} stops running
   * statistics. Returns this.
   */
  public final Layer freeze(String pattern) {
    matching("freeze", pattern).forEach(parameter -> parameter.setFrozen(true));
    return this;
  }

  /** Lets all parameters whose path matches learn again; patterns as for {@link #freeze}. */
  public final Layer unfreeze(String pattern) {
    matching("unfreeze", pattern).forEach(parameter -> parameter.setFrozen(false));
    return this;
  }

  private List<Parameter> matching(String op, String pattern) {
    String expression = ("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q");
    Map<String, Parameter> mine = namedParameters();
    Map<String, Parameter> found = new LinkedHashMap<>(mine);
    found.keySet().removeIf(path -> !path.matches(expression));
    Supplier<String> names = () -> String.join(", ", mine.keySet());
    Refuse.when(found.isEmpty())
        .saying(
            "%s: no parameter of %s matches \"%s\". A star stands for any letters; the names are %s",
            op, here, pattern, names);
    return List.copyOf(found.values());
  }

  /** A copy of all parameters and buffers, to come back to with {@link #load}. */
  @Override
  public final Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    visit(
        "",
        (path, layer) -> {
          layer.ownParameters.forEach(
              (key, p) -> state.put(path + key, Tensor.wrap(p.shape(), p.toArray())));
          layer.ownBuffers.forEach((key, buffer) -> state.put(path + key, buffer.value()));
        });
    return state;
  }

  /**
   * Takes over parameters and buffers by their paths; every difference to what this model has is
   * reported at once.
   */
  @Override
  public final void load(Map<String, Tensor> state) {
    Map<String, Shape> mine = new LinkedHashMap<>();
    state().forEach((path, tensor) -> mine.put(path, tensor.shape()));
    List<String> problems = StateCheck.problems(mine, state, true);
    Refuse.when(!problems.isEmpty())
        .saying(
            "load: the state does not fit %s, nothing was changed:\n  %s",
            here, String.join("\n  ", problems));
    namedParameters().forEach((path, parameter) -> parameter.assign(state.get(path)));
    namedBuffers().forEach((path, buffer) -> buffer.assign(state.get(path)));
  }

  /**
   * The tree with its parameters: what they are called, their shapes and how many numbers they
   * hold.
   */
  public final Summary summary() {
    return Summary.of(this);
  }

  /** What this layer is, in a few words: {@code Linear 784 -> 128}. */
  public String describe() {
    return getClass().getSimpleName();
  }

  /**
   * The path of this layer and what it is, for messages: {@code encoder.fc2 (Linear 512 -> 10)}.
   */
  public final String where() {
    String path = path();
    return path.isEmpty() ? describe() : path + " (" + describe() + ")";
  }

  private String path() {
    return parent == null ? "" : parent.path().isEmpty() ? name : parent.path() + "." + name;
  }

  /** Checks the last size of an input and names this layer if it is wrong. */
  protected final void requireLast(Tensor x, int expected) {
    Shape shape = x.shape();
    if (shape.rank() < 2 || shape.dim(-1) != expected) {
      boolean oneRow = shape.rank() < 2 && shape.size() == expected;
      boolean unfolded = shape.rank() > 2 && shape.size() / shape.dim(0) == expected;
      String hint = "Does what comes before give as many outputs?";
      throw new ShapeException(
          "%s: expected an input of shape (batch, ..., %s), got %s. %s"
              .formatted(
                  where(),
                  expected,
                  shape,
                  oneRow || unfolded ? "Reshape it: x.reshape(-1, " + expected + ")" : hint));
    }
  }

  final void visit(String path, BiConsumer<String, Layer> visitor) {
    visitor.accept(path, this);
    children.forEach((key, child) -> child.visit(path + key + ".", visitor));
  }

  final Map<String, Parameter> ownParameters() {
    return ownParameters;
  }

  @Override
  public String toString() {
    return summary().toString();
  }
}
