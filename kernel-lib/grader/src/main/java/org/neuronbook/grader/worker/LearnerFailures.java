package org.neuronbook.grader.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.neuronbook.grader.LearnerException;
import org.neuronbook.grader.Mismatch;
import org.neuronbook.grader.Todo;
import org.neuronbook.grader.wire.Failure;
import org.neuronbook.grader.wire.Failure.Kind;
import org.neuronbook.grader.wire.Failures;

/** Exceptions seen from the learner's side. */
final class LearnerFailures implements Failures {
  /** What callbacks throw at learners, who may catch it: the same types as in one process. */
  private static final Map<String, Function<String, RuntimeException>> TYPES =
      Map.of(
          "IllegalArgumentException", IllegalArgumentException::new,
          "IndexOutOfBoundsException", IndexOutOfBoundsException::new,
          "ArrayIndexOutOfBoundsException", ArrayIndexOutOfBoundsException::new,
          "NullPointerException", NullPointerException::new,
          "ArithmeticException", ArithmeticException::new,
          "UnsupportedOperationException", UnsupportedOperationException::new);

  private final List<Mismatch> verdicts = new ArrayList<>();

  @Override
  public synchronized Failure describe(Throwable thrown) {
    if (thrown instanceof Todo todo) {
      return new Failure(Kind.TODO, todo.exercise(), "", "", 0);
    }
    for (int i = 0; i < verdicts.size(); i++) {
      if (verdicts.get(i) == thrown) {
        return new Failure(Kind.CALLBACK, "", "", "", i);
      }
    }
    if (thrown instanceof LearnerException learner) {
      return new Failure(Kind.THROWN, "", learner.getMessage(), learner.where(), 0);
    }
    String type = thrown.getClass().getSimpleName();
    String message = thrown.getMessage() == null ? type : type + ": " + thrown.getMessage();
    return new Failure(Kind.THROWN, type, message, "", 0);
  }

  @Override
  public synchronized Throwable restore(Failure failure) {
    if (failure.kind() == Kind.CALLBACK) {
      var verdict = new Mismatch(null, failure.message());
      verdicts.add(verdict);
      return verdict;
    }
    return TYPES
        .getOrDefault(failure.type(), IllegalStateException::new)
        .apply(failure.message().isEmpty() ? null : failure.message());
  }

  @Override
  public RuntimeException broken(IOException problem) {
    return new UncheckedIOException(problem);
  }
}
