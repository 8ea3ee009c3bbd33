package org.neuronbook.bench;

/** A net in one library, which can do the measured step again and again. */
interface Contender extends AutoCloseable {

  /**
   * One training step, or one forward pass where nothing is trained.
   *
   * @return the loss before the step, or the first number of the output
   */
  double step();

  /** Called before a block of steps, where something global must be switched for it. */
  default void enter() {}

  /** Called after a block of steps. */
  default void leave() {}

  @Override
  default void close() {}
}
