package org.neuronbook.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
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

  /** What depends on the input; all else is the model's own. */
  private final Set<Tensor> computed = identitySet(List.of());

  private final Map<Tensor, String> names = new IdentityHashMap<>();
  private String where = "at the start";
  private String scope = "";

  /** A layer of the model that ONNX has too. */
  private record Found(String path, Layer layer) {}

  /** Such a layer, and what comes into it. */
  private record Place(String path, Layer layer, Twin from) {}

  /**
   * @param ids whether the input is whole numbers, of which rows of tables are looked up
   */
  Trace(Layer model, Twin input, boolean ids, GraphWriter graph) {
    this.input = input;
    this.ids = ids;
    this.graph = graph;
    collect("", model);
    model.namedParameters().forEach((path, parameter) -> parameters.put(parameter, path));
    names.put(input.one(), GraphWriter.INPUT);
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

  /** Writes all that leads to a tensor, and gives its name. */
  String write(Twin result) {
    List<Twin> order = inOrder(result);
    for (Twin each : order) {
      boolean depends = each.inputs().stream().anyMatch(in -> computed.contains(in.one()));
      if (each.one() == input.one() || depends || isLookup(each.one())) {
        computed.add(each.one());
      }
    }
    // Backwards, as only the end of a layer shows where it begins; what is inside is not needed.
    Map<Tensor, Place> places = new IdentityHashMap<>();
    Set<Tensor> needed = identitySet(List.of(result.one()));
    for (int i = order.size() - 1; i >= 0; i--) {
      Twin each = order.get(i);
      if (needed.contains(each.one()) && computed.contains(each.one())) {
        Place place = recognise(each);
        places.put(each.one(), place);
        (place == null ? each.inputs() : List.of(place.from)).forEach(in -> needed.add(in.one()));
      }
    }
    for (Twin each : order) {
      if (needed.contains(each.one()) && !names.containsKey(each.one())) {
        names.put(each.one(), write(each, places.get(each.one())));
      }
    }
    return name(result);
  }

  /** The name of a tensor that was written. */
  String name(Twin tensor) {
    return names.get(tensor.one());
  }

  /** All that leads to a tensor, inputs first; without recursion, however long the chain. */
  private static List<Twin> inOrder(Twin result) {
    List<Twin> order = new ArrayList<>();
    Set<Tensor> met = identitySet(List.of());
    Set<Tensor> done = identitySet(List.of());
    Deque<Twin> open = new ArrayDeque<>(List.of(result));
    while (!open.isEmpty()) {
      Twin next = open.peek();
      if (met.add(next.one())) {
        List<Twin> inputs = next.inputs();
        for (int i = inputs.size() - 1; i >= 0; i--) {
          open.push(inputs.get(i));
        }
      } else if (done.add(open.pop().one())) {
        order.add(next);
      }
    }
    return order;
  }

  private String write(Twin tensor, Place place) {
    if (!computed.contains(tensor.one())) {
      return writeConstant(tensor);
    }
    if (isLookup(tensor.one())) {
      return writeLookup(tensor);
    }
    if (place == null) {
      return OpNodes.write(new Step(this, graph, tensor, tensor.inputs()));
    }
    where = "after " + place.layer.where();
    scope = place.path.substring(0, place.path.lastIndexOf('.') + 1);
    return LayerNodes.write(
        new LayerNodes.Place(
            graph, place.layer, place.path, name(place.from), place.from.one().shape()));
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

  /** The layer that ends with a tensor, and what comes into it; null if there is none. */
  private Place recognise(Twin tensor) {
    Set<Tensor> between = identitySet(List.of());
    Twin from = tensor;
    for (int steps = 1; steps <= LONGEST; steps++) {
      from = onlyComputedInput(from, between);
      if (from == null) {
        return null;
      }
      for (Found each : layers) {
        if (between.equals(identitySet(each.layer.parameters()))
            && gives(each.layer, from, tensor)) {
          layers.remove(each);
          layers.add(each);
          return new Place(each.path, each.layer, from);
        }
      }
    }
    return null;
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
    String table = name(tensor.inputs().get(0));
    String rows = graph.node("Gather", table + ".rows", table, GraphWriter.INPUT);
    String shape = graph.integers(table + ".flat.shape", -1, tensor.dim(1));
    return graph.node("Reshape", table + ".flat", rows, shape); // (batch time, width), as recorded
  }

  /** The one input that depends on the input of the model, or null; parameters are collected. */
  private Twin onlyComputedInput(Twin tensor, Set<Tensor> found) {
    List<Twin> some =
        tensor.inputs().stream().filter(each -> computed.contains(each.one())).toList();
    tensor.inputs().stream()
        .filter(each -> !computed.contains(each.one()))
        .forEach(each -> collectParameters(each.one(), found));
    return some.size() == 1 ? some.get(0) : null;
  }

  private void collectParameters(Tensor tensor, Set<Tensor> found) {
    if (parameters.containsKey(tensor)) {
      found.add(tensor);
    }
    tensor.inputs().forEach(each -> collectParameters(each, found));
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
