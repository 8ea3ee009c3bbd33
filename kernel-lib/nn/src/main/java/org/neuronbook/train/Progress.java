package org.neuronbook.train;

/**
 * Where a training run stands: sent to listeners after every batch, once more after every epoch's
 * validation, and at the end.
 *
 * @param epoch the running epoch, counted from 1
 * @param epochs how many were asked for
 * @param batch how many batches of this epoch are done
 * @param batches how many it has
 * @param loss the mean training loss of this epoch so far
 * @param history the epochs completed so far
 * @param finished whether this is the last message: all epochs are done, or the run was interrupted
 *     or failed
 */
public record Progress(
    int epoch, int epochs, int batch, int batches, double loss, History history, boolean finished) {

  /** Batches done since the start. */
  public long step() {
    return (long) (epoch - 1) * batches + batch;
  }

  /** Batches of the whole run. */
  public long steps() {
    return (long) epochs * batches;
  }
}
