package org.neuronbook.nn;

import org.neuronbook.tensor.Recurrence;
import org.neuronbook.tensor.Rng;

/**
 * Long short-term memory, a recurrent layer with a cell state c that gates protect:
 *
 * <pre>
 * i, f, o = σ(W x + b + U h + d), each with its own rows of the weights
 * g = tanh(W x + b + U h + d)
 * c' = f c + i g,   h' = o tanh(c')
 * </pre>
 *
 * <p>x (batch, time, features) comes batch first. The rows of the weights stand in the order i, f,
 * g, o, as in PyTorch. Hochreiter, Schmidhuber, Neural Computation 9, 1997; with forget gates:
 * Gers, Schmidhuber, Cummins, 2000.
 *
 * <pre>{@code
 * jshell> var lstm = new Lstm(28, 128, new RecurrentOptions().withLayers(2).withBidirectional(true), Rng.of(1))
 * jshell> var result = lstm.run(Tensor.zeros(3, 50, 28), 50, 20, 7)
 * jshell> result.outputs().shape()
 * (3, 50, 256)
 * jshell> result.last().cell().shape()
 * (4, 3, 128)
 * }</pre>
 */
public final class Lstm extends RecurrentLayer {

  /** One layer, forward. */
  public Lstm(int inputs, int hidden, Rng rng) {
    this(inputs, hidden, new RecurrentOptions(), rng);
  }

  public Lstm(int inputs, int hidden, RecurrentOptions options, Rng rng) {
    super(Recurrence.Cell.LSTM, inputs, hidden, options, rng);
  }
}
