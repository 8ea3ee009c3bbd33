package org.neuronbook.course.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Where the inputs of hidden tests come from, kept in a file that only the instructor reads. */
final class SecretSeed {
  private static final String FILE = "seed.txt";

  private SecretSeed() {}

  /** Drawn once for a folder, so that what goes on has the inputs that it began with. */
  static long of(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      Files.writeString(file, new SecureRandom().nextLong() + "\n");
    }
    return Long.parseLong(Files.readString(file).strip());
  }
}
