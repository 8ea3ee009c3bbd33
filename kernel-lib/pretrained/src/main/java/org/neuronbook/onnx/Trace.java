package org.neuronbook.onnx;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.neuronbook.nn.Layer;
import org.neuronbook.tensor.Autograd;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/**
 * Writes what a model recorded in two runs. A layer that ONNX has too is recognised by its result:
 * it turns an earlier tensor, bit for bit, into this one, with the parameters that lie between. So
 * it does not matter who called it: a Sequential, or the Java code of a layer of one's own.
 */
final class Trace {
  /** The most ops of which a layer that ONNX has too consists. */
  private static final int LONGEST = 8;

  private final Tensor input;
  private final GraphWriter graph;
  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private final Map<Tensor, String> parameters = new IdentityHashMap<>();
  private final Map<Tensor, Boolean> computed = new IdentityHashMap<>();
  private final Map<Tensor, String> written = new IdentityHashMap<>();
  private String where = "at the start";

  Trace(Layer model, Tensor input, GraphWriter graph) {
    this.input = input;
    this.graph = graph;
    collect("", model);
    model.namedParameters().forEach((path, parameter) -> parameters.put(parameter, path));
    written.put(input, GraphWriter.INPUT);
  }

  private void collect(String path, Layer layer) {
    if (LayerNodes.knows(layer)) {
      layers.put(path, layer);
    }
    layer
        .children()
        .forEach((name, child) -> collect(path.isEmpty() ? name : path + "." + name, child));
  }

  /** The last layer that was recognised, for messages. */
  String where() {
    return where;
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
    if (!Twin.same(tensor.one(), tensor.other())) {
      throw new UnsupportedOperationException(
          "OnnxExport: '%s' of shape %s, computed %s: expected numbers that are the same for every input, or gradients that lead to it, got neither. A graph does not see what Java code does with toArray(), argmax() or indices: use ops of tensors only"
              .formatted(tensor.one().op(), tensor.one().shape(), where));
    }
    Set<Tensor> from = Collections.newSetFromMap(new IdentityHashMap<>());
    collectParameters(tensor.one(), from);
    String first = from.stream().map(parameters::get).min(String::compareTo).orElse("constant");
    String name = parameters.getOrDefault(tensor.one(), first + "." + tensor.one().op());
    return graph.numbers(name, tensor.one());
  }

  private String writeComputed(Twin tensor) {
    Set<Tensor> between = Collections.newSetFromMap(new IdentityHashMap<>());
    Twin from = tensor;
    for (int steps = 1; steps <= LONGEST; steps++) {
      from = onlyComputedInput(from, between);
      if (from == null) {
        break;
      }
      for (Map.Entry<String, Layer> each : layers.entrySet()) {
        Layer layer = each.getValue();
        boolean same =
            between.size() == layer.parameters().size() && between.containsAll(layer.parameters());
        // A layer without parameters is a single op.
        if (same && (steps == 1 || !between.isEmpty()) && gives(layer, from, tensor)) {
          String name = write(from);
          where = "after " + layer.where();
          return LayerNodes.write(
              layer, new LayerNodes.Place(graph, layer, each.getKey(), name, from.one().shape()));
        }
      }
    }
    return OpNodes.write(new Step(this, graph, tensor, tensor.inputs()));
  }

  /** The one input that depends on the input of the model, or null; parameters are collected. */
  private Twin onlyComputedInput(Twin tensor, Set<Tensor> found) {
    Twin only = null;
    for (Twin each : tensor.inputs()) {
      if (!isComputed(each.one())) {
        collectParameters(each.one(), found);
      } else if (only != null) {
        return null;
      } else {
        only = each;
      }
    }
    return only;
  }

  private void collectParameters(Tensor tensor, Set<Tensor> found) {
    if (parameters.containsKey(tensor)) {
      found.add(tensor);
    }
    tensor.inputs().forEach(each -> collectParameters(each, found));
  }

  private boolean isComputed(Tensor tensor) {
    if (tensor == input) {
      return true;
    }
    Boolean known = computed.get(tensor);
    if (known == null) {
      known = tensor.inputs().stream().anyMatch(this::isComputed);
      computed.put(tensor, known);
    }
    return known;
  }

  private static boolean gives(Layer layer, Twin from, Twin result) {
    try {
      return gives(layer, from.one(), result.one()) && gives(layer, from.other(), result.other());
    } catch (ShapeException e) {
      return false; // its input looks different
    }
  }

  private static boolean gives(Layer layer, Tensor from, Tensor result) {
    Tensor y = Autograd.noGrad(() -> layer.forward(from));
    return y.shape().equals(result.shape()) && Arrays.equals(y.toArray(), result.toArray());
  }
}
