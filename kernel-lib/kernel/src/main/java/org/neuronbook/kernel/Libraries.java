package org.neuronbook.kernel;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The class path of the cells: what the kernel was started with, and what was added since. */
final class Libraries {
  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[\\w.+-]*)\\.jar");
  private static final Pattern POM =
      Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom.properties");

  private final JavaShell java;
  private final Runnable installExtensions;
  private final Set<Path> entries = new LinkedHashSet<>();
  private final Map<String, String> versions = new HashMap<>();
  private final Map<String, String> versionsByFile = new HashMap<>();
  private boolean isRead;

  /**
   * @param installExtensions called when something was added that may have extensions
   */
  Libraries(JavaShell java, Runnable installExtensions) {
    this.java = java;
    this.installExtensions = installExtensions;
  }

  /**
   * Adds files and folders, for the compiler and for running, unless they are there already.
   *
   * @return what was added
   */
  List<String> add(List<Path> wanted) {
    readClassPath();
    List<Path> added = new ArrayList<>();
    for (Path each : wanted) {
      Path entry = each.toAbsolutePath().normalize();
      if (entries.add(entry)) {
        added.add(entry);
        readVersions(entry);
      }
    }
    if (!added.isEmpty()) {
      java.addToClassPath(added);
      installExtensions.run();
    }
    return added.stream().map(Path::toString).toList();
  }

  /** The version of {@code group:artifact} on the class path, or null. */
  String version(String name) {
    readClassPath();
    String known = versions.get(name);
    return known != null ? known : versionsByFile.get(name.substring(name.indexOf(':') + 1));
  }

  /** Remembers which library an added file is. */
  void remember(String name, String version) {
    versions.put(name, version);
  }

  private void readClassPath() {
    if (!isRead) {
      isRead = true;
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        Path path = Path.of(entry).toAbsolutePath().normalize();
        entries.add(path);
        readVersions(path);
      }
    }
  }

  /** A jar that Maven built tells what is in it; of others the file's name does. */
  private void readVersions(Path entry) {
    Matcher named = JAR.matcher(entry.getFileName() == null ? "" : entry.getFileName().toString());
    if (named.matches()) {
      versionsByFile.putIfAbsent(named.group(1), named.group(2));
    }
    if (!Files.isRegularFile(entry)) {
      return;
    }
    try (JarFile jar = new JarFile(entry.toFile())) {
      for (JarEntry each : jar.stream().toList()) {
        Matcher pom = POM.matcher(each.getName());
        if (pom.matches()) {
          Properties properties = new Properties();
          try (InputStream in = jar.getInputStream(each)) {
            properties.load(in);
          }
          versions.putIfAbsent(
              pom.group(1) + ":" + pom.group(2), properties.getProperty("version", "unknown"));
        }
      }
    } catch (IOException e) {
      // no jar: whoever put it on the class path will hear of it from the compiler
    }
  }
}
