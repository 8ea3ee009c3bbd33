package org.neuronbook.pretrained;

import java.util.stream.IntStream;
import org.neuronbook.nn.Dropout;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.LayerNorm;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.Sequential;
import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

/** Blocks of attention and feed-forward network; each adds to what came in, and normalises. */
final class BertEncoder extends Layer {
  private static final Mask NOTHING_HIDDEN = Mask.of(Shape.of(1, 1, 1, 1), false);

  private final Block[] blocks;

  BertEncoder(Bert.Config config, Rng rng) {
    blocks =
        IntStream.range(0, config.layers())
            .mapToObj(i -> new Block(config, rng))
            .toArray(Block[]::new);
    add("layer", new Sequential(blocks));
  }

  @Override
  public Tensor forward(Tensor x) {
    return forward(x, NOTHING_HIDDEN);
  }

  /**
   * @param x (batch, time, hidden)
   * @param hidden broadcasts to (batch, heads, time, time): true where the last axis, which is
   *     looked at, is hidden
   */
  Tensor forward(Tensor x, Mask hidden) {
    Tensor result = x;
    for (Block block : blocks) {
      result = block.forward(result, hidden);
    }
    return result;
  }

  /** One layer. */
  private static final class Block extends Layer {
    private final Attention attention;
    private final Dense intermediate;
    private final Output output;

    Block(Bert.Config config, Rng rng) {
      attention = add("attention", new Attention(config, rng));
      intermediate = add("intermediate", new Dense(config.hidden(), config.intermediate(), rng));
      output = add("output", new Output(config.intermediate(), config, rng));
    }

    @Override
    public Tensor forward(Tensor x) {
      return forward(x, NOTHING_HIDDEN);
    }

    Tensor forward(Tensor x, Mask hidden) {
      Tensor y = attention.forward(x, hidden); // (batch, time, hidden)
      return output.forward(intermediate.forward(y).gelu(), y); // (batch, time, hidden)
    }
  }

  /** What the heads find, projected and added. */
  private static final class Attention extends Layer {
    private final SelfAttention self;
    private final Output output;

    Attention(Bert.Config config, Rng rng) {
      self = add("self", new SelfAttention(config, rng));
      output = add("output", new Output(config.hidden(), config, rng));
    }

    @Override
    public Tensor forward(Tensor x) {
      return forward(x, NOTHING_HIDDEN);
    }

    Tensor forward(Tensor x, Mask hidden) {
      return output.forward(self.forward(x, hidden), x);
    }
  }

  /** softmax(Q Kᵀ / √width) V for every head: Vaswani and others, NeurIPS 2017. */
  private static final class SelfAttention extends Layer {
    private final int heads;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Dropout dropout;

    SelfAttention(Bert.Config config, Rng rng) {
      heads = config.heads();
      query = add("query", new Linear(config.hidden(), config.hidden(), rng));
      key = add("key", new Linear(config.hidden(), config.hidden(), rng));
      value = add("value", new Linear(config.hidden(), config.hidden(), rng));
      dropout = add("dropout", new Dropout(config.dropout(), rng.split()));
    }

    @Override
    public Tensor forward(Tensor x) {
      return forward(x, NOTHING_HIDDEN);
    }

    Tensor forward(Tensor x, Mask hidden) {
      Tensor q = split(query.forward(x));
      Tensor k = split(key.forward(x));
      Tensor v = split(value.forward(x));
      Tensor scores =
          q.matmul(k.transpose()).div(Math.sqrt(q.shape().dim(3))); // (batch, heads, time, time)
      Tensor weights = scores.maskedFill(hidden, Double.NEGATIVE_INFINITY).softmax(-1);
      return dropout
          .forward(weights)
          .matmul(v) // (batch, heads, time, width)
          .permute(0, 2, 1, 3)
          .reshape(x.shape().toArray()); // (batch, time, hidden)
    }

    private Tensor split(Tensor x) {
      Shape shape = x.shape();
      return x.reshape(shape.dim(0), shape.dim(1), heads, -1).permute(0, 2, 1, 3);
    }

    @Override
    public String describe() {
      return "SelfAttention " + heads + " heads";
    }
  }

  /** A linear layer under the name that it has in the original. */
  private static final class Dense extends Layer {
    private final Linear dense;

    Dense(int inputs, int outputs, Rng rng) {
      dense = add("dense", new Linear(inputs, outputs, rng));
    }

    @Override
    public Tensor forward(Tensor x) {
      return dense.forward(x);
    }
  }

  /** A linear layer whose result is added to what came in earlier, and normalised. */
  private static final class Output extends Layer {
    private final Linear dense;
    private final LayerNorm norm;
    private final Dropout dropout;

    Output(int inputs, Bert.Config config, Rng rng) {
      dense = add("dense", new Linear(inputs, config.hidden(), rng));
      norm = add("LayerNorm", new LayerNorm(config.hidden(), 1e-12));
      dropout = add("dropout", new Dropout(config.dropout(), rng.split()));
    }

    @Override
    public Tensor forward(Tensor x) {
      return dropout.forward(dense.forward(x));
    }

    Tensor forward(Tensor x, Tensor earlier) {
      return norm.forward(forward(x).add(earlier));
    }
  }
}
