package org.neuronbook.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK of this machine.
 *
 * @param version as its release file has it, for example {@code 17.0.15}
 * @param feature the version's first number
 */
public record Jdk(Path home, String version, int feature) {
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"((\\d+)[^\"]*)");

  /** The one that runs the tests. */
  public static Jdk ours() {
    Path home = Path.of(System.getProperty("java.home"));
    int feature = Runtime.version().feature();
    return at(home).orElseGet(() -> new Jdk(home, Runtime.version().toString(), feature));
  }

  /**
   * The one with the highest number that is not ours: beside ours, or in a variable as
   * JAVA_HOME_25_X64.
   */
  public static Optional<Jdk> other() {
    try (Stream<Path> beside = Files.list(ours().home().getParent())) {
      Stream<Path> named =
          System.getenv().entrySet().stream()
              .filter(each -> each.getKey().matches("JAVA_HOME_\\d+(_.*)?"))
              .map(each -> Path.of(each.getValue()));
      return Stream.concat(beside, named)
          .flatMap(home -> at(home).stream())
          .filter(jdk -> jdk.feature() >= 17 && jdk.feature() != Runtime.version().feature())
          .max(Comparator.comparing(Jdk::feature));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Ours, and the other if there is one. */
  public static List<Jdk> all() {
    return Stream.concat(Stream.of(ours()), other().stream()).toList();
  }

  private static Optional<Jdk> at(Path home) {
    try {
      Matcher release = VERSION.matcher(Files.readString(home.resolve("release")));
      boolean compiler =
          Files.exists(home.resolve("bin/javac")) || Files.exists(home.resolve("bin/javac.exe"));
      return compiler && release.find()
          ? Optional.of(new Jdk(home, release.group(1), Integer.parseInt(release.group(2))))
          : Optional.empty();
    } catch (IOException noJava) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "JDK " + version;
  }
}
