package org.neuronbook.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for one piece of work, gone with everything in it when the work is done. */
record WorkDirectory(Path path) implements AutoCloseable {
  static WorkDirectory create() throws IOException {
    return new WorkDirectory(Files.createTempDirectory("neuronbook"));
  }

  /** The one file with this ending that a program left here. */
  Path only(String ending) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ending)).toList();
      if (found.size() != 1) {
        throw new IOException(
            "expected one file *%s from the package client, found %d"
                .formatted(ending, found.size()));
      }
      return found.get(0);
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> inside = Files.walk(path)) {
      for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
