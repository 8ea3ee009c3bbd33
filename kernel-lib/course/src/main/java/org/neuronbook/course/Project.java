package org.neuronbook.course;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the parts of a checkout lie: the one place that knows a path inside the project. */
public record Project(Path root) {

  /** The checkout that the launcher names in the system property {@code neuronbook.root}. */
  public static Project here() {
    return new Project(Path.of(System.getProperty("neuronbook.root", "")).toAbsolutePath());
  }

  /** The project's own Python environment. */
  public Path venv() {
    return root.resolve(".venv");
  }

  /** A program of the Python environment, such as {@code jupyter}. */
  public Path python(String program) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return windows
        ? venv().resolve("Scripts").resolve(program + ".exe")
        : venv().resolve("bin").resolve(program);
  }

  /** The jars that the build puts together for the kernel and the command line. */
  public Path jars() {
    return root.resolve("kernel-lib/course/target/lib");
  }

  /** What a run leaves behind and may be deleted: logs, and what Jupyter remembers. */
  public Path cache() {
    return root.resolve(".cache");
  }

  public Path requirements() {
    return root.resolve("kernel-lib/course/requirements.txt");
  }

  public Path lessons() {
    return root.resolve("lessons");
  }

  public Path notebooks() {
    return root.resolve("notebooks");
  }

  public Path exercises() {
    return root.resolve("exercises");
  }

  public Path solutions() {
    return root.resolve("solutions");
  }

  public boolean isCheckout() {
    return Files.isRegularFile(root.resolve("pom.xml")) && Files.isDirectory(lessons());
  }
}
