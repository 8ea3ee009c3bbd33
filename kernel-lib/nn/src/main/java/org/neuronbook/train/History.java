package org.neuronbook.train;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.neuronbook.tensor.Text;

/**
 * What a training run measured, epoch by epoch. Immutable.
 *
 * @param epochs the epochs that were completed
 * @param interrupted whether somebody stopped the run before its last epoch
 */
public record History(List<Epoch> epochs, boolean interrupted) {

  static final History EMPTY = new History(List.of(), false);

  public History {
    epochs = List.copyOf(epochs);
  }

  History with(Epoch epoch) {
    return new History(Stream.concat(epochs.stream(), Stream.of(epoch)).toList(), interrupted);
  }

  History asInterrupted() {
    return new History(epochs, true);
  }

  /** The training loss of each epoch. */
  public double[] trainLoss() {
    return column(Epoch::trainLoss);
  }

  /** The validation loss after each epoch. */
  public double[] validationLoss() {
    return column(Epoch::validationLoss);
  }

  /** The validation accuracy after each epoch. */
  public double[] validationAccuracy() {
    return column(Epoch::validationAccuracy);
  }

  /** The time of all epochs together. */
  public double seconds() {
    return epochs.stream().mapToDouble(Epoch::seconds).sum();
  }

  /** The epoch with the lowest validation loss, the first among equals. */
  public Optional<Epoch> best() {
    return epochs.stream()
        .filter(e -> !Double.isNaN(e.validationLoss()))
        .min(Comparator.comparingDouble(Epoch::validationLoss));
  }

  private double[] column(ToDoubleFunction<Epoch> value) {
    return epochs.stream().mapToDouble(value).toArray();
  }

  /** A table without times, so that the same run prints the same text. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("epoch  train loss  validation loss  validation accuracy\n");
    for (Epoch e : epochs) {
      text.append(
          Text.of(
              "%5d  %10.4f  %15.4f  %19.4f\n",
              e.number(), e.trainLoss(), e.validationLoss(), e.validationAccuracy()));
    }
    return text.append(interrupted ? "interrupted" : "").toString().stripTrailing();
  }
}
