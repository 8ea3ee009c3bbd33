package org.neuronbook.course.notebooks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.neuronbook.course.Project;
import org.neuronbook.course.setup.Jupyter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code course notebooks run}. */
@Command(
    name = "run",
    description = "Runs every notebook from top to bottom and writes nothing.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Selection selection;
  @Mixin private ExecutionOptions execution;

  @Option(
      names = "--kernel",
      paramLabel = "NAME",
      description =
          "The kernel (default: ${DEFAULT-VALUE}). In another one, such as java (JJava), only the"
              + " lessons run.")
  private String kernel = Assembler.KERNEL;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Project project = Project.here();
    Jupyter.prepare(project, out::println);
    VenvPython python = VenvPython.of(project);
    List<Problem> problems = new ArrayList<>();
    List<NotebookRun> runs = new ArrayList<>();
    for (LessonSource source : new Jupytext(python).read(selection.lessons(project))) {
      List<Problem> faults = SourceChecks.check(source);
      problems.addAll(faults);
      for (NotebookKind kind : NotebookKind.values()) {
        if (faults.isEmpty() && (kind == NotebookKind.LESSON || kernel.equals(Assembler.KERNEL))) {
          runs.add(new NotebookRun(source, kind, kernel, execution.limits()));
        }
      }
    }
    List<NotebookRun.Result> results =
        NotebookRun.executeAll(runs, new NbclientExecutor(python), execution.jobs(), out::println);
    out.print(RunTable.of(results));
    results.forEach(result -> problems.addAll(result.problems()));
    return Selection.report(problems, out::println);
  }
}
