package org.neuronbook.course.grade;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neuronbook.course.CourseException;

/** Puts the results of several folders together, if they belong together. */
final class Merge {
  private final List<Graded> rows = new ArrayList<>();
  private final Map<String, Path> folders = new HashMap<>();
  private final Map<Integer, Set<Integer>> parts = new HashMap<>();

  private Merge() {}

  /**
   * The rows of all folders.
   *
   * @throws CourseException if one is missing or twice there, or if they do not share a seed
   */
  static List<Graded> of(List<Path> folders) throws IOException {
    var merge = new Merge();
    for (Path folder : folders) {
      merge.add(folder);
    }
    merge.check();
    return merge.rows;
  }

  private void add(Path folder) throws IOException {
    Shard.read(folder)
        .ifPresent(
            shard ->
                parts.computeIfAbsent(shard.count(), any -> new TreeSet<>()).add(shard.number()));
    for (Graded row : Grades.read(folder)) {
      Path other = folders.putIfAbsent(row.submission(), folder);
      if (other != null && !other.equals(folder)) {
        throw new CourseException(
            "%s is in %s and in %s".formatted(row.submission(), other, folder),
            "Name each part once; parts of one class have the same n in --shard i/n.");
      }
      rows.add(row);
    }
  }

  private void check() {
    parts.forEach(
        (count, there) -> {
          Set<Integer> missing =
              IntStream.rangeClosed(1, count)
                  .boxed()
                  .collect(Collectors.toCollection(TreeSet::new));
          missing.removeAll(there);
          if (!missing.isEmpty()) {
            throw new CourseException(
                "of %d parts these are missing: %s".formatted(count, missing),
                "Grade them with --shard i/%d, or name their folders, too.".formatted(count));
          }
        });
    Set<String> seeds =
        rows.stream()
            .filter(row -> row.problem().isEmpty())
            .map(Graded::seed)
            .collect(Collectors.toCollection(TreeSet::new));
    if (seeds.size() > 1) {
      throw new CourseException(
          "the parts were graded with %d different seeds".formatted(seeds.size()),
          "Grade all parts with the same --seed, so that everybody gets the same hidden tests.");
    }
  }
}
