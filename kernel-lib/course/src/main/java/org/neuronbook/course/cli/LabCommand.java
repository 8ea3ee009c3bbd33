package org.neuronbook.course.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.neuronbook.course.Project;
import org.neuronbook.course.lab.JupyterLab;
import org.neuronbook.course.lab.Network;
import org.neuronbook.course.setup.Jupyter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "lab",
    description =
        "Opens the lessons in JupyterLab, after setting up what is missing. Ctrl-C ends it.")
final class LabCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--no-browser",
      description = "Does not open a browser; open the printed address yourself.")
  private boolean noBrowser;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8888",
      description = "Port of the server (default: ${DEFAULT-VALUE}, or the next that is free).")
  private int port;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Project project = Project.here();
    Jupyter.prepare(project, out::println);
    Network.requireLoopback(project.python("python"), project.root());
    int free = Network.freePortFrom(port);
    if (free != port) {
      out.println("Port " + port + " is taken; using " + free + ".");
    }
    out.println("Starting JupyterLab ...");
    try (JupyterLab lab = JupyterLab.start(project, free, !noBrowser)) {
      Thread atExit = new Thread(lab::close, "end-jupyterlab");
      Runtime.getRuntime().addShutdownHook(atExit);
      lab.awaitAnswer();
      out.println();
      out.println("JupyterLab is ready:");
      out.println("  " + lab.address());
      out.println();
      out.println("Ctrl-C ends it. Its log: " + project.root().relativize(lab.log()));
      return lab.await();
    }
  }
}
