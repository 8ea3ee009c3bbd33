package org.neuronbook.course.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.neuronbook.course.BuildStamp;
import org.neuronbook.course.Program;
import org.neuronbook.course.Project;
import org.neuronbook.course.tests.Tool;
import org.neuronbook.grader.progress.ProgressException;
import org.neuronbook.grader.progress.ProgressFile;
import org.neuronbook.grader.progress.ProgressPlace;
import org.neuronbook.grader.progress.Tally;

/** Java, the build, fonts, the home folder, and the tools that tests need. */
final class SystemChecks {
  private static final String JDK_HELP = "sudo apt install default-jdk-headless";

  private SystemChecks() {}

  /** The launcher has looked already; this is for those who start Java themselves. */
  static Finding jdk(Machine machine, Project project) {
    String version = machine.javaVersion();
    if (version.matches("25(\\.0\\.[012](\\.\\d+)*)?(-.*)?")) {
      return Finding.broken(
          "JDK",
          version
              + " is refused: its G1 collector moves arrays that native code holds on to (mended in 25.0.3).",
          JDK_HELP);
    }
    if (!machine.hasModule("jdk.compiler") || !machine.hasModule("jdk.jshell")) {
      return Finding.broken(
          "JDK", version + " is a runtime only (JRE); cells must be compiled.", JDK_HELP);
    }
    return Finding.ok("JDK", version);
  }

  static Finding build(Machine machine, Project project) {
    Optional<Path> newer = new BuildStamp(project).newerSource();
    return newer
        .map(
            source ->
                Finding.warning(
                    "Build",
                    "stale: "
                        + project.root().relativize(source)
                        + " is newer than the last good build, so notebooks run old classes.",
                    "./course setup"))
        .orElseGet(() -> Finding.ok("Build", "up to date"));
  }

  static Finding fonts(Machine machine, Project project) {
    String said = machine.drawText();
    String lower = said.toLowerCase(Locale.ROOT);
    if (said.isEmpty()) {
      return Finding.ok("Fonts", "Java draws text");
    }
    if (lower.contains("freetype")) {
      return Finding.broken(
          "Fonts",
          "Java does not find libfreetype, without which no chart can be drawn.",
          "sudo apt install libfreetype6");
    }
    if (lower.contains("fontconfig") || lower.contains("physical fonts")) {
      return Finding.warning(
          "Fonts",
          "this machine has no fonts. Charts use the font that the course brings; Chinese text needs one of the system.",
          "sudo apt install fontconfig fonts-dejavu-core");
    }
    return Finding.broken(
        "Fonts",
        "Java cannot draw text: " + said.lines().findFirst().orElse(""),
        "sudo apt install libfreetype6 fontconfig fonts-dejavu-core");
  }

  static Finding home(Machine machine, Project project) {
    Path home = machine.home();
    if (!machine.writable(project.root())) {
      return Finding.broken(
          "Folders",
          "the project's folder cannot be written, and all that the course makes goes there.",
          "sudo chown -R \"$(id -un)\" \"" + project.root() + "\"");
    }
    if (!machine.writable(home)) {
      return Finding.warning(
          "Folders",
          "the home folder "
              + home
              + " is read-only. The course keeps its things in .cache instead; other tools may not.",
          "export HOME=/a/folder/of/yours");
    }
    return Finding.ok("Folders", "home and project can be written");
  }

  /** Where a notebook's {@code progress()} has its numbers from. */
  static Finding progress(Machine machine, Project project) {
    Map<String, String> properties =
        Map.of("os.name", machine.operatingSystem(), "user.home", machine.home().toString());
    Optional<Path> file = ProgressPlace.of(properties::get, machine::variable);
    if (file.isEmpty()) {
      return Finding.ok("Progress", "is not kept: " + ProgressPlace.VARIABLE + " is off");
    }
    try {
      long solved =
          new ProgressFile(file.get()).read().values().stream().filter(Tally::solved).count();
      return Finding.ok("Progress", "%d solved, kept in %s".formatted(solved, file.get()));
    } catch (ProgressException failed) {
      return Finding.warning(
          "Progress",
          failed.getMessage() + " Checks work all the same.",
          "export %s=/a/file/of/yours.db".formatted(ProgressPlace.VARIABLE));
    }
  }

  static Finding bubblewrap(Machine machine, Project project) {
    if (!machine.operatingSystem().equals("Linux")) {
      return Finding.ok("bubblewrap", "is of Linux alone; not needed here");
    }
    Optional<Path> program = machine.find(Tool.BUBBLEWRAP);
    if (program.isEmpty()) {
      return missing(Tool.BUBBLEWRAP);
    }
    Program.Result result =
        machine.run(List.of(program.get().toString(), "--ro-bind", "/", "/", "true"));
    return result.succeeded()
        ? Finding.ok("bubblewrap", program.get().toString())
        : Finding.warning(
            "bubblewrap",
            "is there but may not make a namespace here: " + result.tail(1).strip(),
            "sudo sysctl -w kernel.unprivileged_userns_clone=1");
  }

  static Finding chromium(Machine machine, Project project) {
    return machine
        .find(Tool.CHROMIUM)
        .map(program -> Finding.ok(Tool.CHROMIUM.name(), program.toString()))
        .orElseGet(() -> missing(Tool.CHROMIUM));
  }

  private static Finding missing(Tool tool) {
    return Finding.warning(
        tool.name(),
        "is not installed. Lessons do without; `./course test` needs it (" + tool.use() + ").",
        tool.remedy());
  }
}
