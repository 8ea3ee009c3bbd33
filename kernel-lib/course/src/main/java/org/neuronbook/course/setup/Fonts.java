package org.neuronbook.course.setup;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Whether a machine has fonts that Java can draw with. */
public final class Fonts {
  /**
   * A font configuration that names no font of the system. Java on Linux refuses to draw any text
   * where fontconfig finds no font, even with a font of our own; told to read this file instead of
   * asking fontconfig, it draws.
   */
  static final String EMPTY_CONFIGURATION = "version=1\nsequence.allfonts=default\n";

  private final List<Path> folders;

  Fonts(List<Path> folders) {
    this.folders = folders;
  }

  static Fonts ofThisMachine() {
    String home = System.getProperty("user.home", "");
    return new Fonts(
        List.of(
            Path.of("/usr/share/fonts"),
            Path.of("/usr/local/share/fonts"),
            Path.of(home, ".fonts"),
            Path.of(home, ".local/share/fonts")));
  }

  /** True on a Linux without a font file; other systems always have fonts. */
  boolean isEmpty() {
    return File.separatorChar == '/'
        && !System.getProperty("os.name").startsWith("Mac")
        && folders.stream().noneMatch(Fonts::holdsFont);
  }

  private static boolean holdsFont(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(
          file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(ttf|otf|ttc)"));
    } catch (IOException | UncheckedIOException unreadable) {
      return false;
    }
  }
}
