package org.neuronbook.onnx;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.neuronbook.tensor.Tensor;

/**
 * An op that is being written: what was recorded, and how its nodes, which are called after it, get
 * into the graph.
 */
record Step(Trace trace, GraphWriter graph, Twin result, List<Twin> inputs) {
  String op() {
    return result.one().op();
  }

  /** What the nodes of this op are called after. */
  private String name() {
    return trace.scope() + op();
  }

  /** What the op, or its first operand, was computed from. */
  Twin input() {
    return inputs.get(0);
  }

  /** The name of an input in the graph. */
  String input(int i) {
    return trace.name(inputs.get(i));
  }

  /** The node that computes the result from all inputs. */
  String node(String type, WireWriter... attributes) {
    return graph.node(type, name(), inputs.stream().map(trace::name).toList(), attributes);
  }

  /** The node that computes the result, from other values. */
  String nodeOf(String type, List<String> names, WireWriter... attributes) {
    return graph.node(type, name(), names, attributes);
  }

  /** A node on the way to the result. */
  String part(String type, String name, List<String> names, WireWriter... attributes) {
    return graph.node(type, name() + "." + name, names, attributes);
  }

  String number(String name, Tensor value) {
    return graph.numbers(name() + "." + name, value);
  }

  String integers(String name, long... values) {
    return graph.integers(name() + "." + name, values);
  }

  /** Checks that a function gives the result. */
  void require(String expected, UnaryOperator<Tensor> function) {
    if (!result.is(function, input())) {
      throw refused(expected);
    }
  }

  /** This, if all operands were recorded: of a constant nothing is known. */
  Step of(int operands) {
    if (inputs.size() != operands) {
      throw refused(
          operands + " operands that are computed or learned: make a constant a Parameter");
    }
    return this;
  }

  /** The axis along which a function gives the result. */
  int axis(BiFunction<Tensor, Integer, Tensor> function) {
    for (int axis = 0; axis < input().rank(); axis++) {
      int along = axis;
      if (result.is(x -> function.apply(x, along), input())) {
        return axis;
      }
    }
    throw refused("one axis");
  }

  UnsupportedOperationException refused(String expected) {
    String from = inputs.isEmpty() ? "constants" : inputs.get(0).one().op();
    return new UnsupportedOperationException(
        "OnnxExport: '%s' of shape %s, computed %s from '%s': expected %s. Change this line of the model"
            .formatted(op(), result.one().shape(), trace.where(), from, expected));
  }
}
