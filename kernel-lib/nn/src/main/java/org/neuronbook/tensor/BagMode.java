package org.neuronbook.tensor;

/** How {@link Tensor#embeddingBag} makes one row of several. */
public enum BagMode {
  SUM,
  MEAN,
  /** Feature by feature; the gradient goes to the first among equals. */
  MAX
}
