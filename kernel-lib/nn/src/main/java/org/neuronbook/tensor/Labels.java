package org.neuronbook.tensor;

/** The rules for class labels, which are {@code int[]} and never tensors. */
public final class Labels {
  private Labels() {}

  /** Checks that there is one label a row, each from 0 to classes - 1. */
  public static void require(String op, int[] labels, int rows, int classes) {
    if (labels.length != rows) {
      throw new ShapeException(
          op
              + ": expected one label for each of "
              + rows
              + " rows, got "
              + labels.length
              + " labels. Do labels and rows come from the same batch?");
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            op
                + ": label "
                + labels[i]
                + " at index "
                + i
                + " is out of range: expected 0 to "
                + (classes - 1)
                + " for "
                + classes
                + " classes"
                + (labels[i] == classes
                    ? ". Do the labels start at 1? Subtract 1"
                    : ". Is the number of classes right?"));
      }
    }
  }
}
