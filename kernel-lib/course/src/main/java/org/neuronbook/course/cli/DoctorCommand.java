package org.neuronbook.course.cli;

import java.util.concurrent.Callable;
import org.neuronbook.course.Project;
import org.neuronbook.course.doctor.Doctor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "doctor",
    description =
        "Finds what keeps the course from running here, and tells the command that mends it.")
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8888",
      description = "Port that `lab` would use (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Override
  public Integer call() {
    return new Doctor(Project.here()).report(port, spec.commandLine().getOut()) ? 0 : 1;
  }
}
