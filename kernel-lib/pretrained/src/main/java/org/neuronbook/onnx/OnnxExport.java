package org.neuronbook.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.neuronbook.nn.Layer;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/**
 * Writes a model as an ONNX file, which runs without this library: in ONNX Runtime, in a browser,
 * on a telephone. What is written is the model in evaluation: dropout does nothing, batch
 * normalisation uses its running statistics.
 *
 * <pre>{@code
 * var model = new Sequential(new Linear(784, 128, Rng.of(1)), Tensor::relu, new Linear(128, 10, Rng.of(2)));
 * OnnxExport.write(model, Tensor.zeros(1, 784), Path.of("model.onnx"));
 * }</pre>
 *
 * <p>The graph has one {@code input} and one {@code output}; axis 0 of the input is the batch, of
 * any size, all other sizes are those of the example. Nodes are called by the path of their layer,
 * weights by their path in {@link Layer#state()}.
 *
 * <p>The model runs twice on random numbers, and what it recorded for a backward pass is written,
 * op by op, or layer by layer where ONNX has the layer too: so functions and layers of one's own
 * are written as well, as long as they compute with ops of tensors. What depends on the numbers in
 * another way ({@code if}, {@code toArray}, recurrent layers, masks made from the input) is
 * refused.
 *
 * <p>Float64 is smooth for tests, but ONNX Runtime cannot compute convolutions with it.
 */
public final class OnnxExport {
  private OnnxExport() {}

  /**
   * Writes a model with float32 numbers, as is usual.
   *
   * @param example an input of the right shape (batch, ...); its numbers do not matter
   * @throws ShapeException if the model does not take the example
   * @throws UnsupportedOperationException if the model computes what cannot be written
   * @throws UncheckedIOException if the file cannot be written; an old one then stays as it was
   */
  public static void write(Layer model, Tensor example, Path file) {
    write(model, example, file, false);
  }

  /** Writes a model with float64 numbers, otherwise as {@link #write(Layer, Tensor, Path)}. */
  public static void writeFloat64(Layer model, Tensor example, Path file) {
    write(model, example, file, true);
  }

  private static void write(Layer model, Tensor example, Path file, boolean float64) {
    if (example.shape().rank() == 0) {
      throw new ShapeException(
          "OnnxExport: expected an example of shape (batch, ...), got a single number. Axis 0 is the batch: Tensor.zeros(1, 784)");
    }
    List<Layer> layers = new ArrayList<>();
    collect(model, layers);
    List<Boolean> training = layers.stream().map(Layer::isTraining).toList();
    List<Parameter> frozen =
        model.parameters().stream().filter(each -> !each.requiresGrad()).toList();
    byte[] bytes;
    try {
      model.eval();
      frozen.forEach(each -> each.setFrozen(false)); // nothing is recorded of frozen ones
      bytes = bytes(model, example, float64);
    } finally {
      frozen.forEach(each -> each.setFrozen(true));
      for (int i = 0; i < training.size(); i++) { // from the root down: each sets all below it
        if (training.get(i)) {
          layers.get(i).train();
        } else {
          layers.get(i).eval();
        }
      }
    }
    save(file, bytes);
  }

  private static void collect(Layer layer, List<Layer> all) {
    all.add(layer);
    layer.children().values().forEach(child -> collect(child, all));
  }

  private static byte[] bytes(Layer model, Tensor example, boolean float64) {
    GraphWriter graph = new GraphWriter(float64);
    // The other numbers are large, so that they reach what limits them.
    Tensor one = input(example, 2, 1);
    Twin result;
    try {
      result = new Twin(model.forward(one), model.forward(input(example, 3, 30)));
    } catch (ShapeException e) {
      throw new ShapeException(
          "OnnxExport: expected an example that the model takes, got shape %s: %s"
              .formatted(example.shape(), e.getMessage()));
    }
    String name = new Trace(model, one, graph).write(result);
    if (!graph.isNode(name)) {
      name = graph.node("Identity", "identity", name);
    }
    boolean batch = result.rank() > 0 && result.sizes()[0] < 0;
    return graph.model(false, example.shape(), name, result.one().shape(), batch);
  }

  /** Random numbers in the shape of the example, but for the size of the batch. */
  private static Tensor input(Tensor example, int batch, double scale) {
    int[] sizes = example.shape().toArray();
    sizes[0] = batch;
    return new Parameter("input", Tensor.randn(Rng.of(batch), sizes).mul(scale));
  }

  /** Writes beside the file and moves: whoever looks sees the old file or the whole new one. */
  private static void save(Path file, byte[] bytes) {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      if (Files.isDirectory(target)) {
        throw new IOException("it is a folder; name a file in it: " + file.resolve("model.onnx"));
      }
      if (!Files.isDirectory(target.getParent())) {
        throw new IOException("its folder does not exist; make it: Files.createDirectories(...)");
      }
      Path beside = Files.createTempFile(target.getParent(), "model", ".tmp");
      try {
        Files.write(beside, bytes);
        Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "OnnxExport: %s: expected a file to write to, got: %s".formatted(file, e.getMessage()),
          e);
    }
  }
}
