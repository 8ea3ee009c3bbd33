package org.neuronbook.grader.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Control groups of the Linux kernel, version 2: one for each process of a sandbox. It bounds the
 * process and all that it starts together, and ends them together.
 *
 * <p>They are made inside the group that the grader itself is in, which must be the grader's to
 * divide: it runs as root in the topmost group, or it has been given a group of its own.
 */
final class ControlGroups {
  private static final TreeSet<String> CONTROLLERS =
      new TreeSet<>(List.of("cpu", "memory", "pids"));

  /** The heap of a worker, what Java needs beside it, and a margin. */
  private static final long MEMORY = 768L << 20;

  /** Microseconds of one processor, of each tenth of a second: one processor in all. */
  private static final String PROCESSORS = "100000 100000";

  private static final String HOW =
      "Give the grader a group of its own: systemd-run --user --scope -p Delegate=yes ./course grade ... (as root without --user)";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Asked once: the grader may leave its group for another in it only once. */
  private static Optional<String> obstacle;

  private static Path folder;

  private ControlGroups() {}

  /** Why no groups can be made here; empty if they can. The first call moves this process. */
  static synchronized Optional<String> obstacle() {
    if (obstacle == null) {
      try {
        folder =
            find(
                Files.readString(Path.of("/proc/self/cgroup")),
                Files.readString(Path.of("/proc/self/mountinfo")));
        divide(folder);
        obstacle = Optional.empty();
      } catch (IOException e) {
        obstacle = Optional.of(e.getMessage());
      }
    }
    return obstacle;
  }

  /**
   * The folder of the group that a process is in.
   *
   * @param groups what {@code /proc/self/cgroup} says
   * @param mounts what {@code /proc/self/mountinfo} says
   * @throws IOException if there is none, saying why
   */
  static Path find(String groups, String mounts) throws IOException {
    Optional<Path> own =
        groups
            .lines()
            .filter(line -> line.startsWith("0::/"))
            .map(line -> Path.of(line.substring("0::".length())))
            .findFirst();
    for (String mount : mounts.lines().filter(line -> line.contains(" - cgroup2 ")).toList()) {
      String[] words = mount.split(" ");
      Path top = Path.of(words[3]);
      if (own.isPresent() && own.get().startsWith(top)) {
        return Path.of(words[4]).resolve(top.relativize(own.get()));
      }
    }
    throw new IOException(
        "control groups of version 2 are not mounted here (/sys/fs/cgroup). Boot Linux with systemd.unified_cgroup_hierarchy=1, or ask for L2");
  }

  /** Makes it possible to have groups with limits inside this one. */
  static void divide(Path group) throws IOException {
    var missing = new TreeSet<>(CONTROLLERS);
    missing.removeAll(words(group.resolve("cgroup.controllers")));
    if (!missing.isEmpty()) {
      throw new IOException(
          "the control group of the grader, %s, cannot bound %s (version 1 may do that here). %s"
              .formatted(group, String.join(", ", missing), HOW));
    }
    // Only the topmost group may hold processes and groups with limits side by side.
    boolean topmost = !Files.exists(group.resolve("cgroup.type"));
    Path aside = group.resolve("neuronbook-" + ProcessHandle.current().pid());
    try {
      if (!topmost) {
        Files.createDirectory(aside);
        write(aside, "cgroup.procs", "0");
      }
      write(group, "cgroup.subtree_control", "+" + String.join(" +", CONTROLLERS));
    } catch (IOException e) {
      throw new IOException(
          "the control group of the grader, %s, is not its own to divide (%s). %s"
              .formatted(group, e.getMessage(), HOW));
    }
  }

  private static List<String> words(Path file) throws IOException {
    return List.of(Files.readString(file).strip().split("\\s+"));
  }

  private static void write(Path group, String file, String value) throws IOException {
    // The kernel's files are there already, and take one write at a time.
    Files.write(
        group.resolve(file), value.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
  }

  /** A group with limits, empty. */
  static Group make(int tasks) throws IOException {
    long pid = ProcessHandle.current().pid();
    Path group = folder.resolve("neuronbook-%d-%d".formatted(pid, NUMBER.incrementAndGet()));
    Files.createDirectory(group);
    Map<String, String> limits =
        new TreeMap<>(
            Map.of(
                "memory.max",
                Long.toString(MEMORY),
                "pids.max",
                Integer.toString(tasks),
                "cpu.max",
                PROCESSORS,
                // Half a process is of no use to anybody.
                "memory.oom.group",
                "1"));
    if (Files.exists(group.resolve("memory.swap.max"))) {
      limits.put("memory.swap.max", "0");
    }
    for (var limit : limits.entrySet()) {
      write(group, limit.getKey(), limit.getValue());
    }
    return new Group(group);
  }

  /** One group. */
  record Group(Path folder) {
    /**
     * The command as it runs inside: a shell enters and becomes it. If it cannot enter, it ends.
     */
    List<String> inside(List<String> command) {
      List<String> full =
          new ArrayList<>(
              List.of("/bin/sh", "-c", "echo 0 >\"$0/cgroup.procs\" && exec \"$@\"", "" + folder));
      full.addAll(command);
      return full;
    }

    /** Ends all its processes, whatever they did to get away, and the group. */
    void end() {
      try {
        if (Files.exists(folder.resolve("cgroup.kill"))) {
          write(folder, "cgroup.kill", "1");
        }
        // The kernel lets go of a group when the last of its processes is gone.
        for (int i = 0; i < 500 && populated(); i++) {
          LockSupport.parkNanos(10_000_000);
        }
        Files.delete(folder);
      } catch (NoSuchFileException gone) {
        // It was ended before.
      } catch (IOException e) {
        throw new UncheckedIOException("cannot end the control group " + folder, e);
      }
    }

    private boolean populated() throws IOException {
      return Files.readString(folder.resolve("cgroup.events")).contains("populated 1");
    }
  }
}
