package org.neuronbook.kernel;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where the history of all kernels of a user lies: among their own data. */
final class HistoryPlace {
  /** The environment variable that names another file, or {@value #OFF}. */
  static final String VARIABLE = "NEURONBOOK_HISTORY";

  static final String OFF = "off";

  private HistoryPlace() {}

  /** The file of this process; empty if history is not to outlive the kernel. */
  static Optional<Path> here() {
    return of(System::getProperty, System::getenv);
  }

  /** The file, from system properties and environment variables (null for what is not set). */
  static Optional<Path> of(UnaryOperator<String> property, UnaryOperator<String> variable) {
    String named = variable.apply(VARIABLE);
    if (OFF.equals(named)) {
      return Optional.empty();
    }
    return Optional.of(
        isSet(named)
            ? Path.of(named).toAbsolutePath()
            : data(property, variable).resolve("neuronbook").resolve("history.db"));
  }

  private static Path data(UnaryOperator<String> property, UnaryOperator<String> variable) {
    String system = String.valueOf(property.apply("os.name"));
    Path home = Path.of(property.apply("user.home"));
    if (isSet(variable.apply("XDG_DATA_HOME"))) {
      return Path.of(variable.apply("XDG_DATA_HOME"));
    }
    if (system.startsWith("Windows") && isSet(variable.apply("APPDATA"))) {
      return Path.of(variable.apply("APPDATA"));
    }
    return home.resolve(system.startsWith("Mac") ? "Library/Application Support" : ".local/share");
  }

  private static boolean isSet(String value) {
    return value != null && !value.isBlank();
  }
}
