package org.neuronbook.tensor;

/** The rules for class labels, which are {@code int[]} and never tensors. */
public final class Labels {
  private static final String OFF_BY_ONE = "Do the labels start at 1? Subtract 1";
  private static final String OTHER = "Is the number of classes right?";

  private Labels() {}

  /** Checks that there is one label a row, each from 0 to classes - 1. */
  public static void require(String op, int[] labels, int rows, int classes) {
    Refuse.when(labels.length != rows, ShapeException::new)
        .saying(
            "%s: expected one label for each of %s rows, got %s labels. Do labels and rows come from the same batch?",
            op, rows, labels.length);
    for (int i = 0; i < labels.length; i++) {
      boolean from1 = labels[i] == classes;
      Refuse.when(labels[i] < 0 || labels[i] >= classes)
          .saying(
              "%s: label %s at index %s is out of range: expected 0 to %s for %s classes. %s",
              op, labels[i], i, classes - 1, classes, from1 ? OFF_BY_ONE : OTHER);
    }
  }
}
