package org.neuronbook.text;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Shape;

/**
 * Sequences of different lengths as one batch of b rows, filled up to the longest, n.
 *
 * @param ids b rows of n ids
 * @param mask true where a row is filling, which attention must not look at, shape (b, n)
 * @param lengths how many ids of each row are not filling
 */
public record Padding(int[][] ids, Mask mask, int[] lengths) {
  /** Filling behind each sequence, as BERT wants it. */
  public static Padding right(int filling, int[]... sequences) {
    return of(false, filling, sequences);
  }

  /** Filling before each sequence, so that all end together: to go on with texts. */
  public static Padding left(int filling, int[]... sequences) {
    return of(true, filling, sequences);
  }

  private static Padding of(boolean before, int filling, int[]... sequences) {
    int[] lengths = Arrays.stream(sequences).mapToInt(each -> each.length).toArray();
    int n = IntStream.of(lengths).max().orElse(0);
    Refuse.when(n == 0)
        .saying(
            "padding: expected at least one sequence with an id in it, got %s empty ones. Was the text encoded? Pass int[] sequences",
            sequences.length);
    int[][] ids = new int[sequences.length][n];
    boolean[] filled = new boolean[Shape.of(sequences.length, n).size()];
    Arrays.fill(filled, true);
    for (int i = 0; i < ids.length; i++) {
      int first = before ? n - lengths[i] : 0;
      Arrays.fill(ids[i], filling);
      System.arraycopy(sequences[i], 0, ids[i], first, lengths[i]);
      Arrays.fill(filled, i * n + first, i * n + first + lengths[i], false);
    }
    return new Padding(ids, Mask.of(Shape.of(sequences.length, n), filled), lengths);
  }
}
