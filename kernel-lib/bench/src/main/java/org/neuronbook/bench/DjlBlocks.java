package org.neuronbook.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuronbook.tensor.Tensor;

/** The parts of a net as DJL's blocks, and which of our weights belong to which of them. */
final class DjlBlocks {
  private static final List<String> OURS =
      List.of(
          "self_attn.query.",
          "self_attn.key.",
          "self_attn.value.",
          "self_attn.out_proj.",
          "linear1.",
          "linear2.",
          "norm1.",
          "norm2.");

  private static final List<String> BERTS =
      List.of(
          "attention.self.query.",
          "attention.self.key.",
          "attention.self.value.",
          "attention.output.dense.",
          "intermediate.dense.",
          "output.dense.",
          "attention.output.LayerNorm.",
          "output.LayerNorm.");

  private static final float BERTS_EPS = 1e-12f;
  private static final Pattern RECURRENT = Pattern.compile("l_0_([ih])2h_(WEIGHT|BIAS)");

  private final Function<Tensor, NDArray> array;
  private final Map<String, Tensor> weights;
  private final Map<String, Block> learning = new LinkedHashMap<>();

  /**
   * @param array makes one of DJL's arrays, in the precision of the net
   * @param weights ours, by their names
   */
  DjlBlocks(Function<Tensor, NDArray> array, Map<String, Tensor> weights) {
    this.array = array;
    this.weights = weights;
  }

  /**
   * @param prefix of the names of our weights of this part
   */
  Block block(Part part, String prefix) {
    if (part instanceof Part.Dense dense) {
      return linear(prefix, dense.outputs());
    } else if (part instanceof Part.Conv conv) {
      Shape kernel = new Shape(conv.size(), conv.size());
      return learns(
          prefix, Conv2d.builder().setKernelShape(kernel).setFilters(conv.outputs()).build());
    } else if (part instanceof Part.Pool pool) {
      Shape window = new Shape(pool.size(), pool.size());
      return Pool.maxPool2dBlock(window, window);
    } else if (part instanceof Part.Relu) {
      return LambdaBlock.singleton(Activation::relu);
    } else if (part instanceof Part.Sigmoid) {
      return LambdaBlock.singleton(Activation::sigmoid);
    } else if (part instanceof Part.Flatten) {
      return Blocks.batchFlattenBlock();
    } else if (part instanceof Part.Lstm lstm) {
      return lstm(lstm, prefix + "lstm.");
    } else if (part instanceof Part.Bert bert) {
      return bert(bert, prefix + "bert.");
    } else if (part instanceof Part.Encoder encoder) {
      return encoder(encoder, prefix, OURS, 1e-5f);
    } else if (part instanceof Part.Product product) {
      NDArray matrix = array.apply(Problem.matrix(product.n()));
      return LambdaBlock.singleton(left -> left.matMul(matrix.toType(left.getDataType(), false)));
    }
    throw new IllegalArgumentException("DjlBlocks: expected a known part, got " + part);
  }

  private Block lstm(Part.Lstm part, String prefix) {
    NDArray zero = array.apply(Tensor.scalar(0));
    LSTM lstm =
        LSTM.builder()
            .setStateSize(part.hidden())
            .setNumLayers(1)
            .optBatchFirst(true)
            .optReturnState(false)
            .build();
    return new SequentialBlock()
        // DJL's own first states are float, whatever the net is.
        .add(
            new LambdaBlock(
                inputs -> {
                  NDArray x = inputs.head();
                  Shape states = new Shape(1, x.getShape().get(0), part.hidden());
                  NDManager batch = x.getManager();
                  DataType type = zero.getDataType();
                  return new NDList(x, batch.zeros(states, type), batch.zeros(states, type));
                }))
        .add(learns(prefix, lstm))
        .add(LambdaBlock.singleton(outputs -> outputs.get(":, -1")));
  }

  private Block bert(Part.Bert part, String prefix) {
    NDArray words = table(prefix + "embeddings.word_embeddings.weight");
    NDArray places = table(prefix + "embeddings.position_embeddings.weight");
    NDArray types = table(prefix + "embeddings.token_type_embeddings.weight");
    SequentialBlock net =
        new SequentialBlock()
            .add(
                LambdaBlock.singleton(
                    ids -> {
                      NDArray whole = ids.toType(DataType.INT64, false);
                      return Embedding.embedding(whole, words, SparseFormat.DENSE)
                          .head()
                          .add(types.get(0))
                          .add(places.get("0:" + ids.getShape().get(1)));
                    }))
            .add(norm(prefix + "embeddings.LayerNorm.", BERTS_EPS));
    for (int i = 0; i < part.layers(); i++) {
      net.add(encoder(part.encoder(), prefix + "encoder.layer." + i + ".", BERTS, BERTS_EPS));
    }
    return net;
  }

  private NDArray table(String name) {
    return array.apply(weights.get(name));
  }

  /**
   * @param names of our weights: of the four layers of the attention, of the two others, of the two
   *     normalisations
   */
  private DjlEncoder encoder(Part.Encoder sizes, String prefix, List<String> names, float eps) {
    List<Block> linear =
        names.stream()
            .limit(6)
            .map(
                name ->
                    linear(
                        prefix + name,
                        name.equals(names.get(4)) ? sizes.feedForward() : sizes.width()))
            .toList();
    List<Block> norms = names.stream().skip(6).map(name -> norm(prefix + name, eps)).toList();
    return new DjlEncoder(sizes, linear.subList(0, 4), linear.subList(4, 6), norms);
  }

  private Block norm(String prefix, float eps) {
    return learns(prefix, LayerNorm.builder().axis(2).optEpsilon(eps).build());
  }

  private Block linear(String prefix, int outputs) {
    return learns(prefix, Linear.builder().setUnits(outputs).build());
  }

  private Block learns(String prefix, Block block) {
    learning.put(prefix, block);
    return block;
  }

  /** Sets all weights to ours. */
  void copyWeights() {
    learning.forEach(
        (prefix, block) -> {
          for (Parameter parameter : block.getDirectParameters().values()) {
            Tensor value = weights.get(prefix + ourName(parameter.getName()));
            boolean turned = block instanceof Linear && value.shape().rank() == 2;
            try (NDArray from = array.apply(turned ? value.transpose() : value)) {
              from.copyTo(parameter.getArray());
            }
          }
        });
  }

  private static String ourName(String name) {
    Matcher recurrent = RECURRENT.matcher(name);
    return recurrent.matches()
        ? recurrent.group(2).toLowerCase(Locale.ROOT) + "_" + recurrent.group(1) + "h_l0"
        : name.replace("gamma", "weight").replace("beta", "bias");
  }
}
