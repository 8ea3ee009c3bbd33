package org.neuronbook.grader.remote;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The system's programs that a sandbox is made of. */
final class Programs {
  private Programs() {}

  /** The program of this name on the PATH. */
  static Optional<String> find(String name) {
    return find(name, System.getenv("PATH"));
  }

  /** The program of this name in one of these folders. */
  static Optional<String> find(String name, String path) {
    return Arrays.stream((path == null ? "" : path).split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
