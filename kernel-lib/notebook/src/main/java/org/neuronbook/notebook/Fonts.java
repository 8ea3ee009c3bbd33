package org.neuronbook.notebook;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The font of every chart, carried in this jar, so that pictures look the same on every machine.
 *
 * <p><b>Machines without fonts.</b> A small container has no font and no fontconfig, and there the
 * first use of any font ends in an {@code InternalError} or in "Fontconfig head is null", even for
 * a font read from a file. Java then needs a font configuration, and an empty one is enough: the
 * two lines of the resource {@code fonts/fontconfig.properties}. It is given as
 *
 * <pre>-Dsun.awt.fontconfig=/path/of/fontconfig.properties</pre>
 *
 * in the {@code argv} of the kernelspec. Where that is missing (a kernel that somebody else
 * starts), {@link #prepare()} sets the same property; that works as long as no font was used
 * before, so the extension calls it when it is installed.
 */
final class Fonts {

  private static final String CONFIGURATION = "sun.awt.fontconfig";

  private Fonts() {}

  /** Makes fonts work on a machine that has none; does nothing where the property is set. */
  static void prepare() {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    // Only Linux takes its logical fonts from fontconfig; elsewhere the system always has some.
    if (System.getProperty(CONFIGURATION) == null && isLinux() && !hasSystemFonts()) {
      System.setProperty(CONFIGURATION, copyOfConfiguration().toString());
    }
  }

  static Font regular(double size) {
    return Holder.REGULAR.deriveFont((float) size);
  }

  static Font semiBold(double size) {
    return Holder.SEMI_BOLD.deriveFont((float) size);
  }

  private static boolean isLinux() {
    return System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT).contains("linux");
  }

  /** Whether a folder where Linux keeps fonts holds one. */
  private static boolean hasSystemFonts() {
    Path home = Path.of(System.getProperty("user.home", "/"));
    Path[] folders = {
      Path.of("/usr/share/fonts"),
      Path.of("/usr/local/share/fonts"),
      home.resolve(".fonts"),
      home.resolve(".local/share/fonts")
    };
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (var files = Files.walk(folder)) {
        if (files.anyMatch(file -> file.toString().matches("(?i).*\\.(ttf|otf|ttc|pfb)"))) {
          return true;
        }
      } catch (IOException | UncheckedIOException unreadable) {
        // A folder that cannot be read gives Java no fonts either.
      }
    }
    return false;
  }

  private static Path copyOfConfiguration() {
    try (InputStream lines = resource("fontconfig.properties")) {
      Path file = Files.createTempFile("neuronbook-fontconfig", ".properties");
      file.toFile().deleteOnExit();
      Files.write(file, lines.readAllBytes());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("the font configuration cannot be written", e);
    }
  }

  private static InputStream resource(String name) {
    return Fonts.class.getResourceAsStream("fonts/" + name);
  }

  /** Loaded at the first use, after {@link #prepare()}. */
  private static final class Holder {
    static final Font REGULAR;
    static final Font SEMI_BOLD;

    static {
      prepare();
      REGULAR = load("NeuronbookSans-Regular.ttf");
      SEMI_BOLD = load("NeuronbookSans-SemiBold.ttf");
    }

    private static Font load(String name) {
      try (InputStream file = resource(name)) {
        return Font.createFont(Font.TRUETYPE_FONT, file);
      } catch (IOException | FontFormatException e) {
        throw new IllegalStateException("the font " + name + " of the charts cannot be read", e);
      }
    }
  }
}
