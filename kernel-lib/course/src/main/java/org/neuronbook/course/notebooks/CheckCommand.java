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

/** {@code course notebooks check}. */
@Command(
    name = "check",
    description = "Fails if a source breaks a rule, or a notebook differs from its source.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Selection selection;

  @Option(names = "--sources", description = "Check the sources alone, not the notebooks.")
  private boolean sourcesOnly;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Project project = Project.here();
    Jupyter.prepare(project, out::println);
    List<Lesson> lessons = selection.lessons(project);
    List<LessonSource> sources = new Jupytext(VenvPython.of(project)).read(lessons);
    List<Problem> problems = new ArrayList<>();
    for (LessonSource source : sources) {
      problems.addAll(sourcesOnly ? SourceChecks.check(source) : checkAll(source));
    }
    if (selection.isAll() && !sourcesOnly) {
      problems.addAll(CommittedChecks.orphans(lessons));
    }
    int exit = Selection.report(problems, out::println);
    if (exit == 0) {
      out.println(
          "no problem in " + String.join(", ", lessons.stream().map(Lesson::slug).toList()));
    }
    return exit;
  }

  /** A source with faults gives no notebook to compare with. */
  private static List<Problem> checkAll(LessonSource source) {
    List<Problem> problems = new ArrayList<>(SourceChecks.check(source));
    if (problems.isEmpty()) {
      for (NotebookKind kind : NotebookKind.values()) {
        Notebook assembled = Assembler.assemble(source, kind);
        problems.addAll(CommittedChecks.check(source, kind, assembled));
      }
    }
    return problems;
  }
}
