package org.neuronbook.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

  private final Function<Tensor, NDArray> array;
  private final Map<String, Block> learning = new LinkedHashMap<>();

  /**
   * @param array makes one of DJL's arrays, in the precision of the net
   */
  DjlBlocks(Function<Tensor, NDArray> array) {
    this.array = array;
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
    } else if (part instanceof Part.Encoder encoder) {
      return encoder(encoder, prefix, OURS, 1e-5f);
    } else if (part instanceof Part.Product product) {
      NDArray matrix = array.apply(Problem.matrix(product.n()));
      return LambdaBlock.singleton(left -> left.matMul(matrix.toType(left.getDataType(), false)));
    }
    throw new IllegalArgumentException("DjlBlocks: expected a known part, got " + part);
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
  void copy(Map<String, Tensor> weights) {
    learning.forEach(
        (prefix, block) -> {
          for (Parameter parameter : block.getDirectParameters().values()) {
            String name = parameter.getName().replace("gamma", "weight").replace("beta", "bias");
            Tensor value = weights.get(prefix + name);
            boolean turned = block instanceof Linear && value.shape().rank() == 2;
            try (NDArray from = array.apply(turned ? value.transpose() : value)) {
              from.copyTo(parameter.getArray());
            }
          }
        });
  }
}
