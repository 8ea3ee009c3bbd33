package org.neuronbook.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neuronbook.tensor.Refuse;

/**
 * One step of a model's computation.
 *
 * @param op what it computes, such as {@code MatMul}
 * @param name its own name, such as {@code /encoder/layer.0/attention/self/query/MatMul}; may be
 *     empty
 * @param inputs the names of what goes in; empty for one that is left out
 * @param outputs the names of what comes out
 * @param attributes its settings: each a Long, a Double, a String, an {@link OnnxTensor} or a List
 *     of Long, Double or String. Those of other kinds, such as graphs inside nodes, are left out
 */
public record OnnxNode(
    String op,
    String name,
    List<String> inputs,
    List<String> outputs,
    Map<String, Object> attributes) {

  /** A NodeProto. */
  static OnnxNode read(WireReader in) {
    String op = "";
    String name = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    Map<String, Object> attributes = new LinkedHashMap<>();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> inputs.add(in.text());
        case 2 -> outputs.add(in.text());
        case 3 -> name = in.text();
        case 4 -> op = in.text();
        case 5 -> attribute(in.message("attribute"), attributes);
        default -> in.skip();
      }
    }
    in.require(!op.isEmpty(), "a node that says what it computes", "one without op_type");
    return new OnnxNode(
        op, name, List.copyOf(inputs), List.copyOf(outputs), Map.copyOf(attributes));
  }

  private static void attribute(WireReader in, Map<String, Object> attributes) {
    String name = "";
    long kind = 0;
    Map<Long, Object> values = new LinkedHashMap<>();
    List<Object> numbers = new ArrayList<>();
    List<Object> texts = new ArrayList<>();
    List<Object> integers = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> name = in.text();
        case 2 -> values.put(1L, (double) in.float32());
        case 3 -> values.put(2L, in.integer());
        case 4 -> values.put(3L, in.text());
        case 5 -> values.put(4L, OnnxTensor.read(in.message("tensor")));
        case 7 ->
            in.numbers(
                WireReader.FIXED32, bits -> numbers.add((double) Float.intBitsToFloat((int) bits)));
        case 8 -> in.numbers(WireReader.VARINT, integers::add);
        case 9 -> texts.add(in.text());
        case 20 -> kind = in.integer();
        default -> in.skip();
      }
    }
    values.put(6L, List.copyOf(numbers));
    values.put(7L, List.copyOf(integers));
    values.put(8L, List.copyOf(texts));
    // A value of 0 or an empty text need not be written.
    values.putIfAbsent(1L, 0.0);
    values.putIfAbsent(2L, 0L);
    values.putIfAbsent(3L, "");
    Object value = values.get(kind);
    if (value != null) {
      in.require(attributes.put(name, value) == null, "every attribute once", "two " + name);
    }
  }

  /** The integer in an attribute, or what it is where the node does not say. */
  public long integer(String attribute, long otherwise) {
    return value(attribute, Long.class).orElse(otherwise);
  }

  /** The number in an attribute, or what it is where the node does not say. */
  public double number(String attribute, double otherwise) {
    return value(attribute, Double.class).orElse(otherwise);
  }

  /** The tensor in an attribute. */
  public Optional<OnnxTensor> tensor(String attribute) {
    return value(attribute, OnnxTensor.class);
  }

  /** The integers in an attribute; none where the node does not say. */
  public long[] integers(String attribute) {
    return value(attribute, List.class).stream()
        .flatMap(list -> ((List<?>) list).stream())
        .mapToLong(each -> cast(attribute, each, Long.class))
        .toArray();
  }

  private <T> Optional<T> value(String attribute, Class<T> kind) {
    return Optional.ofNullable(attributes.get(attribute)).map(v -> cast(attribute, v, kind));
  }

  private <T> T cast(String attribute, Object value, Class<T> kind) {
    Refuse.when(!kind.isInstance(value), OnnxException::new)
        .saying(
            "attribute: %s of node %s (%s): expected a %s, got a %s. Ask for it as what it is",
            attribute,
            WireReader.shorten(name),
            WireReader.shorten(op),
            kind.getSimpleName(),
            value.getClass().getSimpleName());
    return kind.cast(value);
  }
}
