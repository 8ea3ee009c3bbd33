package org.neuronbook.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.neuronbook.nn.Layer;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
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
 * weights by their path in {@link Layer#state}. It needs opset 20: ONNX Runtime 1.17 or later.
 *
 * <p>The model runs twice on random numbers, and what it recorded for a backward pass is written,
 * layer by layer where ONNX has the layer too, op by op elsewhere. So functions and layers of one's
 * own are written as well, as long as they compute with ops of tensors. What depends on the numbers
 * in another way ({@code if}, {@code toArray}, masks made from the input) cannot be seen, and is
 * refused where it makes a difference in these runs; so are recurrent layers.
 *
 * <p>Float64 is for exact comparisons: ONNX Runtime has no such convolutions, average pooling,
 * group normalisation, elu, leakyRelu, hardSwish, softplus and gelu.
 */
public final class OnnxExport {
  private OnnxExport() {}

  /**
   * Writes a model with float32 numbers, as is usual.
   *
   * @param example an input of the right shape (batch, ...); its numbers do not matter
   * @throws ShapeException if the model does not take the example
   * @throws IllegalArgumentException if the file is a folder, or in none
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

  /**
   * Writes a model of token ids, which are int64 in the file, with float32 numbers.
   *
   * @param forward what the model does with ids (batch, time): {@code model::forward}
   * @param example ids of the right length, at least two different ones, all of which may be met in
   *     any order
   */
  public static void write(
      Layer model, Function<int[][], Tensor> forward, int[][] example, Path file) {
    write(model, forward, example, file, false);
  }

  /** Writes a model of token ids with float64 numbers. */
  public static void writeFloat64(
      Layer model, Function<int[][], Tensor> forward, int[][] example, Path file) {
    write(model, forward, example, file, true);
  }

  private static void write(Layer model, Tensor example, Path file, boolean float64) {
    Refuse.when(example.shape().rank() == 0, ShapeException::new)
        .saying(
            "OnnxExport: expected an example of shape (batch, ...), got a single number. Axis 0 is the batch: Tensor.zeros(1, 784)");
    int[] sizes = example.shape().toArray();
    IntFunction<Tensor> input =
        batch -> {
          sizes[0] = batch;
          // The larger batch is of larger numbers, so that they reach what limits them.
          return new Parameter(
              "input", Tensor.randn(Rng.of(batch), sizes).mul(batch == 2 ? 1 : 30));
        };
    save(file, bytes(model, input, model::forward, false, example.shape(), float64));
  }

  private static void write(
      Layer model, Function<int[][], Tensor> forward, int[][] example, Path file, boolean float64) {
    int[] ids = Arrays.stream(example).flatMapToInt(Arrays::stream).toArray();
    int time = example.length == 0 ? 0 : example[0].length;
    boolean even = Arrays.stream(example).allMatch(row -> row.length == time);
    Refuse.when(!even || IntStream.of(ids).distinct().count() < 2, ShapeException::new)
        .saying(
            "OnnxExport: expected an example of rows of ids, all equally long, with two different ids at least, got %s. Take a batch as the model is trained with",
            Arrays.deepToString(example));
    IntFunction<Tensor> input =
        batch -> {
          Rng rng = Rng.of(batch);
          IntStream some = IntStream.generate(() -> ids[rng.nextInt(ids.length)]);
          double[] numbers = some.limit((long) batch * time).asDoubleStream().toArray();
          return Tensor.wrap(Shape.of(batch, time), numbers);
        };
    UnaryOperator<Tensor> run =
        x ->
            forward.apply(
                Arrays.stream(x.toMatrix())
                    .map(row -> Arrays.stream(row).mapToInt(id -> (int) id).toArray())
                    .toArray(int[][]::new));
    save(file, bytes(model, input, run, true, Shape.of(example.length, time), float64));
  }

  private static byte[] bytes(
      Layer model,
      IntFunction<Tensor> input,
      UnaryOperator<Tensor> forward,
      boolean ids,
      Shape example,
      boolean float64) {
    List<Layer> layers = new ArrayList<>();
    collect(model, layers);
    List<Boolean> training = layers.stream().map(Layer::isTraining).toList();
    List<Parameter> frozen =
        model.parameters().stream().filter(each -> !each.requiresGrad()).toList();
    try {
      model.eval();
      frozen.forEach(each -> each.setFrozen(false)); // nothing is recorded of frozen ones
      GraphWriter graph = new GraphWriter(float64);
      Twin x = new Twin(input.apply(2), input.apply(3));
      Twin y = run(forward, x, example);
      String name = new Trace(model, x, ids, graph).write(y);
      String result = graph.isNode(name) ? name : graph.node("Identity", "identity", name);
      boolean batch = y.rank() > 0 && y.sizes()[0] < 0;
      return graph.model(ids, example, result, y.one().shape(), batch);
    } finally {
      frozen.forEach(each -> each.setFrozen(true));
      for (int i = 0; i < layers.size(); i++) { // from the root down: each sets all below it
        if (training.get(i)) {
          layers.get(i).train();
        } else {
          layers.get(i).eval();
        }
      }
    }
  }

  private static Twin run(UnaryOperator<Tensor> forward, Twin x, Shape example) {
    try {
      return new Twin(forward.apply(x.one()), forward.apply(x.other()));
    } catch (ShapeException e) {
      throw new ShapeException(
          "OnnxExport: expected an example that the model takes, got shape %s: %s"
              .formatted(example, e.getMessage()));
    }
  }

  private static void collect(Layer layer, List<Layer> all) {
    all.add(layer);
    layer.children().values().forEach(child -> collect(child, all));
  }

  /** Writes beside the file and moves: whoever looks sees the old file or the whole new one. */
  private static void save(Path file, byte[] bytes) {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Refuse.when(Files.isDirectory(target))
          .saying(
              "OnnxExport: %s: expected a file to write to, got a folder. Name a file in it: %s",
              file, file.resolve("model.onnx"));
      Refuse.when(!Files.isDirectory(target.getParent()))
          .saying(
              "OnnxExport: %s: expected a folder to write to, there is none. Make it first: Files.createDirectories(...)",
              file);
      Path beside = Files.createTempFile(target.getParent(), "model", ".tmp");
      try {
        Files.write(beside, bytes);
        Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "OnnxExport: %s: cannot be written (%s); an old file is as it was. Is it write-protected, or the disk full?"
              .formatted(file, e),
          e);
    }
  }
}
