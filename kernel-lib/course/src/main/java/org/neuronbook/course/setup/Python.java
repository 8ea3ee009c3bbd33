package org.neuronbook.course.setup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neuronbook.course.Program;

/**
 * A Python of this machine: the program that runs it, its version, and what it can do.
 *
 * @param externallyManaged whether the system forbids {@code pip install} into it (PEP 668); an
 *     environment of our own is not concerned
 */
public record Python(
    List<String> command, int major, int minor, boolean hasVenv, boolean externallyManaged) {
  public static final int OLDEST_MINOR = 10;

  /** The programs asked for, best known first. */
  public static final List<List<String>> NAMES =
      List.of(
          List.of("python3"),
          List.of("python3.13"),
          List.of("python3.12"),
          List.of("python3.11"),
          List.of("python3.10"),
          List.of("python"),
          List.of("py", "-3"));

  static final String PROBE =
      "import sys, os, sysconfig\n"
          + "try:\n"
          + "    import venv, ensurepip\n"
          + "    ensurepip.version()\n"
          + "    has = 1\n"
          + "except Exception:\n"
          + "    has = 0\n"
          + "managed = os.path.exists(os.path.join(sysconfig.get_path('stdlib'), 'EXTERNALLY-MANAGED'))\n"
          + "print('python', sys.version_info[0], sys.version_info[1], has, int(managed))";

  public boolean newEnough() {
    return major == 3 && minor >= OLDEST_MINOR;
  }

  public String version() {
    return major + "." + minor;
  }

  /** Debian's package that has this Python's venv module. */
  public String venvPackage() {
    return "python" + version() + "-venv";
  }

  /** What a run of {@link #PROBE} says about the Python that ran it. */
  static Optional<Python> parse(List<String> command, Program.Result result) {
    if (!result.succeeded()) {
      return Optional.empty();
    }
    return result.lines().stream()
        .filter(line -> line.matches("python \\d+ \\d+ [01] [01]"))
        .map(line -> line.split(" "))
        .map(
            word ->
                new Python(
                    command,
                    Integer.parseInt(word[1]),
                    Integer.parseInt(word[2]),
                    word[3].equals("1"),
                    word[4].equals("1")))
        .findFirst();
  }

  /** Runs programs, so that tests can tell of other machines. */
  public interface Runner {
    Program.Result run(List<String> words);
  }

  public static Runner runner(Path folder) {
    return words -> Program.of(folder, words.toArray()).run();
  }

  /**
   * The first Python that is new enough and has venv; else the best that there is; else nothing.
   */
  public static Optional<Python> find(Runner runner) {
    Python best = null;
    for (List<String> name : NAMES) {
      List<String> words = new ArrayList<>(name);
      words.add("-c");
      words.add(PROBE);
      Optional<Python> found = parse(name, runner.run(words));
      if (found.isPresent()) {
        Python python = found.get();
        if (python.newEnough() && python.hasVenv()) {
          return found;
        }
        if (best == null || (python.newEnough() && !best.newEnough())) {
          best = python;
        }
      }
    }
    return Optional.ofNullable(best);
  }
}
