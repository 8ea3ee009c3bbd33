package org.neuronbook.course.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.neuronbook.course.CourseException;

/** One notebook to execute in one kernel. */
record NotebookRun(LessonSource source, NotebookKind kind, String kernel, Executor.Limits limits) {

  /** What came of a run; the problems are empty if all went well. */
  record Result(NotebookRun run, Executor.Execution execution, List<Problem> problems) {}

  /** The notebook as messages show it: {@code notebooks/10-training-loop.ipynb}. */
  String name() {
    return source.lesson().show(kind.file(source.lesson()));
  }

  Notebook assembled() {
    return Assembler.assemble(source, kind);
  }

  /** Runs notebooks side by side; the results keep the order of the runs. */
  static List<Result> executeAll(
      List<NotebookRun> runs, Executor executor, int jobs, Consumer<String> say) {
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, jobs));
    try {
      List<Future<Result>> futures = new ArrayList<>();
      for (NotebookRun run : runs) {
        futures.add(pool.submit(() -> run.execute(executor, say)));
      }
      List<Result> results = new ArrayList<>();
      for (Future<Result> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CourseException("interrupted while notebooks were running", "");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private Result execute(Executor executor, Consumer<String> say) {
    Notebook notebook = assembled();
    long cells = notebook.cells().stream().filter(Cell::isCode).count();
    Executor.Job job =
        new Executor.Job(
            name(), notebook, kernel, kind.directory(source.lesson().project()), limits);
    AtomicInteger started = new AtomicInteger();
    say.accept(name() + ": running " + cells + " cells");
    Executor.Execution execution =
        executor.execute(
            job,
            id -> say.accept(name() + ": " + started.incrementAndGet() + "/" + cells + " " + id));
    return new Result(this, execution, new ExecutionReport(source, kind, job).problems(execution));
  }
}
