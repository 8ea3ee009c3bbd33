package org.neuronbook.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;

/**
 * A transformer's encoder block of DJL's own layers and operations. DJL's own block exists only
 * normalised last and with dropout.
 */
final class DjlEncoder extends AbstractBlock {
  private final Part.Encoder sizes;
  private final List<Block> attention;
  private final List<Block> feedForward;
  private final List<Block> norms;

  /**
   * @param attention the linear layers of query, key, value and output
   * @param feedForward the two others
   * @param norms of attention and feed-forward network
   */
  DjlEncoder(
      Part.Encoder sizes, List<Block> attention, List<Block> feedForward, List<Block> norms) {
    this.sizes = sizes;
    this.attention = attention;
    this.feedForward = feedForward;
    this.norms = norms;
    attention.forEach(block -> addChildBlock("attention", block));
    feedForward.forEach(block -> addChildBlock("feedForward", block));
    norms.forEach(block -> addChildBlock("norm", block));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    attention.forEach(block -> block.initialize(manager, type, inputs));
    norms.forEach(block -> block.initialize(manager, type, inputs));
    feedForward.get(0).initialize(manager, type, inputs);
    feedForward.get(1).initialize(manager, type, feedForward.get(0).getOutputShapes(inputs));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return inputs;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    Pass pass = (block, x) -> block.forward(store, new NDList(x), training).head();
    NDArray x = inputs.head();
    NDArray y =
        sizes.normFirst()
            ? x.add(attend(pass, pass.of(norms.get(0), x)))
            : pass.of(norms.get(0), x.add(attend(pass, x)));
    return new NDList(
        sizes.normFirst()
            ? y.add(feedForward(pass, pass.of(norms.get(1), y)))
            : pass.of(norms.get(1), y.add(feedForward(pass, y))));
  }

  /** One block on one array. */
  private interface Pass {
    NDArray of(Block block, NDArray x);
  }

  private NDArray feedForward(Pass pass, NDArray x) {
    NDArray hidden = pass.of(feedForward.get(0), x);
    return pass.of(
        feedForward.get(1), sizes.gelu() ? Activation.gelu(hidden) : Activation.relu(hidden));
  }

  private NDArray attend(Pass pass, NDArray x) {
    Shape shape = x.getShape();
    long perHead = sizes.width() / sizes.heads();
    NDArray[] parts = new NDArray[3];
    for (int i = 0; i < parts.length; i++) {
      parts[i] =
          pass.of(attention.get(i), x)
              .reshape(shape.get(0), shape.get(1), sizes.heads(), perHead)
              .transpose(0, 2, 1, 3); // (batch, heads, time, perHead)
    }
    double scale = 1 / Math.sqrt(perHead);
    NDArray weights = parts[0].matMul(parts[1].transpose(0, 1, 3, 2)).mul(scale).softmax(-1);
    return pass.of(attention.get(3), weights.matMul(parts[2]).transpose(0, 2, 1, 3).reshape(shape));
  }
}
