package org.neuronbook.grader.remote;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.neuronbook.grader.LearnerException;
import org.neuronbook.grader.Mismatch;
import org.neuronbook.grader.Todo;
import org.neuronbook.grader.wire.Failure;
import org.neuronbook.grader.wire.Failure.Kind;
import org.neuronbook.grader.wire.Failures;
import org.neuronbook.grader.wire.ProtocolException;

/**
 * Exceptions seen from the grader's side. A verdict never comes over the pipe: what a callback
 * threw is kept here, and the learner's side only says which one came back.
 */
final class GraderFailures implements Failures {
  private final Function<IOException, ? extends RuntimeException> lost;
  private final List<Mismatch> verdicts = new ArrayList<>();

  GraderFailures(Function<IOException, ? extends RuntimeException> lost) {
    this.lost = lost;
  }

  @Override
  public Failure describe(Throwable thrown) {
    if (thrown instanceof Mismatch verdict) {
      verdicts.add(verdict);
      return new Failure(Kind.CALLBACK, "", verdict.getMessage(), "", verdicts.size() - 1);
    }
    String type = thrown.getClass().getSimpleName();
    return new Failure(Kind.THROWN, type, thrown.getMessage(), "", 0);
  }

  @Override
  public Throwable restore(Failure failure) throws ProtocolException {
    return switch (failure.kind()) {
      case TODO -> new Todo(failure.type());
      case CALLBACK -> {
        if (failure.number() < 0 || failure.number() >= verdicts.size()) {
          throw Failures.unknown(failure);
        }
        yield verdicts.get(failure.number());
      }
      case THROWN ->
          new LearnerException(
              failure.message(), failure.where().isEmpty() ? null : failure.where());
    };
  }

  @Override
  public RuntimeException broken(IOException problem) {
    return lost.apply(problem);
  }
}
