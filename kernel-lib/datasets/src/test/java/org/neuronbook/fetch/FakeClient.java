package org.neuronbook.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A program that behaves like npm or Maven, as far as they are used here, in a process of its own.
 * Its first argument says how it behaves, its second is the archive it brings, its third a file in
 * which it writes down how it was called; the client's own arguments follow.
 */
final class FakeClient {
  private FakeClient() {}

  /** The command that starts it. */
  static List<String> command(String behaviour, Path archive, Path journal) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return List.of(
        java.toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        FakeClient.class.getName(),
        behaviour,
        archive.toString(),
        journal.toString());
  }

  public static void main(String[] all) throws IOException, InterruptedException {
    List<String> arguments = Arrays.asList(all).subList(3, all.length);
    Files.writeString(
        Path.of(all[2]),
        String.join(" ", arguments) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    switch (all[0]) {
      case "works" -> bring(arguments, Path.of(all[1]));
      case "brings nothing" -> {}
      case "offline" -> {
        System.err.println("a warning first");
        System.err.println("\u001b[1mnpm error\u001b[0m code ENOTFOUND");
        System.exit(1);
      }
      case "hangs" -> new CountDownLatch(1).await();
      default -> throw new IllegalArgumentException(all[0]);
    }
  }

  private static void bring(List<String> arguments, Path archive) throws IOException {
    if (arguments.get(0).equals("pack")) {
      Files.copy(archive, Path.of("package-1.0.0.tgz"));
    }
    for (String argument : arguments) {
      if (argument.startsWith("-DoutputDirectory=")) {
        Files.copy(
            archive,
            Path.of(argument.substring("-DoutputDirectory=".length()), "artifact-1.0.0.jar"));
      }
    }
  }
}
