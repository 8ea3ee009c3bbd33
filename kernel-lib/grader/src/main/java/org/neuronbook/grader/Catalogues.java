package org.neuronbook.grader;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** All exercises on the class path, found once. */
final class Catalogues {
  private final List<Catalogue> found;
  private final Map<String, Exercise> exercises = new LinkedHashMap<>();

  private Catalogues(List<Catalogue> found) {
    this.found = found;
    for (Catalogue catalogue : found) {
      for (Exercise exercise : catalogue.exercises()) {
        if (exercises.put(exercise.id(), exercise) != null) {
          throw new IllegalStateException("two exercises have the id " + exercise.id());
        }
      }
    }
  }

  private static final class Holder {
    static final Catalogues INSTALLED =
        of(
            ServiceLoader.load(Catalogue.class, Catalogue.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
  }

  static Catalogues installed() {
    return Holder.INSTALLED;
  }

  static Catalogues of(List<Catalogue> catalogues) {
    return new Catalogues(catalogues);
  }

  Collection<Exercise> exercises() {
    return exercises.values();
  }

  List<String> imports() {
    return found.stream().flatMap(catalogue -> catalogue.imports().stream()).toList();
  }

  /** The lessons that have exercises, in the order of these. */
  List<Lesson> lessons() {
    Map<String, Lesson> named = new HashMap<>();
    for (Catalogue catalogue : found) {
      catalogue.lessons().forEach(lesson -> named.put(lesson.id(), lesson));
    }
    return exercises().stream()
        .map(Exercise::lesson)
        .distinct()
        .map(id -> named.getOrDefault(id, new Lesson(id, "", "")))
        .toList();
  }

  Optional<Exercise> find(String id) {
    return Optional.ofNullable(exercises.get(id));
  }

  /** The exercise whose contract an object implements. */
  Optional<Exercise> implementedBy(Class<?> type) {
    return exercises().stream().filter(e -> e.contract().isAssignableFrom(type)).findFirst();
  }

  /** What to say about an id that does not exist. */
  String unknown(String id) {
    if (exercises.isEmpty()) {
      return "There are no exercises on the class path.";
    }
    String nearest =
        exercises.keySet().stream()
            .min(Comparator.comparingInt(known -> distance(normal(id), normal(known))))
            .orElseThrow();
    return distance(normal(id), normal(nearest)) <= 2
        ? "There is no exercise " + quote(id) + ". Did you mean " + quote(nearest) + "?"
        : "There is no exercise "
            + quote(id)
            + ". These exist: "
            + String.join(", ", exercises.keySet())
            + ".";
  }

  private static String quote(String text) {
    return '"' + text + '"';
  }

  /** Digits with one kind of separator: {@code Ex10_1}, {@code 10-1} and {@code 10.1} are alike. */
  private static String normal(String id) {
    return String.valueOf(id)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^0-9]+", ".")
        .replaceAll("^\\.|\\.$", "");
  }

  /** Levenshtein's distance: insertions, deletions and replacements between two texts. */
  static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j < previous.length; j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
