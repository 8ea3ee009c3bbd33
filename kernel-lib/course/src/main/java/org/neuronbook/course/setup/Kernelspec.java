package org.neuronbook.course.setup;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuronbook.course.CourseException;
import org.neuronbook.course.Project;
import org.neuronbook.kernel.install.KernelFolder;

/**
 * What Jupyter reads to start our kernel: the absolute path of this Java, its flags, and the class
 * path. Written anew by every command that starts kernels, so that it follows the JDK and the
 * build.
 */
public final class Kernelspec {
  /** The JVM's vector instructions: with them matrix products are about ten times as fast. */
  public static final String VECTOR_MODULE = "jdk.incubator.vector";

  /** The name that notebooks carry in their metadata. */
  public static final String NAME = "neuronbook";

  /** What the first minutes of a lesson load. */
  private static final List<String> REHEARSAL =
      List.of(
          "Tensor.of(new double[][] {{1, 2}, {3, 4}}).matmul(Tensor.of(new double[][] {{1}, {2}}))",
          "new double[][] {{1, 2}, {3, 4}}");

  private final Project project;
  private final Path folder;

  /** Where the project's own Jupyter looks. */
  public Kernelspec(Project project) {
    this(project, project.venv().resolve("share/jupyter/kernels").resolve(NAME));
  }

  public Kernelspec(Project project, Path folder) {
    this.project = project;
    this.folder = folder;
  }

  /**
   * @param say told what takes a while
   */
  public void write(Consumer<String> say) {
    try {
      Files.createDirectories(folder);
      List<String> flags = new ArrayList<>(List.of("--add-modules", VECTOR_MODULE));
      flags.add("-Dneuronbook.root=" + project.root());
      if (Fonts.ofThisMachine().isEmpty()) {
        Path fonts = folder.resolve("fontconfig.properties");
        KernelFolder.replace(fonts, Fonts.EMPTY_CONFIGURATION);
        flags.add("-Dsun.awt.fontconfig=" + fonts);
      }
      new KernelFolder(folder, "Java (Neuronbook)", jars(project), flags, REHEARSAL).write(say);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** The class path of a notebook: all jars of the build but those of the command line. */
  public static String classPath(Project project) {
    return jars(project).stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<Path> jars(Project project) {
    try (Stream<Path> files = Files.list(project.jars())) {
      List<Path> jars =
          files
              .filter(jar -> jar.toString().endsWith(".jar"))
              .filter(
                  jar -> !jar.getFileName().toString().matches("(picocli|neuronbook-course)-.*"))
              .sorted()
              .toList();
      if (!jars.isEmpty()) {
        return jars;
      }
    } catch (IOException missing) {
      // Told below, as for an empty folder.
    }
    throw new CourseException(
        "The build has left no jars in " + project.jars() + ".",
        "Run ./course setup, which builds.");
  }
}
