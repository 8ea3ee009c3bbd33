package org.neuronbook.nn;

import org.neuronbook.tensor.Recurrence;
import org.neuronbook.tensor.Rng;

/**
 * The simple recurrent layer: h' = tanh(W x + b + U h + d). Elman, "Finding structure in time",
 * 1990. x (batch, time, features) comes batch first.
 *
 * <pre>{@code
 * jshell> new Rnn(28, 64, Rng.of(1)).run(Tensor.zeros(3, 50, 28)).last().hidden().shape()
 * (1, 3, 64)
 * }</pre>
 */
public final class Rnn extends RecurrentLayer {

  /** One layer, forward, with tanh. */
  public Rnn(int inputs, int hidden, Rng rng) {
    this(inputs, hidden, new RecurrentOptions(), rng);
  }

  /** With tanh. */
  public Rnn(int inputs, int hidden, RecurrentOptions options, Rng rng) {
    super(Recurrence.Cell.TANH, inputs, hidden, options, rng);
  }

  private Rnn(Recurrence.Cell cell, int inputs, int hidden, RecurrentOptions options, Rng rng) {
    super(cell, inputs, hidden, options, rng);
  }

  /** With relu in place of tanh: Le, Jaitly, Hinton, 2015. */
  public static Rnn relu(int inputs, int hidden, RecurrentOptions options, Rng rng) {
    return new Rnn(Recurrence.Cell.RELU, inputs, hidden, options, rng);
  }
}
