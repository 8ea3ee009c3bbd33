package org.neuronbook.course;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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

  /** What the tests written in Python need beside that. */
  public Path testRequirements() {
    return root.resolve("kernel-lib/course/requirements-test.txt");
  }

  /** Where that is installed, apart from what learners get. */
  public Path pythonTests() {
    return cache().resolve("python-tests");
  }

  /** What the course adds to nbgrader: a module for it, and the configuration of a class. */
  public Path nbgrader() {
    return root.resolve("kernel-lib/course/nbgrader");
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

  /** The benchmarks, which the command line is not built from: it builds them when asked. */
  public Path bench() {
    return root.resolve("kernel-lib/bench");
  }

  /** The folders of all Maven modules. */
  public List<Path> modules() {
    return Stream.of(
            "kernel-lib/compute",
            "kernel-lib/nn",
            "kernel-lib/datasets",
            "kernel-lib/pretrained",
            "kernel-lib/notebook",
            "kernel-lib/kernel",
            "kernel-lib/grader",
            "exercises",
            "solutions/misconceptions",
            "solutions",
            "lessons",
            "kernel-lib/course",
            "kernel-lib/bench")
        .map(root::resolve)
        .toList();
  }

  /** What the command line and the kernel are built from; the launchers know the same list. */
  public List<Path> buildSources() {
    List<Path> sources = new ArrayList<>(List.of(root.resolve("pom.xml")));
    for (Path module : modules()) {
      if (!List.of(solutions(), lessons(), bench()).contains(module)) {
        sources.add(module.resolve("pom.xml"));
        sources.add(module.resolve("src/main"));
      }
    }
    return sources;
  }

  public boolean isCheckout() {
    return Files.isRegularFile(root.resolve("pom.xml")) && Files.isDirectory(lessons());
  }
}
