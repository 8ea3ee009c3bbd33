package org.neuronbook.pretrained;

import java.util.Arrays;
import java.util.Map;
import org.neuronbook.nn.Layer;
import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/**
 * The encoder that made transformers useful for understanding text: each token becomes the sum of
 * three learned vectors (word, position, segment), and layer after layer gathers what it needs from
 * all the others. Devlin, Chang, Lee, Toutanova, "BERT: Pre-training of deep bidirectional
 * transformers for language understanding", NAACL 2019.
 *
 * <p>Parameters have the names of the original, such as {@code
 * encoder.layer.0.attention.self.query.weight}; linear weights are stored (inputs, outputs), as in
 * every {@link org.neuronbook.nn.Linear}. All of it can be trained, frozen and saved as any layer.
 *
 * <pre>{@code
 * jshell> var bert = new Bert(new Bert.Config(100, 16, 2, 8, 32, 2, 4, 0.1), Rng.of(1))
 * jshell> bert.forward(new int[][] {{2, 45, 17, 3}, {2, 9, 3, 0}}, Mask.padding(4, 4, 3)).shape()
 * (2, 4, 8)
 * }</pre>
 */
public final class Bert extends Layer {
  private final Config config;
  private final BertEmbeddings embeddings;
  private final BertEncoder encoder;

  /**
   * The sizes of a model.
   *
   * @param vocabulary how many different tokens there are
   * @param positions the longest text, in tokens
   * @param tokenTypes how many kinds of segment: 2, a first and a second sentence
   * @param hidden the length of a token's vector
   * @param intermediate the width of the feed-forward network, 4 times the hidden size as a rule
   * @param layers how many blocks of attention and feed-forward network
   * @param heads of each attention; a divisor of the hidden size
   * @param dropout the share that training sets to 0: 0.1 in the paper
   */
  public record Config(
      int vocabulary,
      int positions,
      int tokenTypes,
      int hidden,
      int intermediate,
      int layers,
      int heads,
      double dropout) {
    public Config {
      int least = Math.min(Math.min(vocabulary, positions), Math.min(tokenTypes, hidden));
      Refuse.when(
              Math.min(Math.min(least, intermediate), Math.min(layers, heads)) < 1
                  || hidden % heads != 0,
              ShapeException::new)
          .saying(
              "Bert: expected sizes of at least 1 and a number of heads that divides the hidden size, got vocabulary %d, positions %d, token types %d, hidden %d, intermediate %d, layers %d, heads %d. Each head sees hidden / heads of the features; 32 or 64 are usual",
              vocabulary, positions, tokenTypes, hidden, intermediate, layers, heads);
    }

    /**
     * The sizes of the model that weights belong to, with dropout 0.1.
     *
     * @param heads is not to be seen in the weights
     */
    static Config of(Map<String, Tensor> weights, int heads) {
      Shape words = table(weights, "embeddings.word_embeddings.weight");
      int layers = 0;
      while (weights.containsKey(INTERMEDIATE.formatted(layers))) {
        layers++;
      }
      return new Config(
          words.dim(0),
          table(weights, "embeddings.position_embeddings.weight").dim(0),
          table(weights, "embeddings.token_type_embeddings.weight").dim(0),
          words.dim(1),
          table(weights, INTERMEDIATE.formatted(0)).dim(1),
          layers,
          heads,
          0.1);
    }

    private static Shape table(Map<String, Tensor> weights, String name) {
      Tensor table = weights.get(name);
      Refuse.when(table == null || table.shape().rank() != 2)
          .saying(
              "Bert: expected a matrix \"%s\" among the weights, got %s. Are they those of a BERT? They are called %s",
              name,
              table == null ? "none" : "one of shape " + table.shape(),
              String.join(", ", weights.keySet()));
      return table.shape();
    }

    private static final String INTERMEDIATE = "encoder.layer.%d.intermediate.dense.weight";
  }

  /** Starts as the original: weights normal with deviation 0.02, biases 0. */
  public Bert(Config config, Rng rng) {
    this(rng, config);
    namedParameters()
        .forEach(
            (name, parameter) -> {
              if (parameter.shape().rank() == 2) {
                parameter.assign(Tensor.randn(rng, parameter.shape().toArray()).mul(0.02));
              } else if (name.endsWith("bias")) {
                parameter.assign(Tensor.zeros(parameter.shape().toArray()));
              }
            });
  }

  private Bert(Rng rng, Config config) {
    this.config = config;
    this.embeddings = add("embeddings", new BertEmbeddings(config, rng));
    this.encoder = add("encoder", new BertEncoder(config, rng));
  }

  /**
   * A model with given weights, in evaluation mode.
   *
   * @param weights by the names of the original; all sizes but the number of heads are theirs.
   *     Matrices of linear layers are (inputs, outputs), as {@link #state} gives them and ONNX
   *     files hold them; those in files of PyTorch are to be transposed first
   */
  public static Bert of(Map<String, Tensor> weights, int heads) {
    Bert bert = new Bert(Rng.of(0), Config.of(weights, heads));
    bert.load(weights);
    bert.eval();
    return bert;
  }

  /**
   * MiniLM: 6 layers of 384 for English, 22.6 million numbers, distilled from larger models. Wang
   * and others, "MiniLM: Deep self-attention distillation", NeurIPS 2020. Fetched when first asked
   * for (16 MB, weights of 8 bits); {@link BertModel#MINI_LM_FLOAT32} has the original ones.
   */
  public static Bert miniLm() {
    return BertModel.MINI_LM.load();
  }

  /**
   * BGE small: 4 layers of 512 for Chinese, 23.7 million numbers. Xiao and others, "C-Pack: Packed
   * resources for general Chinese embeddings", SIGIR 2024. Fetched when first asked for (16 MB,
   * weights of 8 bits); {@link BertModel#BGE_SMALL_ZH_FLOAT32} has the original ones.
   */
  public static Bert bgeSmallZh() {
    return BertModel.BGE_SMALL_ZH.load();
  }

  public Config config() {
    return config;
  }

  /**
   * The last layer's vector of each token, where no text is padded.
   *
   * @param ids (batch, time)
   * @return (batch, time, hidden)
   */
  public Tensor forward(int[][] ids) {
    return forward(ids, Mask.none());
  }

  /**
   * The last layer's vector of each token.
   *
   * @param ids token ids (batch, time)
   * @param padding (batch, time), true where there is no token but filling, as {@link Mask#padding}
   *     makes it: nobody looks there. What comes out at these places means nothing
   * @return (batch, time, hidden)
   */
  public Tensor forward(int[][] ids, Mask padding) {
    return forward(ids, padding, null);
  }

  /**
   * The last layer's vector of each token of one or two sentences.
   *
   * @param types (batch, time): 0 for tokens of the first sentence, 1 for those of the second; null
   *     if all are of the first
   */
  public Tensor forward(int[][] ids, Mask padding, int[][] types) {
    int time = ids.length == 0 ? 0 : ids[0].length;
    Refuse.when(time < 1 || time > config.positions, ShapeException::new)
        .saying(
            "Bert: expected ids of shape (batch, 1 to %d), got (%d, %d). Cut longer texts off: the model has learned no more positions",
            config.positions, ids.length, time);
    requireShape(padding, ids.length, time);
    Tensor x =
        embeddings.forward(
            flat("ids", ids, ids.length, time, config.vocabulary),
            types == null
                ? new int[ids.length * time]
                : flat("types", types, ids.length, time, config.tokenTypes),
            time);
    return encoder.forward(x, padding); // (batch, time, hidden)
  }

  /**
   * What {@link #forward(int[][])} computes from the ids' word vectors, for which others can stand.
   *
   * @param words (batch, time, hidden)
   */
  @Override
  public Tensor forward(Tensor words) {
    return encoder.forward(embeddings.forward(words));
  }

  /** The learned vector of each token: (vocabulary, hidden). */
  public Parameter wordEmbeddings() {
    return embeddings.words();
  }

  private static void requireShape(Mask padding, int batch, int time) {
    Shape shape = padding.shape();
    Refuse.when(
            !shape.equals(Mask.none().shape()) && !shape.equals(Shape.of(batch, time)),
            ShapeException::new)
        .saying(
            "Bert: expected a padding mask of the shape of the ids, (%d, %d), got %s. Make it with Mask.padding(%d, lengths)",
            batch, time, shape, time);
  }

  private static int[] flat(String what, int[][] rows, int batch, int time, int limit) {
    Refuse.when(rows.length != batch, ShapeException::new)
        .saying(
            "Bert: expected %d rows of %s, as many as of ids, got %d. One row is one text",
            batch, what, rows.length);
    for (int i = 0; i < batch; i++) {
      Refuse.when(rows[i].length != time, ShapeException::new)
          .saying(
              "Bert: expected %d %s in row %d as in row 0 of the ids, got %d. Fill shorter texts up, and say where with a padding mask",
              time, what, i, rows[i].length);
      for (int j = 0; j < time; j++) {
        Refuse.when(rows[i][j] < 0 || rows[i][j] >= limit)
            .saying(
                "Bert: expected %s from 0 to %d, got %d at row %d, place %d. Do they come from this model's own tokenizer?",
                what, limit - 1, rows[i][j], i, j);
      }
    }
    return Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray();
  }

  @Override
  public String describe() {
    return "Bert %d x %d, %d heads".formatted(config.layers, config.hidden, config.heads);
  }
}
