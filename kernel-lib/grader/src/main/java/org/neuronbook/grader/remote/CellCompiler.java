package org.neuronbook.grader.remote;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.neuronbook.grader.LearnerException;
import org.neuronbook.grader.SubmissionLost;
import org.neuronbook.grader.worker.Program;
import org.neuronbook.grader.worker.SnippetCompiler;
import org.neuronbook.grader.worker.Source;

/**
 * Compiles submissions in a process that is as isolated as the workers are. It runs none of them,
 * so that it can stay warm from one to the next. A submission that it cannot cope with costs a
 * restart.
 */
public final class CellCompiler implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Renewed now and then, because a compiler remembers things. */
  private static final int SUBMISSIONS = 500;

  private final Workers workers;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "ends compilers");
            thread.setDaemon(true);
            return thread;
          });
  private Servant servant;
  private int compiled;

  public CellCompiler(Workers workers) {
    this.workers = workers;
  }

  /** Compiles a submission. What is wrong with it stands among the problems of the result. */
  public synchronized Program compile(Source source) {
    if (servant == null || !servant.isAlive() || compiled >= SUBMISSIONS) {
      restart();
    }
    boolean fresh = compiled == 0;
    compiled++;
    Servant working = servant;
    Future<?> end = clock.schedule(working::close, LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return working.peer().object(SnippetCompiler.NUMBER, SnippetCompiler.class).compile(source);
    } catch (SubmissionLost | LearnerException failed) {
      working.close();
      // Nobody pays for what an earlier submission did to the compiler.
      return fresh ? tooMuch() : compile(source);
    } finally {
      end.cancel(false);
    }
  }

  private static Program tooMuch() {
    return new Program(
        List.of(),
        List.of(
            "the compiler did not cope with it: is it far too long, or nested far too deeply?"));
  }

  /** What the compiler has cost so far. */
  public synchronized Duration worked() {
    return servant == null ? Duration.ZERO : servant.worked();
  }

  private void restart() {
    if (servant != null) {
      servant.close();
    }
    servant = workers.compiler();
    compiled = 0;
  }

  @Override
  public synchronized void close() {
    clock.shutdownNow();
    if (servant != null) {
      servant.close();
    }
  }
}
