package org.neuronbook.course.grade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A folder of its own for the reports of each submission, whatever its name is. */
final class SubmissionFolders {
  private static final int LONGEST = 120;

  private SubmissionFolders() {}

  /** The rows of each submission, in their order. */
  static Map<String, List<Graded>> bySubmission(List<Graded> all) {
    Map<String, List<Graded>> grouped = new LinkedHashMap<>();
    for (Graded row : all) {
      grouped.merge(
          row.submission(),
          List.of(row),
          (some, more) -> {
            var both = new java.util.ArrayList<>(some);
            both.addAll(more);
            return List.copyOf(both);
          });
    }
    return grouped;
  }

  static Path make(Path root, String submission) throws IOException {
    return Files.createDirectories(root.resolve(path(submission)));
  }

  /**
   * The folder's path. No two names have the same, none leads out of the root, and none is longer
   * than file systems allow.
   */
  static String path(String submission) {
    return String.join("/", List.of(submission.split("/", -1)).stream().map(s -> part(s)).toList());
  }

  private static String part(String name) {
    var safe = new StringBuilder();
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      char sign = (char) (each & 0xff);
      boolean plain = sign < 128 && (Character.isLetterOrDigit(sign) || "._-".indexOf(sign) >= 0);
      safe.append(plain ? String.valueOf(sign) : "~%02x".formatted((int) sign));
    }
    if (safe.length() > LONGEST) {
      String hash = ResultStore.key(List.of(name)).substring(0, 16);
      return safe.substring(0, LONGEST) + "~~" + hash;
    }
    // "." and ".." lead elsewhere.
    return safe.toString().matches("\\.*") ? "~" + safe : safe.toString();
  }
}
