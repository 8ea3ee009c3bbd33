package org.neuronbook.pretrained;

import org.neuronbook.nn.Dropout;
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
  private final Table words;
  private final Table positions;
  private final Table types;
  private final LayerNorm norm;
  private final Dropout dropout;

  BertEmbeddings(Bert.Config config, Rng rng) {
    hidden = config.hidden();
    words = add("word_embeddings", new Table(config.vocabulary(), hidden));
    positions = add("position_embeddings", new Table(config.positions(), hidden));
    types = add("token_type_embeddings", new Table(config.tokenTypes(), hidden));
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
        words.weight.rows(ids).reshape(batch, time, hidden), // (batch, time, hidden)
        types.weight.rows(tokenTypes).reshape(batch, time, hidden));
  }

  /** Of word vectors (batch, time, hidden), all of the first segment. */
  @Override
  public Tensor forward(Tensor x) {
    int time = x.shape().rank() == 3 ? x.shape().dim(1) : 0;
    Refuse.when(
            time < 1 || time > positions.rows || x.shape().dim(2) != hidden, ShapeException::new)
        .saying(
            "%s: expected word vectors of shape (batch, 1 to %d, %d), got %s. A single text is a batch of 1",
            where(), positions.rows, hidden, x.shape());
    return combine(x, types.weight.rows(0));
  }

  private Tensor combine(Tensor x, Tensor segments) {
    Tensor places = positions.weight.slice(0, 0, x.shape().dim(1)); // (time, hidden)
    return dropout.forward(norm.forward(x.add(segments).add(places))); // (batch, time, hidden)
  }

  /** A vector for each of several things. */
  private static final class Table extends Layer {
    final int rows;
    final Parameter weight;

    Table(int rows, int width) {
      this.rows = rows;
      this.weight = parameter("weight", Tensor.zeros(rows, width));
    }

    /** All vectors times x: how alike x is to each, (..., width) to (..., rows). */
    @Override
    public Tensor forward(Tensor x) {
      return x.matmul(weight.transpose());
    }
  }
}
