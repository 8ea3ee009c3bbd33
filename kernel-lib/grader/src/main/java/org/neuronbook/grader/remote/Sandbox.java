package org.neuronbook.grader.remote;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.neuronbook.grader.Isolation;

/**
 * Wraps the command of a process so that it runs at a level of isolation. Made of programs that
 * every Linux has or can install: {@code prlimit} and {@code setpriv} (util-linux), {@code bwrap}
 * (bubblewrap).
 */
public final class Sandbox {
  private static final long MIB = 1 << 20;
  private static final long DATA = 1024 * MIB;
  private static final long FILE = 16 * MIB;
  private static final int CPU_SECONDS = 120;
  private static final int FILES = 128;
  private static final int TASKS = 128;

  private static final Users USERS = new Users(Path.of("/tmp/neuronbook-users"));

  private final Isolation level;
  private final boolean root;

  private Sandbox(Isolation level) {
    this.level = level;
    root = "root".equals(System.getProperty("user.name"));
  }

  /**
   * A sandbox of this level.
   *
   * @throws IllegalStateException if this machine does not offer it, saying what to install
   */
  public static Sandbox of(Isolation level) {
    Optional<String> obstacle = obstacle(level);
    if (obstacle.isPresent()) {
      throw new IllegalStateException(
          "isolation %s (%s) was asked for, but %s"
              .formatted(level, level.sentence(), obstacle.get()));
    }
    return new Sandbox(level);
  }

  /** Why this machine does not offer a level; empty if it does. */
  public static Optional<String> obstacle(Isolation level) {
    return obstacle(level, System.getenv("PATH"));
  }

  static Optional<String> obstacle(Isolation level, String path) {
    return switch (level) {
      case L0 -> Optional.of("a worker is another process: ask for L1 or higher");
      case L1 -> limits(path);
      case L2 -> limits(path).or(() -> bubblewrap(path));
      case L3 -> limits(path).or(() -> bubblewrap(path)).or(ControlGroups::obstacle);
    };
  }

  private static Optional<String> limits(String path) {
    for (String program : List.of("prlimit", "setpriv")) {
      if (Programs.find(program, path).isEmpty()) {
        return Optional.of(
            "the program %s is missing. Install it: apt-get install util-linux".formatted(program));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> bubblewrap(String path) {
    if (Programs.find("bwrap", path).isEmpty()) {
      return Optional.of("the program bwrap is missing. Install it: apt-get install bubblewrap");
    }
    try {
      var java = Path.of(System.getProperty("java.home"));
      Wrapped trial =
          new Sandbox(Isolation.L2)
              .wrap(java, List.of(), List.of(java.resolve("bin/java").toString(), "-version"));
      Process process = trial.builder().redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes()).strip();
      boolean works = process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
      trial.end();
      if (works) {
        return Optional.empty();
      }
      return Optional.of(
          "bwrap does not work here: %s. Allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone=1) or run the grader as root"
              .formatted(said.lines().findFirst().orElse("it said nothing")));
    } catch (IOException e) {
      return Optional.of("bwrap does not start: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("the trial of bwrap was interrupted");
    }
  }

  public Isolation level() {
    return level;
  }

  /**
   * A command as it runs inside.
   *
   * @param user the number of the user that it alone runs as, or -1 if that is the grader's own
   * @param group the control group that it runs in, if the level has one
   */
  record Wrapped(List<String> command, int user, Optional<ControlGroups.Group> group) {
    /** As it is, where nothing of a submission is run. */
    static Wrapped plain(List<String> command) {
      return new Wrapped(command, -1, Optional.empty());
    }

    /** Ends everything that runs inside, parents or not. */
    void end() {
      group.ifPresent(ControlGroups.Group::end);
      endUser(user);
    }

    /** Nothing of the grader's environment goes in. */
    ProcessBuilder builder() {
      var builder = new ProcessBuilder(command).directory(new File("/"));
      builder.environment().clear();
      builder.environment().put("LANG", "C.UTF-8");
      return builder;
    }
  }

  /**
   * @param java the home of the Java that runs inside
   * @param readable what it may read besides Java
   */
  Wrapped wrap(Path java, Collection<Path> readable, List<String> command) throws IOException {
    int user = root ? USERS.next() : -1;
    List<String> full = new ArrayList<>();
    // Ends with the grader, even if that is killed.
    full.addAll(List.of(program("setpriv"), "--no-new-privs", "--pdeathsig=KILL"));
    if (root) {
      full.addAll(List.of("--reuid=" + user, "--regid=" + user, "--clear-groups"));
    }
    full.add(program("prlimit"));
    limit(full, "data", DATA);
    limit(full, "fsize", FILE);
    limit(full, "cpu", CPU_SECONDS);
    limit(full, "nofile", FILES);
    limit(full, "core", 0);
    limit(full, "nproc", TASKS + (root ? 0 : tasksOfThisUser()));
    if (level.compareTo(Isolation.L2) >= 0) {
      full.addAll(bubble(java, readable));
    }
    full.addAll(command);
    if (level.compareTo(Isolation.L3) < 0) {
      return new Wrapped(full, user, Optional.empty());
    }
    var group = ControlGroups.make(TASKS);
    return new Wrapped(group.inside(full), user, Optional.of(group));
  }

  private static void endUser(int user) {
    if (user < 0) {
      return;
    }
    try {
      new ProcessBuilder(
              program("setpriv"), "--reuid=" + user, "--clear-groups", "/bin/kill", "-KILL", "-1")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(5, TimeUnit.SECONDS);
      USERS.giveBack(user);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot end the processes of user " + user, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> bubble(Path java, Collection<Path> readable) throws IOException {
    List<String> bubble =
        new ArrayList<>(
            List.of(
                program("bwrap"),
                "--unshare-all",
                "--die-with-parent",
                "--new-session",
                "--clearenv",
                "--cap-drop",
                "ALL",
                "--hostname",
                "worker",
                "--proc",
                "/proc",
                "--dev",
                "/dev",
                "--tmpfs",
                "/tmp"));
    var all = new TreeSet<>(JavaFiles.of(java));
    all.addAll(readable);
    for (Path path : all) {
      bubble.addAll(List.of("--ro-bind", path.toString(), path.toString()));
    }
    bubble.addAll(List.of("--chdir", "/tmp", "--setenv", "LANG", "C.UTF-8", "--"));
    return bubble;
  }

  private static void limit(List<String> command, String name, long value) {
    command.add("--%s=%d".formatted(name, value));
  }

  private static String program(String name) {
    return Programs.find(name).orElseThrow();
  }

  /** Without a user of its own a process's limit of tasks counts all that the user runs. */
  private static long tasksOfThisUser() {
    String user = System.getProperty("user.name").toLowerCase(Locale.ROOT);
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().user().filter(user::equalsIgnoreCase).isPresent())
        .mapToLong(Sandbox::tasks)
        .sum();
  }

  private static long tasks(ProcessHandle process) {
    try (var tasks = Files.list(Path.of("/proc", "" + process.pid(), "task"))) {
      return tasks.count();
    } catch (IOException ended) {
      return 0;
    }
  }
}
