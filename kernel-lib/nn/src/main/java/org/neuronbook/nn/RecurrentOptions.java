package org.neuronbook.nn;

import org.neuronbook.tensor.Refuse;

/**
 * What {@link Rnn}, {@link Gru} and {@link Lstm} have in common beside their sizes.
 *
 * @param layers one above the other, each reading the outputs of the one below
 * @param bidirectional whether a second one of each reads from the end to the start; its outputs
 *     stand behind those of the first
 * @param dropout the share of the outputs set to 0 in training, between layers
 */
public record RecurrentOptions(int layers, boolean bidirectional, double dropout) {

  /** PyTorch's defaults: one layer, forward, no dropout. */
  public RecurrentOptions() {
    this(1, false, 0);
  }

  public RecurrentOptions {
    Refuse.when(layers < 1)
        .saying("RecurrentOptions: expected at least 1 layer, got %s. 1 or 2 are usual", layers);
    Refuse.when(!(dropout >= 0 && dropout < 1) || dropout > 0 && layers == 1)
        .saying(
            "RecurrentOptions: expected a dropout from 0 to below 1, and 0 for a single layer, got %s for %s. It acts between layers: behind the last one put a Dropout",
            dropout, layers);
  }

  public RecurrentOptions withLayers(int count) {
    return new RecurrentOptions(count, bidirectional, dropout);
  }

  public RecurrentOptions withBidirectional(boolean both) {
    return new RecurrentOptions(layers, both, dropout);
  }

  public RecurrentOptions withDropout(double share) {
    return new RecurrentOptions(layers, bidirectional, share);
  }

  int directions() {
    return bidirectional ? 2 : 1;
  }
}
