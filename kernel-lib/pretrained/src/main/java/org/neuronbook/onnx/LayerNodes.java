package org.neuronbook.onnx;

import static org.neuronbook.onnx.GraphWriter.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuronbook.nn.AdaptiveAvgPool2d;
import org.neuronbook.nn.AvgPool2d;
import org.neuronbook.nn.BatchNorm1d;
import org.neuronbook.nn.BatchNorm2d;
import org.neuronbook.nn.Conv1d;
import org.neuronbook.nn.Conv2d;
import org.neuronbook.nn.ConvTranspose2d;
import org.neuronbook.nn.Flatten;
import org.neuronbook.nn.GroupNorm;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.LayerNorm;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.MaxPool2d;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.tensor.Window;

/** How the layers that ONNX has too are written: each class of them as a node, or a few. */
final class LayerNodes {
  private static final Map<Class<?>, Writer<Layer>> WRITERS = new HashMap<>();

  static {
    put(Linear.class, (layer, at) -> at.shape.rank() == 2 ? at.node("Gemm") : linear(at));
    put(Conv1d.class, (layer, at) -> conv(at, "Conv", layer.window, layer.groups));
    put(Conv2d.class, (layer, at) -> conv(at, "Conv", layer.window, layer.groups));
    put(ConvTranspose2d.class, LayerNodes::convTranspose2d);
    put(MaxPool2d.class, (layer, at) -> at.node("MaxPool", window(at, layer.window)));
    put(AvgPool2d.class, LayerNodes::avgPool2d);
    put(AdaptiveAvgPool2d.class, LayerNodes::adaptiveAvgPool2d);
    put(BatchNorm1d.class, (layer, at) -> at.node("BatchNormalization", epsilon(layer.eps)));
    put(BatchNorm2d.class, (layer, at) -> at.node("BatchNormalization", epsilon(layer.eps)));
    put(LayerNorm.class, (layer, at) -> at.node("LayerNormalization", epsilon(layer.eps)));
    put(GroupNorm.class, LayerNodes::groupNorm);
    put(Flatten.class, (layer, at) -> at.node("Flatten", attribute("axis", 1)));
  }

  private LayerNodes() {}

  private interface Writer<L extends Layer> {
    String write(L layer, Place at);
  }

  @SuppressWarnings("unchecked") // a writer is only asked about layers of its class
  private static <L extends Layer> void put(Class<L> type, Writer<L> writer) {
    WRITERS.put(type, (Writer<Layer>) writer);
  }

  static boolean knows(Layer layer) {
    return WRITERS.containsKey(layer.getClass());
  }

  /** Writes a layer, and gives the name of its result. */
  static String write(Place at) {
    return WRITERS.get(at.layer.getClass()).write(at.layer, at);
  }

  /**
   * Where in the graph a layer stands.
   *
   * @param path of the layer in the model
   * @param input the name of what comes in
   * @param shape of what comes in
   */
  record Place(GraphWriter graph, Layer layer, String path, String input, Shape shape) {

    /** The node of the layer: of its input, its parameters and its buffers, in this order. */
    String node(String op, WireWriter... attributes) {
      List<String> inputs = new ArrayList<>(List.of(input));
      layer.namedParameters().forEach((name, value) -> inputs.add(numbers(name, value)));
      layer.namedBuffers().forEach((name, buffer) -> inputs.add(numbers(name, buffer.value())));
      return graph.node(op, name(), inputs, attributes);
    }

    String numbers(String name, Tensor value) {
      return graph.numbers(path.isEmpty() ? name : path + "." + name, value);
    }

    String name() {
      return path.isEmpty() ? layer.getClass().getSimpleName() : path;
    }

    String part(String op, String part, String... inputs) {
      return graph.node(op, name() + "." + part, inputs);
    }

    String reshaped(String part, String from, long... sizes) {
      return part("Reshape", part, from, graph.integers(name() + "." + part + ".shape", sizes));
    }
  }

  /** Of sequences: a Gemm takes matrices only. */
  private static String linear(Place at) {
    Map<String, Parameter> weights = at.layer.namedParameters();
    String product =
        at.part("MatMul", "product", at.input, at.numbers("weight", weights.get("weight")));
    return at.graph.node("Add", at.name(), product, at.numbers("bias", weights.get("bias")));
  }

  private static String conv(Place at, String op, Window window, int groups, WireWriter... more) {
    WireWriter[] some = Arrays.copyOf(more, more.length + 1);
    some[more.length] = attribute("group", groups);
    return at.node(op, window(at, window, some));
  }

  private static String convTranspose2d(ConvTranspose2d layer, Place at) {
    long both = layer.outputPadding;
    return conv(
        at, "ConvTranspose", layer.window, layer.groups, attribute("output_padding", both, both));
  }

  private static String avgPool2d(AvgPool2d layer, Place at) {
    return at.node("AveragePool", window(at, layer.window, attribute("count_include_pad", 1)));
  }

  /** Means over parts are matrix products from both sides, whether or not the parts are equal. */
  private static String adaptiveAvgPool2d(AdaptiveAvgPool2d layer, Place at) {
    if (layer.height == 1 && layer.width == 1) {
      return at.node("GlobalAveragePool");
    }
    String down = at.numbers("down", parts(layer.height, at.shape.dim(2)));
    String right = at.numbers("right", parts(layer.width, at.shape.dim(3)).transpose());
    return at.graph.node("MatMul", at.name(), at.part("MatMul", "rows", down, at.input), right);
  }

  /** (parts, size): row i holds 1 / length for the pixels of part i, 0 elsewhere. */
  private static Tensor parts(int parts, int size) {
    double[] values = new double[parts * size];
    for (int i = 0; i < parts; i++) {
      int from = i * size / parts;
      int to = ((i + 1) * size + parts - 1) / parts;
      Arrays.fill(values, i * size + from, i * size + to, 1.0 / (to - from));
    }
    return Tensor.wrap(Shape.of(parts, size), values);
  }

  private static WireWriter epsilon(double eps) {
    return attribute("epsilon", eps);
  }

  /**
   * The groups as channels of their own, which is what instance normalisation brings to 0 and 1.
   */
  private static String groupNorm(GroupNorm layer, Place at) {
    int channels = at.shape.dim(1);
    List<String> inputs =
        List.of(
            at.reshaped("groups", at.input, 0, layer.groups, -1),
            at.numbers("ones", Tensor.ones(layer.groups)),
            at.numbers("zeros", Tensor.zeros(layer.groups)));
    String normal =
        at.graph.node("InstanceNormalization", at.name() + ".normal", inputs, epsilon(layer.eps));
    String back = at.reshaped("channels", normal, -1, channels, at.shape.dim(2), at.shape.dim(3));
    String weight = at.numbers("weight", layer.weight.reshape(channels, 1, 1));
    String bias = at.numbers("bias", layer.bias.reshape(channels, 1, 1));
    return at.graph.node("Add", at.name(), at.part("Mul", "scaled", back, weight), bias);
  }

  private static WireWriter[] window(Place at, Window w, WireWriter... more) {
    int axes = at.shape.rank() - 2;
    Stream<WireWriter> attributes =
        Stream.of(
            sizes(axes, "kernel_shape", w.height(), w.width()),
            sizes(axes, "strides", w.strideHeight(), w.strideWidth()),
            sizes(
                axes,
                "pads", // before, then behind
                w.paddingHeight(),
                w.paddingWidth(),
                w.paddingHeight(),
                w.paddingWidth()),
            sizes(axes, "dilations", w.dilationHeight(), w.dilationWidth()));
    return Stream.concat(attributes, Stream.of(more)).toArray(WireWriter[]::new);
  }

  /** Pairs of a size down and one right, of which sequences have the second only. */
  private static WireWriter sizes(int axes, String name, long... pairs) {
    long[] widths = IntStream.range(0, pairs.length / 2).mapToLong(i -> pairs[2 * i + 1]).toArray();
    return attribute(name, axes == 1 ? widths : pairs);
  }
}
