package org.neuronbook.tensor;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Text that reads the same in every country, 0.5 and not 0,5; and how far two texts differ. */
public final class Text {
  private Text() {}

  /** {@link String#format} with decimal points. */
  public static String of(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /**
   * The fewest elements to insert, delete or replace that turn one list into another: Levenshtein,
   * 1966. The elements are words, or characters.
   */
  public static int distance(List<?> a, List<?> b) {
    int[] above = IntStream.rangeClosed(0, b.size()).toArray();
    for (int i = 1; i <= a.size(); i++) {
      int[] row = new int[above.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replace = above[j - 1] + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
        row[j] = Math.min(replace, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.size()];
  }
}
