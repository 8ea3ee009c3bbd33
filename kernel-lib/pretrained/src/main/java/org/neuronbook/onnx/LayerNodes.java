package org.neuronbook.onnx;

import static org.neuronbook.onnx.GraphWriter.attribute;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.neuronbook.nn.AdaptiveAvgPool2d;
import org.neuronbook.nn.AvgPool2d;
import org.neuronbook.nn.BatchNorm1d;
import org.neuronbook.nn.BatchNorm2d;
import org.neuronbook.nn.Buffer;
import org.neuronbook.nn.Conv1d;
import org.neuronbook.nn.Conv2d;
import org.neuronbook.nn.ConvTranspose2d;
import org.neuronbook.nn.Flatten;
import org.neuronbook.nn.GroupNorm;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.LayerNorm;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.MaxPool2d;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.tensor.Window;

/** How the layers that ONNX has too are written: each class of them as a node, or a few. */
final class LayerNodes {
  private static final Map<Class<?>, Writer<Layer>> WRITERS = new HashMap<>();

  static {
    put(Linear.class, LayerNodes::linear);
    put(Conv1d.class, LayerNodes::conv1d);
    put(Conv2d.class, LayerNodes::conv2d);
    put(ConvTranspose2d.class, LayerNodes::convTranspose2d);
    put(MaxPool2d.class, (layer, at) -> at.node("MaxPool", at.input, window(layer.window)));
    put(AvgPool2d.class, LayerNodes::avgPool2d);
    put(AdaptiveAvgPool2d.class, LayerNodes::adaptiveAvgPool2d);
    put(BatchNorm1d.class, (layer, at) -> batchNorm(at, layer.eps));
    put(BatchNorm2d.class, (layer, at) -> batchNorm(at, layer.eps));
    put(LayerNorm.class, LayerNodes::layerNorm);
    put(GroupNorm.class, LayerNodes::groupNorm);
    put(Flatten.class, (layer, at) -> at.node("Flatten", at.input, List.of(attribute("axis", 1))));
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
  static String write(Layer layer, Place at) {
    return WRITERS.get(layer.getClass()).write(layer, at);
  }

  /**
   * Where in the graph a layer stands.
   *
   * @param path of the layer in the model
   * @param input the name of what comes in
   * @param shape of what comes in
   */
  record Place(GraphWriter graph, Layer layer, String path, String input, Shape shape) {

    private String node(String op, String input, List<WireWriter> attributes, String... weights) {
      List<String> inputs =
          Stream.concat(Stream.of(input), Stream.of(weights).map(this::weight)).toList();
      return graph.node(op, name(), inputs, attributes.toArray(WireWriter[]::new));
    }

    /** A parameter or a buffer of the layer. */
    private String weight(String name) {
      Tensor value = layer.namedParameters().get(name);
      Buffer buffer = layer.namedBuffers().get(name);
      return graph.numbers(
          path.isEmpty() ? name : path + "." + name, value == null ? buffer.value() : value);
    }

    private String name() {
      return path.isEmpty() ? layer.getClass().getSimpleName() : path;
    }

    private String name(String part) {
      return name() + "." + part;
    }
  }

  private static String linear(Linear layer, Place at) {
    if (at.shape.rank() == 2) {
      return at.node("Gemm", at.input, List.of(), "weight", "bias");
    }
    String product = at.graph.node("MatMul", at.name("product"), at.input, at.weight("weight"));
    return at.node("Add", product, List.of(), "bias");
  }

  private static String conv1d(Conv1d layer, Place at) {
    Window w = layer.window;
    return at.node(
        "Conv",
        at.input,
        List.of(
            attribute("kernel_shape", new long[] {w.width()}),
            attribute("strides", new long[] {w.strideWidth()}),
            attribute("pads", w.paddingWidth(), w.paddingWidth()),
            attribute("dilations", new long[] {w.dilationWidth()}),
            attribute("group", layer.groups)),
        "weight",
        "bias");
  }

  private static String conv2d(Conv2d layer, Place at) {
    List<WireWriter> attributes = window(layer.window, attribute("group", layer.groups));
    return layer.bias == null
        ? at.node("Conv", at.input, attributes, "weight")
        : at.node("Conv", at.input, attributes, "weight", "bias");
  }

  private static String convTranspose2d(ConvTranspose2d layer, Place at) {
    long more = layer.outputPadding;
    List<WireWriter> attributes =
        window(
            layer.window,
            attribute("group", layer.groups),
            attribute("output_padding", more, more));
    return at.node("ConvTranspose", at.input, attributes, "weight", "bias");
  }

  private static String avgPool2d(AvgPool2d layer, Place at) {
    List<WireWriter> attributes = window(layer.window, attribute("count_include_pad", 1));
    return at.node("AveragePool", at.input, attributes);
  }

  /** Means over parts are matrix products from both sides, whether or not the parts are equal. */
  private static String adaptiveAvgPool2d(AdaptiveAvgPool2d layer, Place at) {
    if (layer.height == 1 && layer.width == 1) {
      return at.node("GlobalAveragePool", at.input, List.of());
    }
    Tensor down = parts(layer.height, at.shape.dim(2));
    Tensor right = parts(layer.width, at.shape.dim(3)).transpose();
    String rows =
        at.graph.node("MatMul", at.name("rows"), at.graph.numbers(at.name("down"), down), at.input);
    return at.graph.node("MatMul", at.name(), rows, at.graph.numbers(at.name("right"), right));
  }

  /** (parts, size): row i holds 1 / length for the pixels of part i, 0 elsewhere. */
  private static Tensor parts(int parts, int size) {
    double[] values = new double[parts * size];
    for (int i = 0; i < parts; i++) {
      int from = i * size / parts;
      int to = ((i + 1) * size + parts - 1) / parts;
      java.util.Arrays.fill(values, i * size + from, i * size + to, 1.0 / (to - from));
    }
    return Tensor.wrap(Shape.of(parts, size), values);
  }

  private static String batchNorm(Place at, double eps) {
    List<WireWriter> attributes = List.of(attribute("epsilon", eps));
    return at.node(
        "BatchNormalization",
        at.input,
        attributes,
        "weight",
        "bias",
        "running_mean",
        "running_var");
  }

  private static String layerNorm(LayerNorm layer, Place at) {
    List<WireWriter> attributes = List.of(attribute("axis", -1), attribute("epsilon", layer.eps));
    return at.node("LayerNormalization", at.input, attributes, "weight", "bias");
  }

  /**
   * The groups as channels of their own, which is what instance normalisation brings to 0 and 1.
   */
  private static String groupNorm(GroupNorm layer, Place at) {
    GraphWriter graph = at.graph;
    int channels = at.shape.dim(1);
    String groups =
        graph.node(
            "Reshape",
            at.name("groups"),
            at.input,
            graph.integers(at.name("groups.shape"), 0, layer.groups, -1));
    String normal =
        graph.node(
            "InstanceNormalization",
            at.name("normal"),
            List.of(
                groups,
                graph.numbers(at.name("ones"), Tensor.ones(layer.groups)),
                graph.numbers(at.name("zeros"), Tensor.zeros(layer.groups))),
            attribute("epsilon", layer.eps));
    String back =
        graph.node(
            "Reshape",
            at.name("channels"),
            normal,
            graph.integers(
                at.name("channels.shape"), -1, channels, at.shape.dim(2), at.shape.dim(3)));
    String weight = graph.numbers(at.name("weight"), layer.weight.reshape(channels, 1, 1));
    String bias = graph.numbers(at.name("bias"), layer.bias.reshape(channels, 1, 1));
    return graph.node("Add", at.name(), graph.node("Mul", at.name("scaled"), back, weight), bias);
  }

  private static List<WireWriter> window(Window w, WireWriter... more) {
    return Stream.concat(
            Stream.of(
                attribute("kernel_shape", w.height(), w.width()),
                attribute("strides", w.strideHeight(), w.strideWidth()),
                attribute(
                    "pads",
                    w.paddingHeight(),
                    w.paddingWidth(),
                    w.paddingHeight(),
                    w.paddingWidth()),
                attribute("dilations", w.dilationHeight(), w.dilationWidth())),
            Stream.of(more))
        .toList();
  }
}
