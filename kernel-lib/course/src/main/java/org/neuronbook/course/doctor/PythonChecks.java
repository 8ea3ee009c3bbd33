package org.neuronbook.course.doctor;

import java.util.List;
import java.util.Optional;
import org.neuronbook.course.Project;
import org.neuronbook.course.setup.Python;
import org.neuronbook.course.setup.PythonEnvironment;

/** Python, its venv module, and the environment of the project. */
final class PythonChecks {
  private static final String SUBJECT = "Python";

  private PythonChecks() {}

  static Finding python(Machine machine, Project project) {
    Optional<Python> found = Python.find(machine::run);
    if (haveUv(machine)) {
      return Finding.ok(SUBJECT, "uv is here; it makes the environment");
    }
    if (found.isEmpty()) {
      return Finding.broken(
          SUBJECT,
          "there is no python3. JupyterLab is written in Python.",
          "sudo apt install python3 python3-venv");
    }
    Python python = found.get();
    if (!python.newEnough()) {
      return Finding.broken(
          SUBJECT,
          "the only one is "
              + python.version()
              + "; JupyterLab needs 3."
              + Python.OLDEST_MINOR
              + " or newer.",
          "pip install --user uv    (uv brings its own Python)");
    }
    return Finding.ok(SUBJECT, python.version());
  }

  static Finding venv(Machine machine, Project project) {
    String subject = "Python venv";
    Optional<Python> found = Python.find(machine::run).filter(Python::newEnough);
    if (haveUv(machine) || found.isEmpty()) {
      return Finding.ok(subject, haveUv(machine) ? "uv does without it" : "not looked at");
    }
    Python python = found.get();
    return python.hasVenv()
        ? Finding.ok(subject, "the venv module is here")
        : Finding.broken(
            subject,
            "Python "
                + python.version()
                + " is here without its venv module (Debian splits it off).",
            "sudo apt install " + python.venvPackage());
  }

  static Finding externallyManaged(Machine machine, Project project) {
    String subject = "Python packages";
    boolean managed = Python.find(machine::run).map(Python::externallyManaged).orElse(false);
    return Finding.ok(
        subject,
        managed
            ? "the system's Python is externally managed: pip may not install into it. The course never does, it has .venv"
            : "the course installs into .venv only");
  }

  static Finding environment(Machine machine, Project project) {
    String subject = "Environment";
    if (new PythonEnvironment(project, line -> {}).ready()) {
      return Finding.ok(subject, ".venv is whole");
    }
    if (!machine.outsideUp()) {
      return Finding.broken(
          subject,
          "not set up yet, and there is no network. The first set-up fetches JupyterLab; later runs need none.",
          "./course setup    (once you are connected)");
    }
    return machine.exists(project.venv())
        ? Finding.warning(subject, ".venv is unfinished, moved or outdated.", "./course setup")
        : Finding.warning(subject, "not set up yet.", "./course setup");
  }

  private static boolean haveUv(Machine machine) {
    return machine.run(List.of("uv", "--version")).succeeded();
  }
}
