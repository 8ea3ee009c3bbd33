package org.neuronbook.grader.progress;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where a learner's progress lies: among the user's own data, never in the course's folder. */
public final class ProgressPlace {
  /** The environment variable that names another file, or {@link #OFF}. */
  public static final String VARIABLE = "NEURONBOOK_PROGRESS";

  /** With this for a file no progress is kept: graders and builds run code that is not theirs. */
  public static final String OFF = "off";

  private ProgressPlace() {}

  /** The file of this process; empty if no progress is to be kept. */
  public static Optional<Path> here() {
    return of(System::getProperty, System::getenv);
  }

  /**
   * The file, from system properties and environment variables, which give null or nothing for what
   * is not set: what {@link #VARIABLE} or the property {@code neuronbook.progress} names, else
   * {@code neuronbook/progress.db} where the platform keeps a user's data.
   */
  public static Optional<Path> of(UnaryOperator<String> property, UnaryOperator<String> variable) {
    String named = firstSet(property.apply("neuronbook.progress"), variable.apply(VARIABLE));
    if (OFF.equals(named)) {
      return Optional.empty();
    }
    return Optional.of(
        named != null
            ? Path.of(named).toAbsolutePath()
            : data(property, variable).resolve("neuronbook").resolve("progress.db"));
  }

  private static Path data(UnaryOperator<String> property, UnaryOperator<String> variable) {
    String system = String.valueOf(property.apply("os.name"));
    String chosen =
        firstSet(
            variable.apply("XDG_DATA_HOME"),
            system.startsWith("Windows") ? variable.apply("APPDATA") : null);
    if (chosen != null) {
      return Path.of(chosen);
    }
    Path home = Path.of(property.apply("user.home"));
    return home.resolve(system.startsWith("Mac") ? "Library/Application Support" : ".local/share");
  }

  private static String firstSet(String first, String second) {
    return first != null && !first.isBlank()
        ? first
        : second != null && !second.isBlank() ? second : null;
  }
}
