package org.neuronbook.grader.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.neuronbook.grader.Exercise;
import org.neuronbook.grader.Isolation;
import org.neuronbook.grader.wire.Peer;
import org.neuronbook.grader.worker.CompilerMain;
import org.neuronbook.grader.worker.WorkerMain;

/**
 * Starts the processes that compile and run submissions. Some workers are started ahead of need;
 * none serves two submissions. Closing ends them all.
 */
public final class Workers implements AutoCloseable {
  /** The compiler alone is fast, and what it makes runs for a second: C2 would never pay. */
  private static final List<String> JAVA =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-XX:+DisableAttachMechanism",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:ErrorFile=/dev/null",
          "-XX:MaxMetaspaceSize=96m",
          "-XX:ReservedCodeCacheSize=32m",
          "-XX:MaxDirectMemorySize=16m",
          "-Djava.awt.headless=true",
          "-Xshare:auto",
          // What Java itself says must not run into the protocol.
          "-XX:+DisplayVMOutputToStderr",
          "-Xlog:disable");

  private static final String HEAP = "-Xmx256m";

  private final Sandbox sandbox;
  private final Path java;
  private final Path folder;
  private final Path jar;
  private final int ahead;
  private final Deque<Future<Servant>> started = new ArrayDeque<>();
  private final Collection<Servant> alive = new ArrayList<>();

  /**
   * One thread that lives as long as the workers do: the kernel ends a process whose parent is gone
   * when the thread that started it ends.
   */
  private final ExecutorService starter =
      Executors.newSingleThreadExecutor(
          task -> {
            var thread = new Thread(task, "starts workers");
            thread.setDaemon(true);
            return thread;
          });

  private Workers(Sandbox sandbox, Path java, Path folder, int ahead) {
    this.sandbox = sandbox;
    this.java = java;
    this.folder = folder;
    this.ahead = ahead;
    jar = folder.resolve("worker.jar");
  }

  /**
   * Workers for these exercises, in the Java that runs the grader.
   *
   * @param level the isolation asked for
   * @param library what submissions may use
   * @param ahead how many workers are started before they are needed
   * @throws IllegalStateException if this machine does not offer the level, or a contract cannot go
   *     over the pipe
   */
  public static Workers of(
      Isolation level, Collection<Exercise> exercises, Library library, int ahead) {
    return of(level, exercises, library, ahead, Path.of(System.getProperty("java.home")));
  }

  /** The same in another Java, of which the home is given. */
  public static Workers of(
      Isolation level, Collection<Exercise> exercises, Library library, int ahead, Path java) {
    List<Class<?>> contracts = new ArrayList<>();
    for (Exercise exercise : exercises) {
      try {
        Peer.check(exercise.contract());
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException(
            "exercise %s cannot be graded in another process: %s"
                .formatted(exercise.id(), e.getMessage()),
            e);
      }
      contracts.add(exercise.contract());
    }
    Sandbox sandbox = Sandbox.of(level);
    try {
      // Readable for the users that workers run as; nothing secret lies here.
      var readable = PosixFilePermissions.fromString("rwxr-xr-x");
      Path folder = Files.createTempDirectory("neuronbook-worker-");
      Files.setPosixFilePermissions(folder, readable);
      var workers = new Workers(sandbox, java.toRealPath(), folder, ahead);
      WorkerFiles.write(workers.jar, contracts, library);
      Archives.make(workers, library);
      // Whatever the grader's umask is.
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
      }
      return workers;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot set up the workers", e);
    }
  }

  public Isolation level() {
    return sandbox.level();
  }

  Path folder() {
    return folder;
  }

  /** A worker that has served nobody. */
  Servant worker() {
    return get(next());
  }

  private synchronized Future<Servant> next() {
    while (started.size() <= ahead) {
      started.add(starter.submit(() -> start(WorkerMain.class)));
    }
    return started.poll();
  }

  Servant compiler() {
    return get(starter.submit(() -> start(CompilerMain.class)));
  }

  /** The command of a process, without its sandbox. */
  List<String> command(Class<?> main, String... more) {
    List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
    command.addAll(JAVA);
    command.add(HEAP);
    command.addAll(List.of(more));
    command.addAll(List.of("-cp", jar.toString(), main.getName()));
    return command;
  }

  private Servant start(Class<?> main) throws IOException {
    List<String> command = command(main, "-XX:SharedArchiveFile=" + Archives.file(folder, main));
    Servant servant = Servant.start(sandbox.wrap(java, List.of(folder), command));
    synchronized (alive) {
      alive.removeIf(each -> !each.isAlive());
      alive.add(servant);
    }
    return servant;
  }

  private static Servant get(Future<Servant> starting) {
    try {
      return starting.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker does not start", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a worker was starting", e);
    }
  }

  @Override
  public void close() {
    starter.shutdownNow();
    synchronized (alive) {
      alive.forEach(Servant::close);
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }
}
