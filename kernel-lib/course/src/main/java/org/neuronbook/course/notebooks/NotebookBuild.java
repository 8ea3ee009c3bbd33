package org.neuronbook.course.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes the notebooks of the lessons. */
final class NotebookBuild {
  private final Executor executor;
  private final Executor.Limits limits;
  private final int jobs;
  private final Consumer<String> say;

  /**
   * A build.
   *
   * @param jobs how many notebooks run at the same time
   * @param say told each line for the person who waits
   */
  NotebookBuild(Executor executor, Executor.Limits limits, int jobs, Consumer<String> say) {
    this.executor = executor;
    this.limits = limits;
    this.jobs = jobs;
    this.say = say;
  }

  /**
   * Checks all sources, then writes every notebook that differs from what its source gives.
   *
   * @param all write also those that do not differ
   * @return what went wrong; a notebook with a problem is left as it was
   */
  List<Problem> build(List<LessonSource> sources, boolean all) {
    List<Problem> problems =
        new ArrayList<>(sources.stream().flatMap(s -> SourceChecks.check(s).stream()).toList());
    if (!problems.isEmpty()) {
      return problems;
    }
    List<NotebookRun> runs = new ArrayList<>();
    for (LessonSource source : sources) {
      for (NotebookKind kind : NotebookKind.values()) {
        Notebook assembled = Assembler.assemble(source, kind);
        String name = source.lesson().show(kind.file(source.lesson()));
        if (!all && CommittedChecks.check(source, kind, assembled).isEmpty()) {
          say.accept(name + ": up to date");
        } else if (kind.executed()) {
          runs.add(new NotebookRun(source, kind, Assembler.KERNEL, limits));
        } else {
          Folders.write(kind.file(source.lesson()), NotebookJson.write(assembled));
          say.accept(name + ": written");
        }
      }
    }
    for (NotebookRun.Result result : NotebookRun.executeAll(runs, executor, jobs, say)) {
      problems.addAll(result.problems());
      if (result.problems().isEmpty()) {
        NotebookRun run = result.run();
        Notebook built = Outputs.merge(run.assembled(), result.execution().notebook());
        Folders.write(run.kind().file(run.source().lesson()), NotebookJson.write(built));
        say.accept(run.name() + ": written");
      }
    }
    return problems;
  }
}
