package org.neuronbook.pretrained;

import org.neuronbook.nn.Dropout;
import org.neuronbook.nn.Embedding;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.LayerNorm;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/** Word, position and segment vectors, added and normalised. */
final class BertEmbeddings extends Layer {
  private final int hidden;
  private final int longest;
  private final Embedding words;
  private final Embedding positions;
  private final Embedding types;
  private final LayerNorm norm;
  private final Dropout dropout;

  BertEmbeddings(Bert.Config config, Rng rng) {
    hidden = config.hidden();
    longest = config.positions();
    words = add("word_embeddings", new Embedding(config.vocabulary(), hidden, rng));
    positions = add("position_embeddings", new Embedding(config.positions(), hidden, rng));
    types = add("token_type_embeddings", new Embedding(config.tokenTypes(), hidden, rng));
    norm = add("LayerNorm", new LayerNorm(hidden, 1e-12));
    dropout = add("dropout", new Dropout(config.dropout(), rng.split()));
  }

  Parameter words() {
    return words.weight;
  }

  /**
   * @param ids text by text
   * @param time how many belong to a text
   */
  Tensor forward(int[] ids, int[] tokenTypes, int time) {
    int batch = ids.length / time;
    return combine(
        words.forward(ids).reshape(batch, time, hidden), // (batch, time, hidden)
        types.forward(tokenTypes).reshape(batch, time, hidden));
  }

  /** Of word vectors (batch, time, hidden), all of the first segment. */
  @Override
  public Tensor forward(Tensor x) {
    int time = x.shape().rank() == 3 ? x.shape().dim(1) : 0;
    Refuse.when(time < 1 || time > longest || x.shape().dim(2) != hidden, ShapeException::new)
        .saying(
            "%s: expected word vectors of shape (batch, 1 to %d, %d), got %s. A single text is a batch of 1",
            where(), longest, hidden, x.shape());
    return combine(x, types.forward(0));
  }

  private Tensor combine(Tensor x, Tensor segments) {
    Tensor places = positions.weight.slice(0, 0, x.shape().dim(1)); // (time, hidden)
    return dropout.forward(norm.forward(x.add(segments).add(places))); // (batch, time, hidden)
  }
}
