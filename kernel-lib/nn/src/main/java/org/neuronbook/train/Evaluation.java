package org.neuronbook.train;

import org.neuronbook.data.Batch;
import org.neuronbook.data.Batches;
import org.neuronbook.data.Dataset;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.Losses;
import org.neuronbook.tensor.Autograd;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.tensor.Text;

/**
 * How good a classifier is on a data set.
 *
 * @param loss the mean cross-entropy
 * @param predictions the class of the largest logit, one for each row
 * @param confusion true classes against predicted ones
 */
public record Evaluation(double loss, int[] predictions, ConfusionMatrix confusion) {
  static final int BATCH = 500;

  /**
   * Runs a model over all rows, in evaluation mode, which it leaves on, and without recording
   * gradients.
   *
   * @param model gives logits (batch, classes)
   */
  public static Evaluation of(Layer model, Dataset data) {
    model.eval();
    int[] predictions = new int[data.size()];
    double sum = 0;
    int done = 0;
    for (Batch batch : new Batches(data, BATCH)) {
      Tensor logits = Autograd.noGrad(() -> model.forward(batch.x()));
      sum += Losses.crossEntropy(logits, batch.labels()).item() * batch.size();
      System.arraycopy(logits.argmax(), 0, predictions, done, batch.size());
      done += batch.size();
    }
    ConfusionMatrix confusion = ConfusionMatrix.of(data.labels(), predictions, data.classes());
    return new Evaluation(sum / data.size(), predictions, confusion);
  }

  /** The share of rows that are classified right. */
  public double accuracy() {
    return confusion.accuracy();
  }

  @Override
  public String toString() {
    return Text.of("accuracy %.4f, loss %.4f over %,d rows", accuracy(), loss, predictions.length);
  }
}
