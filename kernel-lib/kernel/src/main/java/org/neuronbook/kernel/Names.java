package org.neuronbook.kernel;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names as the learner wrote them, and names that resemble each other. */
final class Names {
  /** JShell wraps each snippet in a class such as {@code REPL.$JShell$12B}. */
  private static final Pattern WRAPPER =
      Pattern.compile("(?:REPL[./])?\\$JShell\\$\\d+[A-Z]*(?:[.$]|\\b)");

  private Names() {}

  /** Removes the names of JShell's wrapper classes from a message. */
  static String withoutWrappers(String text) {
    return text == null || text.indexOf('$') < 0 ? text : WRAPPER.matcher(text).replaceAll("");
  }

  /** A type's name without its package, nested types with a dot. */
  static String simple(String className) {
    String own = withoutWrappers(className);
    return own.substring(own.lastIndexOf('.') + 1).replace('$', '.');
  }

  /** The candidate that looks most like {@code name}, if one is near enough to be a slip. */
  static Optional<String> nearest(String name, Collection<String> candidates) {
    // Of a single letter every other one is a neighbour.
    int limit = name.length() < 2 ? 0 : name.length() <= 3 ? 1 : name.length() <= 6 ? 2 : 3;
    return candidates.stream()
        .filter(candidate -> !candidate.equals(name))
        .filter(candidate -> distance(name, candidate) <= limit)
        .min(Comparator.<String>comparingInt(c -> distance(name, c)).thenComparing(c -> c));
  }

  /** Damerau-Levenshtein distance (neighbours swapped count once), letter case costing nothing. */
  static int distance(String a, String b) {
    String s = a.toLowerCase(Locale.ROOT);
    String t = b.toLowerCase(Locale.ROOT);
    int[][] d = new int[s.length() + 1][t.length() + 1];
    for (int i = 0; i <= s.length(); i++) {
      for (int j = 0; j <= t.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = s.charAt(i - 1) == t.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1));
        if (i > 1
            && j > 1
            && s.charAt(i - 1) == t.charAt(j - 2)
            && s.charAt(i - 2) == t.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[s.length()][t.length()];
  }

  /** A list for a sentence: {@code a}, {@code a or b}, {@code a, b or c}. */
  static String either(List<String> names) {
    if (names.size() < 2) {
      return String.join("", names);
    }
    return String.join(", ", names.subList(0, names.size() - 1))
        + " or "
        + names.get(names.size() - 1);
  }
}
