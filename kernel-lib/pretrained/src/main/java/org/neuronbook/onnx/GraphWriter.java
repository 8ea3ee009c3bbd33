package org.neuronbook.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

/**
 * Collects what an ONNX graph consists of: nodes, which are in the order of their computation, and
 * the numbers that belong to the model. A node and the value it computes have the same name.
 *
 * <p>Source: the fields of {@code onnx.proto} and the operators of opset 20, <a
 * href="https://onnx.ai/onnx/operators">onnx.ai/onnx/operators</a>.
 */
final class GraphWriter {
  static final String INPUT = "input";
  static final String OUTPUT = "output";

  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int DOUBLE = 11;

  /** What programs of 2024 and later read; the first opset with a node for gelu. */
  private static final int OPSET = 20;

  private static final int IR_VERSION = 9;

  private final int type;
  private final Set<String> names = new HashSet<>(Set.of(INPUT, OUTPUT));
  private final Map<Tensor, String> known = new IdentityHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<WireWriter> initializers = new ArrayList<>();

  private record Node(String type, String name, List<String> inputs, List<WireWriter> attributes) {}

  GraphWriter(boolean float64) {
    this.type = float64 ? DOUBLE : FLOAT;
  }

  // ---- numbers

  /**
   * Numbers of the model, under a name that is like the given one; the same ones are once there.
   */
  String numbers(String likeName, Tensor tensor) {
    String name = known.get(tensor);
    if (name == null) {
      name = initializer(free(likeName), type, tensor.shape(), raw(likeName, tensor.toArray()));
      known.put(tensor, name);
    }
    return name;
  }

  private ByteBuffer raw(String name, double[] values) {
    ByteBuffer raw = buffer(values.length * (type == DOUBLE ? Double.BYTES : Float.BYTES));
    for (double value : values) {
      if (type == DOUBLE) {
        raw.putDouble(value);
        continue;
      }
      Refuse.when(Double.isFinite(value) && Float.isInfinite((float) value))
          .saying(
              "OnnxExport: \"%s\": expected numbers up to %s, the largest float32, got %s. Write float64: OnnxExport.writeFloat64(model, example, file)",
              name, Float.MAX_VALUE, value);
      raw.putFloat((float) value);
    }
    return raw;
  }

  /** A list of whole numbers, such as a shape. */
  String integers(String likeName, long... values) {
    ByteBuffer raw = buffer(values.length * Long.BYTES);
    for (long value : values) {
      raw.putLong(value);
    }
    return initializer(free(likeName), INT64, Shape.of(values.length), raw);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private String initializer(String name, int elements, Shape shape, ByteBuffer raw) {
    WireWriter tensor = new WireWriter();
    for (int size : shape.toArray()) {
      tensor.numbers(1, size);
    }
    initializers.add(tensor.numbers(2, elements).text(8, name).bytes(9, raw.array()));
    return name;
  }

  // ---- nodes

  /** A node with inputs and attributes, and the name of its result, which is like the given one. */
  String node(String op, String likeName, List<String> inputs, WireWriter... attributes) {
    String name = free(likeName);
    nodes.add(new Node(op, name, List.copyOf(inputs), List.of(attributes)));
    return name;
  }

  String node(String op, String likeName, String... inputs) {
    return node(op, likeName, List.of(inputs));
  }

  boolean isNode(String name) {
    return nodes.stream().anyMatch(node -> node.name.equals(name));
  }

  static WireWriter attribute(String name, double value) {
    return new WireWriter().text(1, name).number(2, (float) value).numbers(20, 1);
  }

  static WireWriter attribute(String name, int value) {
    return new WireWriter().text(1, name).numbers(3, value).numbers(20, 2);
  }

  static WireWriter attribute(String name, String value) {
    return new WireWriter().text(1, name).text(4, value).numbers(20, 3);
  }

  static WireWriter attribute(String name, long... values) {
    return new WireWriter().text(1, name).numbers(8, values).numbers(20, 7);
  }

  private String free(String likeName) {
    String name = likeName;
    for (int i = 2; !names.add(name); i++) {
      name = likeName + "_" + i;
    }
    return name;
  }

  // ---- the file

  /**
   * The bytes of the file.
   *
   * @param ids whether the input is whole numbers
   * @param batchOfOutput whether axis 0 of the result is the batch
   */
  byte[] model(boolean ids, Shape input, String result, Shape output, boolean batchOfOutput) {
    WireWriter graph = new WireWriter();
    for (Node node : nodes) {
      WireWriter message = new WireWriter();
      node.inputs.forEach(name -> message.text(1, name));
      message.text(2, node.name.equals(result) ? OUTPUT : node.name);
      message.text(3, node.name).text(4, node.type);
      node.attributes.forEach(attribute -> message.message(5, attribute));
      graph.message(1, message);
    }
    graph.text(2, "neuronbook");
    initializers.forEach(tensor -> graph.message(5, tensor));
    graph.message(11, value(INPUT, ids ? INT64 : type, input, true));
    graph.message(12, value(OUTPUT, type, output, batchOfOutput));
    return new WireWriter()
        .numbers(1, IR_VERSION)
        .text(2, "neuronbook")
        .message(7, graph)
        .message(8, new WireWriter().text(1, "").numbers(2, OPSET))
        .toByteArray();
  }

  private static WireWriter value(String name, int elements, Shape shape, boolean batch) {
    WireWriter sizes = new WireWriter();
    for (int axis = 0; axis < shape.rank(); axis++) {
      WireWriter size = new WireWriter();
      sizes.message(
          1, axis == 0 && batch ? size.text(2, "batch") : size.numbers(1, shape.dim(axis)));
    }
    WireWriter tensor = new WireWriter().numbers(1, elements).message(2, sizes);
    return new WireWriter().text(1, name).message(2, new WireWriter().message(1, tensor));
  }
}
