package org.neuronbook.course.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.neuronbook.course.Project;
import org.neuronbook.course.setup.Jupyter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "setup",
    description = "Makes everything that the lessons need, and repairs what is broken of it.")
final class SetupCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Jupyter.prepare(Project.here(), out::println);
    out.println("Set up. Next: ./course lab");
    return 0;
  }
}
