package org.neuronbook.course.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * The known word that is nearest to a mistyped one. picocli's own suggestion finds none for words
 * as short as ours.
 */
final class DidYouMean {
  private static final int FARTHEST = 2;

  private DidYouMean() {}

  static Optional<String> nearest(String typed, Collection<String> known) {
    return known.stream()
        .filter(word -> distance(typed, word) <= Math.min(FARTHEST, word.length() - 1))
        .min(
            Comparator.comparingInt((String word) -> distance(typed, word))
                .thenComparing(word -> word));
  }

  /** Levenshtein's distance: how many letters must be added, taken away or changed. */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
