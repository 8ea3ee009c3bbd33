package org.neuronbook.tensor;

import java.util.Map;

/**
 * Something that remembers, such as a model, an optimiser or a source of random numbers, and can go
 * on in another run exactly where this one stands.
 */
public interface Stateful {
  /** A copy of all that is remembered, by name. */
  Map<String, Tensor> state();

  /**
   * Takes over a {@link #state}.
   *
   * @throws IllegalArgumentException if it does not fit: then nothing is changed
   */
  void load(Map<String, Tensor> state);

  /**
   * The numbers of a state that has one vector of a known length only.
   *
   * @param who for the message
   */
  static double[] single(String who, Map<String, Tensor> state, String key, int length) {
    Tensor found = state.get(key);
    Refuse.when(state.size() != 1 || found == null || !found.shape().equals(Shape.of(length)))
        .saying(
            "load: the state does not fit this %s: expected \"%s\" of shape (%s), got %s. Was it made by another kind of part?",
            who, key, length, state);
    return found.toArray();
  }
}
