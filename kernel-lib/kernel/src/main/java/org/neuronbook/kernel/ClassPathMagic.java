package org.neuronbook.kernel;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code %classpath} and {@code %jars}: adds files and folders to the class path. */
final class ClassPathMagic implements Magic {
  private static final MagicHelp CLASS_PATH =
      MagicHelp.of(
          "%classpath path...",
          "adds jars and folders of classes to the class path",
          "The last name of a path may have * and ?. Yields the list of what was added.");
  private static final MagicHelp JARS =
      MagicHelp.of(
          "%jars path...",
          "adds jars to the class path, of a folder all that are in it",
          "The last name of a path may have * and ?. Yields the list of what was added.");

  private final Libraries libraries;
  private final PrintStream output;

  ClassPathMagic(Libraries libraries, PrintStream output) {
    this.libraries = libraries;
    this.output = output;
  }

  @Override
  public List<MagicHelp> help() {
    return List.of(CLASS_PATH, JARS);
  }

  @Override
  public List<String> run(Call call) throws IOException {
    boolean jarsOnly = call.line().name().equals("jars");
    if (call.arguments().isEmpty()) {
      throw call.misused(jarsOnly ? JARS : CLASS_PATH, "was given no path");
    }
    List<Path> found = new ArrayList<>();
    for (String path : call.arguments()) {
      List<Path> some = jarsOnly ? jars(matching(path)) : matching(path);
      if (some.isEmpty()) {
        throw new MagicFailure(
            "there is no " + (jarsOnly ? "jar" : "file or folder") + " at " + path,
            "A relative path starts at " + Path.of("").toAbsolutePath() + ".");
      }
      found.addAll(some);
    }
    List<String> added = libraries.add(found);
    for (String each : added) {
      output.println("added " + each);
    }
    if (added.isEmpty()) {
      output.println("already there");
    }
    return added;
  }

  private static List<Path> matching(String text) throws IOException {
    int slash = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
    String pattern = text.substring(slash + 1);
    if (!pattern.matches(".*[*?].*")) {
      Path path = Path.of(text);
      return Files.exists(path) ? List.of(path) : List.of();
    }
    Path folder = Path.of(text.substring(0, slash + 1));
    return Files.isDirectory(folder) ? list(folder, pattern) : List.of();
  }

  private static List<Path> jars(List<Path> paths) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        jars.addAll(list(path, "*.jar"));
      } else if (path.getFileName().toString().endsWith(".jar")) {
        jars.add(path);
      }
    }
    return jars;
  }

  private static List<Path> list(Path folder, String pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, pattern)) {
      stream.forEach(found::add);
    }
    found.sort(null);
    return found;
  }
}
