package org.neuronbook.course.notebooks;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.neuronbook.course.Project;
import org.neuronbook.course.setup.Jupyter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code course notebooks build}. */
@Command(
    name = "build",
    description = "Writes the notebooks that differ from their lessons' sources.",
    mixinStandardHelpOptions = true)
final class BuildCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Selection selection;
  @Mixin private ExecutionOptions execution;

  @Option(names = "--all", description = "Write also those that are up to date.")
  private boolean all;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Project project = Project.here();
    Jupyter.prepare(project, out::println);
    VenvPython python = VenvPython.of(project);
    NotebookBuild build =
        new NotebookBuild(
            new NbclientExecutor(python), execution.limits(), execution.jobs(), out::println);
    return Selection.report(
        build.build(new Jupytext(python).read(selection.lessons(project)), all), out::println);
  }
}
