package org.neuronbook.fetch;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * What the user decides about data.
 *
 * @param cache the directory that keeps downloads
 * @param offline whether downloads are switched off
 */
public record Settings(Path cache, boolean offline) {
  /** The settings of this process. */
  static Settings here() {
    return of(System::getProperty, System::getenv);
  }

  /**
   * Settings from system properties and environment variables, which give null for what is not set.
   * The cache directory is, in this order, the property {@code neuronbook.cache}, the variable
   * NEURONBOOK_CACHE, or {@code neuronbook} in the place where the platform keeps a user's caches.
   * Downloads are switched off by {@code neuronbook.offline=true} or NEURONBOOK_OFFLINE=true.
   */
  static Settings of(UnaryOperator<String> property, UnaryOperator<String> variable) {
    String cache = firstSet(property.apply("neuronbook.cache"), variable.apply("NEURONBOOK_CACHE"));
    String offline =
        firstSet(property.apply("neuronbook.offline"), variable.apply("NEURONBOOK_OFFLINE"));
    return new Settings(
        cache != null ? Path.of(cache) : usual(property, variable), Boolean.parseBoolean(offline));
  }

  private static Path usual(UnaryOperator<String> property, UnaryOperator<String> variable) {
    String system = String.valueOf(property.apply("os.name"));
    String chosen =
        firstSet(
            variable.apply("XDG_CACHE_HOME"),
            system.startsWith("Windows") ? variable.apply("LOCALAPPDATA") : null);
    if (chosen != null) {
      return Path.of(chosen, "neuronbook");
    }
    Path home = Path.of(property.apply("user.home"));
    return system.startsWith("Mac")
        ? home.resolve("Library/Caches/neuronbook")
        : home.resolve(".cache/neuronbook");
  }

  private static String firstSet(String first, String second) {
    return first != null && !first.isBlank()
        ? first
        : second != null && !second.isBlank() ? second : null;
  }
}
