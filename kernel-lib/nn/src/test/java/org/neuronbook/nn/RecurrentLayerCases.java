package org.neuronbook.nn;

import java.util.List;
import org.neuronbook.nn.LayerGradientTest.Case;
import org.neuronbook.tensor.BagMode;
import org.neuronbook.tensor.Rng;

/** Recurrent layers and embeddings whose gradients are checked. */
final class RecurrentLayerCases {
  private RecurrentLayerCases() {}

  private static final RecurrentOptions DEEP =
      new RecurrentOptions().withLayers(2).withBidirectional(true);

  static final List<Case> CASES =
      List.of(
          new Case("Rnn", () -> new Rnn(3, 4, Rng.of(1)), 2, 5, 3),
          new Case("Rnn", () -> new Rnn(2, 3, DEEP, Rng.of(1)), 2, 4, 2),
          new Case("Rnn", () -> Rnn.relu(2, 3, DEEP, Rng.of(4)), 2, 4, 2),
          new Case("Gru", () -> new Gru(3, 4, Rng.of(1)), 2, 5, 3),
          new Case("Gru", () -> new Gru(2, 3, DEEP, Rng.of(1)), 2, 4, 2),
          new Case("Lstm", () -> new Lstm(3, 4, Rng.of(1)), 2, 5, 3),
          new Case("Lstm", () -> new Lstm(2, 3, DEEP, Rng.of(1)), 2, 4, 2),
          new Case("Lstm", () -> new Lstm(1, 1, Rng.of(1)), 1, 1, 1),
          new Case("Embedding", () -> new Embedding(4, 3, Rng.of(1)), 2, 5, 4),
          new Case("EmbeddingBag", () -> new EmbeddingBag(4, 3, BagMode.MEAN, Rng.of(1)), 5, 4),
          new Case("EmbeddingBag", () -> new EmbeddingBag(4, 3, BagMode.MAX, 1, Rng.of(1)), 5, 4));
}
