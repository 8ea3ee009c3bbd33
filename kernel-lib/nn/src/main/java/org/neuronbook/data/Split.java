package org.neuronbook.data;

/**
 * A part to learn from and a part to judge by, without a common row.
 *
 * @param train the rows that a model may learn from
 * @param test the rows that it has never seen
 */
public record Split(Dataset train, Dataset test) {
  /** Where the data came from, and if not from where one would wish, why. */
  public String source() {
    return train.source();
  }
}
