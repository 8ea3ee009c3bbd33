package org.neuronbook.fetch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds the programs that are installed on this machine, such as npm. */
public interface Programs {
  /**
   * The command that starts a program, to which arguments can be added; empty when it is not
   * installed.
   */
  Optional<List<String>> find(String name);

  /**
   * The programs on the PATH, and the ones that a checkout of this project brings itself (its Maven
   * wrapper).
   */
  static Programs installed() {
    List<Path> directories = new ArrayList<>();
    for (String entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      try {
        directories.add(Path.of(entry));
      } catch (InvalidPathException e) {
        // A broken entry in somebody's PATH is none of our business.
        continue;
      }
    }
    String checkout = System.getProperty("neuronbook.root");
    if (checkout != null) {
      directories.add(Path.of(checkout));
    }
    return in(directories, System.getProperty("os.name").startsWith("Windows"));
  }

  /** The programs in some directories, the first one that has it first. */
  static Programs in(List<Path> directories, boolean windows) {
    List<String> endings = windows ? List.of(".cmd", ".exe", ".bat") : List.of("");
    return name ->
        directories.stream()
            .flatMap(directory -> endings.stream().map(ending -> directory.resolve(name + ending)))
            .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
            .map(file -> List.of(file.toString()))
            .findFirst();
  }

  /**
   * Runs a program to its end.
   *
   * @param directory where it runs, and where its output is kept
   * @param waiting called a few times a second
   * @throws IOException if it cannot be started, fails (with what it complained of), or takes
   *     longer than the limit
   * @throws InterruptedException if the thread was interrupted; the program and all it started are
   *     stopped then, as at the limit
   */
  static void run(List<String> command, Path directory, Duration limit, Runnable waiting)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    String name = Path.of(command.get(0)).getFileName().toString();
    // To a file, not a pipe: nobody has to read along, and children that outlive their parent
    // cannot hold us up.
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(emptyFile(directory)))
            .start();
    try {
      long end = System.nanoTime() + limit.toNanos();
      while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
        waiting.run();
        if (System.nanoTime() > end) {
          throw new IOException(
              "%s gave no result within %d seconds".formatted(name, limit.toSeconds()));
        }
      }
    } finally {
      stop(process);
    }
    if (process.exitValue() != 0) {
      throw new IOException("%s failed: %s".formatted(name, firstComplaint(output)));
    }
  }

  /**
   * Ends a program and all it started, and waits until they are gone: some systems keep their files
   * locked until then.
   */
  private static void stop(Process process) {
    List<ProcessHandle> family =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    family.forEach(ProcessHandle::destroyForcibly);
    CompletableFuture.allOf(
            family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, 5, TimeUnit.SECONDS)
        .join();
  }

  private static File emptyFile(Path directory) throws IOException {
    Path empty = directory.resolve("input.txt");
    Files.write(empty, new byte[0]);
    return empty.toFile();
  }

  private static String firstComplaint(Path output) throws IOException {
    // Without the colours of a terminal.
    String text = new String(Files.readAllBytes(output)).replaceAll("\u001b\\[[0-9;]*m", "");
    String[] lines = text.split("\\R");
    return Arrays.stream(lines)
        .filter(line -> line.toLowerCase(Locale.ROOT).contains("error"))
        .findFirst()
        .or(() -> Arrays.stream(lines).filter(line -> !line.isBlank()).findFirst())
        .map(line -> line.length() > 200 ? line.substring(0, 200) + "…" : line)
        .orElse("it said nothing");
  }
}
