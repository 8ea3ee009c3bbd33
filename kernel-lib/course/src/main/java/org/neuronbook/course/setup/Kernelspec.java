package org.neuronbook.course.setup;

import com.google.gson.GsonBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Project;

/**
 * What Jupyter reads to start our kernel: the absolute path of this Java, its flags, and the class
 * path. Written anew by every command that starts kernels, so that it follows the JDK and the
 * build.
 */
public final class Kernelspec {
  /** The name that notebooks carry in their metadata. */
  /** The JVM's vector instructions: with them matrix products are about ten times as fast. */
  public static final String VECTOR_MODULE = "jdk.incubator.vector";

  public static final String NAME = "neuronbook";

  private static final String MAIN = "org.neuronbook.kernel.KernelMain";
  private final Project project;

  public Kernelspec(Project project) {
    this.project = project;
  }

  public Path folder() {
    return project.venv().resolve("share/jupyter/kernels").resolve(NAME);
  }

  public void write() {
    try {
      Files.createDirectories(folder());
      replace(folder().resolve("kernel.json"), json());
      if (Fonts.ofThisMachine().isEmpty()) {
        replace(fontConfiguration(), Fonts.EMPTY_CONFIGURATION);
      }
      for (String logo : List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg")) {
        copyLogo(logo);
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  String json() throws IOException {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("argv", command());
    spec.put("display_name", "Java (Neuronbook)");
    spec.put("language", "java");
    spec.put("interrupt_mode", "message");
    spec.put("metadata", Map.of("debugger", false));
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(spec) + "\n";
  }

  private List<String> command() throws IOException {
    List<String> words = new ArrayList<>();
    words.add(java().toString());
    words.addAll(List.of("--add-modules", VECTOR_MODULE));
    if (Runtime.version().feature() >= 24) {
      words.add("--enable-native-access=ALL-UNNAMED");
    }
    words.add("-ea");
    // Training takes the same time with each collector, and this one a fifth of the memory:
    // notebooks stay open.
    words.addAll(List.of("-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50"));
    words.add("-Djava.awt.headless=true");
    words.add("-Dfile.encoding=UTF-8");
    words.add("-Dneuronbook.root=" + project.root());
    if (Fonts.ofThisMachine().isEmpty()) {
      words.add("-Dsun.awt.fontconfig=" + fontConfiguration());
    }
    words.addAll(List.of("-cp", classPath(project)));
    words.addAll(List.of(MAIN, "{connection_file}"));
    return words;
  }

  /** This JVM's own program: the JDK that the launcher has found good. */
  public static Path java() {
    boolean windows = File.separatorChar == '\\';
    return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
  }

  /** The class path of a notebook: all jars of the build but those of the command line. */
  public static String classPath(Project project) {
    try (Stream<Path> jars = Files.list(project.jars())) {
      String path =
          jars.filter(jar -> jar.toString().endsWith(".jar"))
              .filter(
                  jar -> !jar.getFileName().toString().matches("(picocli|neuronbook-course)-.*"))
              .sorted()
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator));
      if (!path.isEmpty()) {
        return path;
      }
    } catch (IOException missing) {
      // Told below, as for an empty folder.
    }
    throw new CourseException(
        "The build has left no jars in " + project.jars() + ".",
        "Run ./course setup, which builds.");
  }

  private Path fontConfiguration() {
    return folder().resolve("fontconfig.properties");
  }

  private void copyLogo(String name) throws IOException {
    try (var logo = Kernelspec.class.getResourceAsStream("/org/neuronbook/course/" + name)) {
      if (logo != null) {
        byte[] bytes = logo.readAllBytes();
        Path target = folder().resolve(name);
        if (!Files.exists(target) || !Arrays.equals(bytes, Files.readAllBytes(target))) {
          Files.write(target, bytes);
        }
      }
    }
  }

  /**
   * Writes through a second file, so that a kernel that starts meanwhile reads the old text or the
   * new.
   */
  private static void replace(Path file, String text) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return;
    }
    Path whole = Files.createTempFile(file.getParent(), "new", ".tmp");
    Files.writeString(whole, text);
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
