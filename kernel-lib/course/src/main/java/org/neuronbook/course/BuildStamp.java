package org.neuronbook.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The file whose time says when the last good build began. The launchers compare the sources with
 * it before they start Java; this does the same where Java already runs.
 */
public final class BuildStamp {
  private final Project project;

  public BuildStamp(Project project) {
    this.project = project;
  }

  private Path file() {
    return project.root().resolve("kernel-lib/course/target/build.stamp");
  }

  /** A source that is newer than the build, or the stamp itself where there has been no build. */
  public Optional<Path> newerSource() {
    if (!Files.exists(file())) {
      return Optional.of(file());
    }
    try {
      FileTime built = Files.getLastModifiedTime(file());
      for (Path source : project.buildSources()) {
        if (!Files.exists(source)) {
          continue;
        }
        try (Stream<Path> files = Files.walk(source)) {
          Optional<Path> newer = files.filter(one -> isNewer(one, built)).findFirst();
          if (newer.isPresent()) {
            return newer;
          }
        }
      }
      return Optional.empty();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static boolean isNewer(Path file, FileTime built) {
    try {
      return Files.getLastModifiedTime(file).compareTo(built) > 0;
    } catch (IOException vanished) {
      return false;
    }
  }

  /** Says that everything older than this time is built. */
  public void set(FileTime began) throws IOException {
    if (!Files.exists(file())) {
      Files.createFile(file());
    }
    Files.setLastModifiedTime(file(), began);
  }
}
