package org.neuronbook.kernel.install;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The classes that a start loads, as the JVM keeps them in memory (Java's class-data sharing): a
 * kernel starts in about half the time with it. It fits one JVM, one set of flags and one state of
 * the jars, which its name tells, so that several JDKs have one each side by side.
 *
 * <p>It can only help: a JVM that finds its archive missing, old or damaged starts without it and
 * says nothing. (JDK 25 also has an AOT cache; as long as a module in incubation is among the flags
 * it is no faster than this.)
 */
final class StartArchive {
  private static final String MAIN = "org.neuronbook.kernel.Rehearsal";
  private static final int MAKING_SECONDS = 120;

  private final Path folder;
  private final List<Path> classPath;
  private final List<String> flags;
  private final String jars;
  private final String name;

  /**
   * @param folder where the archive lies
   * @param flags all flags of the JVM that the archive is for
   */
  StartArchive(Path folder, List<Path> classPath, List<String> flags) throws IOException {
    this.folder = folder;
    this.classPath = classPath;
    this.flags = flags;
    this.jars = mark(stateOfJars());
    List<String> jvm = new ArrayList<>(flags);
    for (String property : List.of("java.home", "java.vm.version", "java.vm.vendor", "os.arch")) {
      jvm.add(System.getProperty(property));
    }
    this.name = "start-" + jars + "-" + mark(jvm) + "-";
  }

  static String joined(List<Path> classPath) {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * The flags with which a JVM uses the archive: quietly, and not before it has checked it. None
   * where there is no archive.
   */
  List<String> flags() throws IOException {
    return find()
        .map(
            file ->
                List.of(
                    "-Xshare:auto",
                    "-XX:SharedArchiveFile=" + file,
                    "-XX:+VerifySharedSpaces",
                    "-Xlog:disable"))
        .orElse(List.of());
  }

  boolean exists() throws IOException {
    return find().isPresent();
  }

  /** Its name ends in its size: of all damage, a JVM does not survive a file that is cut short. */
  private Optional<Path> find() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(name))
          .filter(file -> file.equals(named(file)))
          .findFirst();
    }
  }

  private Path named(Path archive) {
    return folder.resolve(name + archive.toFile().length() + ".jsa");
  }

  /**
   * Makes the archive by starting a kernel and running a few cells in it. Where that fails there is
   * none, and starts take longer.
   */
  void make(List<String> rehearsal) {
    Path made = folder.resolve("new-" + ProcessHandle.current().pid() + ".jsa");
    try {
      List<String> command = new ArrayList<>(List.of(KernelFolder.java().toString()));
      command.addAll(flags);
      command.addAll(List.of("-XX:ArchiveClassesAtExit=" + made, "-Xlog:disable"));
      command.addAll(List.of("-cp", joined(classPath), MAIN));
      command.addAll(rehearsal);
      if (run(command) && Files.exists(made)) {
        try (FileChannel channel = FileChannel.open(made)) {
          channel.force(true);
        }
        Files.move(made, named(made), StandardCopyOption.REPLACE_EXISTING);
        deleteOld();
      }
    } catch (IOException unwritable) {
      // as where the JVM cannot make one
    } finally {
      delete(made);
    }
  }

  private static boolean run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      process.getOutputStream().close();
      return process.waitFor(MAKING_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Archives of jars that are no more are of no use to any JDK. */
  private void deleteOld() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(each -> each.getFileName().toString().matches("start-.*\\.jsa"))
          .filter(
              each ->
                  !each.getFileName().toString().startsWith("start-" + jars + "-")
                      || each.getFileName().toString().startsWith(name)
                          && !each.equals(named(each)))
          .forEach(StartArchive::delete);
    }
  }

  private static void delete(Path each) {
    try {
      Files.deleteIfExists(each);
    } catch (IOException inUse) {
      // Windows keeps what a running kernel has open; the next build's archive tries again.
    }
  }

  private List<String> stateOfJars() throws IOException {
    List<String> state = new ArrayList<>();
    for (Path jar : classPath) {
      state.add(jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis());
    }
    return state;
  }

  private static String mark(List<String> of) {
    CRC32 checksum = new CRC32();
    checksum.update(String.join("\n", of).getBytes(StandardCharsets.UTF_8));
    return String.format("%08x", checksum.getValue());
  }
}
