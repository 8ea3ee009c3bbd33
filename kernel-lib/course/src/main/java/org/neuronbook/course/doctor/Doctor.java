package org.neuronbook.course.doctor;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.List;
import org.neuronbook.course.Project;

/**
 * Examines a machine for all that has been seen to keep the course from running, and says what
 * mends it.
 */
public final class Doctor {
  private final Machine machine;
  private final Project project;

  public Doctor(Project project) {
    this(new ThisMachine(project.root()), project);
  }

  Doctor(Machine machine, Project project) {
    this.machine = machine;
    this.project = project;
  }

  private static List<Check> checks(int port) {
    return List.of(
        SystemChecks::jdk,
        SystemChecks::build,
        PythonChecks::python,
        PythonChecks::venv,
        PythonChecks::externallyManaged,
        PythonChecks::environment,
        KernelChecks::shadow,
        KernelChecks::products,
        SystemChecks::fonts,
        SystemChecks::home,
        SystemChecks::progress,
        NetworkChecks::loopback,
        NetworkChecks.port(port),
        NetworkChecks::proxy,
        SystemChecks::bubblewrap,
        SystemChecks::chromium);
  }

  List<Finding> examine(int port) {
    return checks(port).stream().map(check -> check.examine(machine, project)).toList();
  }

  /**
   * Prints a line for each examination; returns whether nothing that the lessons need is broken.
   */
  public boolean report(int port, PrintWriter out) {
    List<Finding> findings = examine(port);
    CharsetEncoder screen = Charset.defaultCharset().newEncoder();
    for (Finding finding : findings) {
      String mark = finding.level().mark;
      out.printf(
          "%s %-8s %-16s %s%n",
          screen.canEncode(mark) ? mark : "-",
          finding.level().word,
          finding.subject(),
          finding.text());
      if (!finding.remedy().isEmpty()) {
        out.printf("%27s-> %s%n", "", finding.remedy());
      }
    }
    long broken = count(findings, Finding.Level.BROKEN);
    long warnings = count(findings, Finding.Level.WARNING);
    out.println();
    out.println(
        broken == 0 && warnings == 0
            ? "All is well: ./course lab"
            : broken + " broken, " + warnings + (warnings == 1 ? " warning." : " warnings."));
    return broken == 0;
  }

  private static long count(List<Finding> findings, Finding.Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }
}
