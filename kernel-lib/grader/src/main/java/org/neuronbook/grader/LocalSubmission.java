package org.neuronbook.grader;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Supplier;

/** A learner's class in this very process: for learning in a notebook, not for marks. */
final class LocalSubmission implements Submission {
  private final Supplier<?> supplier;

  LocalSubmission(Supplier<?> supplier) {
    this.supplier = supplier;
  }

  @Override
  public Instance newInstance() {
    Object target;
    try {
      target = supplier.get();
    } catch (Throwable thrown) {
      throw translate(thrown, null);
    }
    return (method, arguments) -> call(target, method, arguments);
  }

  private static Object call(Object target, Method method, Object[] arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw translate(thrown.getCause(), target.getClass());
    } catch (IllegalAccessException thrown) {
      throw new IllegalStateException("a contract must be public: " + method, thrown);
    }
  }

  /** What the grader makes of something that came out of the learner's code. */
  private static RuntimeException translate(Throwable thrown, Class<?> learner) {
    if (thrown instanceof ThreadDeath || thrown instanceof OutOfMemoryError) {
      throw (Error) thrown;
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof Mismatch mismatch) {
        throw mismatch;
      }
      if (cause instanceof Todo || cause instanceof LearnerException) {
        return (RuntimeException) cause;
      }
    }
    return new LearnerException(describe(thrown), LearnerLine.of(thrown, learner));
  }

  /** A failure of a learner's code, as a learner reads it. */
  static String describe(Throwable thrown) {
    String type = thrown.getClass().getSimpleName();
    if (thrown instanceof StackOverflowError) {
      return type + ": does a method call itself without end?";
    }
    if (type.equals("SPIResolutionException")) {
      // JShell's: the class was accepted although it names what does not exist yet.
      return "your class uses something that is not declared: run the cell that declares it, then"
          + " this check again";
    }
    String message = thrown.getMessage();
    return message == null ? type : type + ": " + message;
  }
}
