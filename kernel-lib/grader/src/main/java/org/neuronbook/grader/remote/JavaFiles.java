package org.neuronbook.grader.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Java needs of the disk: its own folder, what symbolic links in it lead to (Debian keeps
 * configuration elsewhere), and the system's libraries that it is linked with.
 */
final class JavaFiles {
  private static final Pattern LIBRARY = Pattern.compile("(?:=> )?(/\\S+) \\(0x");

  private static final Map<Path, Set<Path>> KNOWN = new ConcurrentHashMap<>();

  private JavaFiles() {}

  /**
   * @throws IOException if the files cannot be listed
   */
  static Set<Path> of(Path home) throws IOException {
    Set<Path> known = KNOWN.get(home);
    if (known == null) {
      known = find(home);
      KNOWN.put(home, known);
    }
    return known;
  }

  private static Set<Path> find(Path home) throws IOException {
    Set<Path> needed = new TreeSet<>();
    needed.add(home);
    List<String> linked = new ArrayList<>(List.of("ldd", home.resolve("bin/java").toString()));
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isSymbolicLink(file) && Files.exists(file)) {
          Path target = file.toRealPath();
          if (!target.startsWith(home.toRealPath())) {
            needed.add(target);
          }
        }
        if (file.toString().endsWith(".so") && !desktop(file)) {
          linked.add(file.toString());
        }
      }
    }
    Matcher library = LIBRARY.matcher(output(linked));
    while (library.find()) {
      needed.add(Path.of(library.group(1)));
    }
    return needed;
  }

  /** A learner's code has no screen, no sound and no fonts. */
  private static boolean desktop(Path library) {
    return library.getFileName().toString().matches(".*(awt|splash|sound|font|lcms|jpeg|lsa).*");
  }

  private static String output(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
