package org.neuronbook.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The JDKs on this machine that the kernel runs on: one of each release from 17 on. */
final class Jdks {
  private static final Pattern FEATURE = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");
  private static final Pattern HOME_VARIABLE = Pattern.compile("(JAVA|JDK)_HOME.*|JAVA_\\d+_HOME");
  private static final int OLDEST = 17;

  private Jdks() {}

  /** The homes, the one that runs the tests among them. */
  static List<Path> installed() {
    Path running = Path.of(System.getProperty("java.home"));
    Map<Integer, Path> found = new TreeMap<>();
    found.put(Runtime.version().feature(), running);
    List<Path> candidates = new ArrayList<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              if (HOME_VARIABLE.matcher(name).matches() && !value.isBlank()) {
                candidates.add(Path.of(value));
              }
            });
    String home = System.getProperty("user.home");
    for (String folder :
        List.of(
            running.resolveSibling("").toString(),
            "/usr/lib/jvm",
            "/Library/Java/JavaVirtualMachines",
            "C:\\Program Files\\Java",
            "C:\\Program Files\\Eclipse Adoptium",
            home + "/.sdkman/candidates/java",
            home + "/.jdks")) {
      candidates.addAll(children(folder));
    }
    for (Path candidate : candidates) {
      Path jdk =
          Files.isDirectory(candidate.resolve("Contents/Home"))
              ? candidate.resolve("Contents/Home")
              : candidate;
      int feature = feature(jdk);
      if (feature >= OLDEST) {
        found.putIfAbsent(feature, jdk);
      }
    }
    return List.copyOf(found.values());
  }

  private static List<Path> children(String folder) {
    try (Stream<Path> children = Files.list(Path.of(folder))) {
      return children.sorted().toList();
    } catch (IOException | java.nio.file.InvalidPathException e) {
      return List.of(); // no such folder here
    }
  }

  /** The release of a JDK, or 0 for what is none. */
  private static int feature(Path home) {
    Path release = home.resolve("release");
    boolean isJdk = Files.exists(home.resolve("jmods")) || Files.exists(home.resolve("include"));
    if (!isJdk || !Files.exists(release)) {
      return 0;
    }
    try {
      Matcher feature = FEATURE.matcher(Files.readString(release));
      return feature.find() ? Integer.parseInt(feature.group(1)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
