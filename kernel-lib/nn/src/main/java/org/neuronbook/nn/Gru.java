package org.neuronbook.nn;

import org.neuronbook.tensor.Recurrence;
import org.neuronbook.tensor.Rng;

/**
 * The gated recurrent unit, which mixes its old state with a fresh one:
 *
 * <pre>
 * r, z = σ(W x + b + U h + d), each with its own rows of the weights
 * n = tanh(W x + b + r (U h + d))
 * h' = (1 - z) n + z h
 * </pre>
 *
 * <p>x (batch, time, features) comes batch first. The rows of the weights stand in the order r, z,
 * n, and r multiplies the product, not the state, as in PyTorch. Cho and others, EMNLP 2014.
 *
 * <pre>{@code
 * jshell> new Gru(28, 64, Rng.of(1)).forward(Tensor.zeros(3, 50, 28)).shape()
 * (3, 50, 64)
 * }</pre>
 */
public final class Gru extends RecurrentLayer {

  /** One layer, forward. */
  public Gru(int inputs, int hidden, Rng rng) {
    this(inputs, hidden, new RecurrentOptions(), rng);
  }

  public Gru(int inputs, int hidden, RecurrentOptions options, Rng rng) {
    super(Recurrence.Cell.GRU, inputs, hidden, options, rng);
  }
}
