package org.neuronbook.onnx;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neuronbook.nn.Layer;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/**
 * Writes what a model recorded in two runs, from the result back to the input. A layer that ONNX
 * has too is recognised by its result: with the parameters that lie between, and with the same ops,
 * it turns an earlier tensor, bit for bit, into this one. So it does not matter who called it: a
 * Sequential, or the Java code of a layer of one's own.
 */
final class Trace {
  /** The most ops, one behind the other, of which a layer that ONNX has too consists. */
  private static final int LONGEST = 8;

  /** Ops that take rows of a table. */
  private static final Set<String> LOOKUPS = Set.of("embedding", "indexSelect");

  private final Twin input;
  private final boolean ids;
  private final GraphWriter graph;

  /** The last first; of several that do the same, those that were met come last. */
  private final List<Found> layers = new LinkedList<>();

  private final Map<Tensor, String> parameters = new IdentityHashMap<>();
  private final Map<Tensor, Boolean> computed = new IdentityHashMap<>();
  private final Map<Tensor, String> written = new IdentityHashMap<>();
  private String where = "at the start";
  private String scope = "";

  /** A layer of the model that ONNX has too. */
  private record Found(String path, Layer layer) {}

  /**
   * @param ids whether the input is whole numbers, of which rows of tables are looked up
   */
  Trace(Layer model, Twin input, boolean ids, GraphWriter graph) {
    this.input = input;
    this.ids = ids;
    this.graph = graph;
    collect("", model);
    model.namedParameters().forEach((path, parameter) -> parameters.put(parameter, path));
    written.put(input.one(), GraphWriter.INPUT);
  }

  private void collect(String path, Layer layer) {
    if (LayerNodes.knows(layer)) {
      layers.add(0, new Found(path, layer));
    }
    layer
        .children()
        .forEach((name, child) -> collect(path.isEmpty() ? name : path + "." + name, child));
  }

  /** The layer that was written last, for messages. */
  String where() {
    return where;
  }

  /** What stands before the names of ops: the path of what contains the layer written last. */
  String scope() {
    return scope;
  }

  /** Writes all that leads to a tensor, unless it was written before, and gives its name. */
  String write(Twin tensor) {
    String name = written.get(tensor.one());
    if (name == null) {
      name = isComputed(tensor.one()) ? writeComputed(tensor) : writeConstant(tensor);
      written.put(tensor.one(), name);
    }
    return name;
  }

  private String writeConstant(Twin tensor) {
    Tensor value = tensor.one();
    boolean repeated = tensor.rank() > 1 && tensor.sizes()[0] < 0; // for each of the batch
    if (repeated) {
      value = value.slice(0, 0, 1);
    }
    Tensor first = value;
    if (!tensor.is(x -> repeated ? first.expand(x.shape().toArray()) : first, tensor)) {
      throw new UnsupportedOperationException(
          "OnnxExport: '%s' of shape %s, computed %s: expected numbers that are the same for every input, or gradients that lead to it, got neither. A graph does not see what Java code does with toArray(), argmax() or indices: use ops of tensors only"
              .formatted(tensor.one().op(), tensor.one().shape(), where));
    }
    Set<Tensor> from = identitySet(List.of());
    collectParameters(tensor.one(), from);
    String path = from.stream().map(parameters::get).min(String::compareTo).orElse("constant");
    String name = parameters.getOrDefault(tensor.one(), path + "." + tensor.one().op());
    return graph.numbers(name, first);
  }

  private String writeComputed(Twin tensor) {
    if (isLookup(tensor.one())) {
      return writeLookup(tensor);
    }
    Set<Tensor> between = identitySet(List.of());
    Twin from = tensor;
    for (int steps = 1; steps <= LONGEST; steps++) {
      from = onlyComputedInput(from, between);
      if (from == null) {
        break;
      }
      for (Found each : layers) {
        if (between.equals(identitySet(each.layer.parameters()))
            && gives(each.layer, from, tensor)) {
          return writeLayer(each, from);
        }
      }
    }
    List<Twin> inputs = tensor.inputs();
    inputs.forEach(this::write);
    return OpNodes.write(new Step(this, graph, tensor, inputs));
  }

  /** Whether these are the rows of a table that the ids name. */
  private boolean isLookup(Tensor tensor) {
    if (!ids || !LOOKUPS.contains(tensor.op()) || tensor.inputs().size() != 1) {
      return false;
    }
    Tensor table = tensor.inputs().get(0);
    int[] rows = Arrays.stream(input.one().toArray()).mapToInt(id -> (int) id).toArray();
    return Arrays.stream(rows).max().orElseThrow() < table.shape().dim(0)
        && Twin.same(table.rows(rows), tensor);
  }

  private String writeLookup(Twin tensor) {
    String table = write(tensor.inputs().get(0));
    String rows = graph.node("Gather", table + ".rows", table, GraphWriter.INPUT);
    String shape = graph.integers(table + ".flat.shape", -1, tensor.dim(1));
    return graph.node("Reshape", table + ".flat", rows, shape); // (batch time, width), as recorded
  }

  private String writeLayer(Found found, Twin from) {
    layers.remove(found);
    layers.add(found);
    String name = write(from);
    where = "after " + found.layer.where();
    scope = found.path.substring(0, found.path.lastIndexOf('.') + 1);
    return LayerNodes.write(
        new LayerNodes.Place(graph, found.layer, found.path, name, from.one().shape()));
  }

  /** The one input that depends on the input of the model, or null; parameters are collected. */
  private Twin onlyComputedInput(Twin tensor, Set<Tensor> found) {
    List<Twin> some = tensor.inputs().stream().filter(each -> isComputed(each.one())).toList();
    tensor.inputs().stream()
        .filter(each -> !isComputed(each.one()))
        .forEach(each -> collectParameters(each.one(), found));
    return some.size() == 1 ? some.get(0) : null;
  }

  private void collectParameters(Tensor tensor, Set<Tensor> found) {
    if (parameters.containsKey(tensor)) {
      found.add(tensor);
    }
    tensor.inputs().forEach(each -> collectParameters(each, found));
  }

  private boolean isComputed(Tensor tensor) {
    if (tensor == input.one()) {
      return true;
    }
    Boolean known = computed.get(tensor);
    if (known == null) {
      known = isLookup(tensor) || tensor.inputs().stream().anyMatch(this::isComputed);
      computed.put(tensor, known);
    }
    return known;
  }

  private static boolean gives(Layer layer, Twin from, Twin result) {
    try {
      return Twin.RUNS.stream().allMatch(run -> gives(layer, run.apply(from), run.apply(result)));
    } catch (ShapeException e) {
      return false; // its input looks different
    }
  }

  private static boolean gives(Layer layer, Tensor from, Tensor result) {
    Tensor x = new Parameter("x", from);
    Tensor y = layer.forward(x);
    return y.shape().equals(result.shape())
        && sameOps(y, x, result, from)
        && Arrays.equals(y.toArray(), result.toArray());
  }

  private static boolean sameOps(Tensor y, Tensor x, Tensor result, Tensor from) {
    boolean same =
        (y == x) == (result == from)
            && (y == x
                || y.op().equals(result.op()) && y.inputs().size() == result.inputs().size());
    for (int i = 0; same && y != x && i < y.inputs().size(); i++) {
      same = sameOps(y.inputs().get(i), x, result.inputs().get(i), from);
    }
    return same;
  }

  private static Set<Tensor> identitySet(List<? extends Tensor> some) {
    Set<Tensor> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(some);
    return set;
  }
}
