package org.neuronbook.pretrained;

import java.util.stream.IntStream;
import org.neuronbook.nn.Dropout;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.LayerNorm;
import org.neuronbook.nn.Linear;
import org.neuronbook.nn.Sequential;
import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

/** Blocks of attention and feed-forward network; each adds to what came in, and normalises. */
final class BertEncoder extends Layer {
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
    return forward(x, Mask.none());
  }

  /**
   * @param x (batch, time, hidden)
   * @param padding true where a token is hidden from all, as for {@link Tensor#attentionWeights}
   */
  Tensor forward(Tensor x, Mask padding) {
    Tensor result = x;
    for (Block block : blocks) {
      result = block.forward(result, padding);
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
      return forward(x, Mask.none());
    }

    Tensor forward(Tensor x, Mask padding) {
      Tensor y = attention.forward(x, padding); // (batch, time, hidden)
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
      return forward(x, Mask.none());
    }

    Tensor forward(Tensor x, Mask padding) {
      return output.forward(self.forward(x, padding), x);
    }
  }

  /**
   * What {@link org.neuronbook.nn.MultiHeadAttention} computes before its last linear layer, which
   * BERT keeps elsewhere under another name.
   */
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
      return forward(x, Mask.none());
    }

    Tensor forward(Tensor x, Mask padding) {
      Tensor weights = // (batch, heads, time, time)
          query.forward(x).attentionWeights(key.forward(x), heads, padding, false);
      return dropout.forward(weights).attend(value.forward(x)); // (batch, time, hidden)
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
