package org.neuronbook.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an ONNX file says: the steps of a computation and the numbers that were learned. It is not
 * run here; {@link #tensors} gives the weights to layers of ours.
 *
 * <p>Read are the fields that models of neural networks use. What is damaged, or not read but
 * needed, such as numbers in a second file, is refused with an {@link OnnxException}; graphs inside
 * nodes are passed over. Nothing is allocated on the word of the file alone, and nothing recurses.
 *
 * <p>Source: <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>, the
 * definition of the format.
 *
 * @param producer the program that made the file
 * @param opset the version of the operators' definitions
 * @param nodes the steps, in an order in which they can be computed
 * @param initializers the learned numbers by their names
 */
public record OnnxModel(
    String producer,
    long opset,
    List<OnnxNode> nodes,
    Map<String, OnnxTensor> initializers,
    List<OnnxValue> inputs,
    List<OnnxValue> outputs) {

  /**
   * Reads a file.
   *
   * @throws OnnxException if it is not what the format demands
   * @throws UncheckedIOException if it is missing or cannot be read
   */
  public static OnnxModel read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(
          "read: %s: expected a file, there is none. The path counts from %s"
              .formatted(file, Path.of("").toAbsolutePath()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "read: %s: cannot be read (%s). Is it a folder, or protected?".formatted(file, e), e);
    }
  }

  /**
   * Reads all bytes of a stream.
   *
   * @param name what messages call it
   */
  public static OnnxModel read(InputStream in, String name) throws IOException {
    return model(new WireReader(name, in.readAllBytes()));
  }

  /** A ModelProto. */
  private static OnnxModel model(WireReader in) {
    String producer = "";
    long opset = 0;
    OnnxModel graph = null;
    while (in.next()) {
      switch (in.field()) {
        case 2 -> producer = in.text();
        case 7 -> {
          in.require(graph == null, "one graph", "a second one");
          graph = graph(in.message("graph"));
        }
        case 8 -> opset = Math.max(opset, opset(in.message("opset_import")));
        default -> in.skip();
      }
    }
    in.require(graph != null, "a model with a graph", "none");
    return new OnnxModel(
        producer, opset, graph.nodes, graph.initializers, graph.inputs, graph.outputs);
  }

  /** The version, if it is that of the standard operators. */
  private static long opset(WireReader in) {
    String domain = "";
    long version = 0;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> domain = in.text();
        case 2 -> version = in.integer();
        default -> in.skip();
      }
    }
    return domain.isEmpty() || domain.equals("ai.onnx") ? version : 0;
  }

  /** A GraphProto. */
  private static OnnxModel graph(WireReader in) {
    List<OnnxNode> nodes = new ArrayList<>();
    Map<String, OnnxTensor> initializers = new LinkedHashMap<>();
    List<OnnxValue> inputs = new ArrayList<>();
    List<OnnxValue> outputs = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> nodes.add(OnnxNode.read(in.message("node[%d]".formatted(nodes.size()))));
        case 5 -> {
          OnnxTensor tensor =
              OnnxTensor.read(in.message("initializer[%d]".formatted(initializers.size())));
          in.require(
              initializers.put(tensor.name(), tensor) == null, "every name once", "two " + tensor);
        }
        case 11 -> inputs.add(OnnxValue.read(in.message("input[%d]".formatted(inputs.size()))));
        case 12 -> outputs.add(OnnxValue.read(in.message("output[%d]".formatted(outputs.size()))));
        case 15 -> throw in.wrong("initializers with all their numbers", "a sparse one");
        default -> in.skip();
      }
    }
    return new OnnxModel(
        "",
        0,
        Collections.unmodifiableList(nodes),
        Collections.unmodifiableMap(initializers),
        Collections.unmodifiableList(inputs),
        Collections.unmodifiableList(outputs));
  }

  /**
   * All tensors of the file by the names under which nodes take them: the initializers, and what
   * {@code Constant} nodes hold.
   */
  public Map<String, OnnxTensor> tensors() {
    Map<String, OnnxTensor> all = new LinkedHashMap<>(initializers);
    for (OnnxNode node : nodes) {
      if (node.op().equals("Constant") && node.outputs().size() == 1) {
        node.tensor("value").ifPresent(value -> all.put(node.outputs().get(0), value));
      }
    }
    return all;
  }
}
