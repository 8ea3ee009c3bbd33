package org.neuronbook.train;

/**
 * One pass over the training data.
 *
 * @param number counted from 1
 * @param trainLoss the mean loss over the rows, each measured just before the step that its batch
 *     caused
 * @param validationLoss the mean loss over the validation rows after the epoch; NaN without
 *     validation
 * @param validationAccuracy the share of validation rows that are classified right; NaN where there
 *     are no classes
 * @param seconds how long the epoch took, validation included
 */
public record Epoch(
    int number,
    double trainLoss,
    double validationLoss,
    double validationAccuracy,
    double seconds) {

  static Epoch of(int number, double[] measures) {
    return new Epoch(number, measures[0], measures[1], measures[2], measures[3]);
  }

  /** All but the number, for a checkpoint. */
  double[] measures() {
    return new double[] {trainLoss, validationLoss, validationAccuracy, seconds};
  }
}
