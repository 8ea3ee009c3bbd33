package org.neuronbook.grader;

import java.lang.reflect.Method;
import java.util.function.Supplier;

/**
 * Where a learner's code runs: in this process ({@link LocalSubmission}) or behind a pipe. This is
 * the only thing that differs between the two; tests and engine do not notice.
 */
public interface Submission {
  /** The learner's class in this very process: for learning, not for marks. */
  static Submission local(Supplier<?> implementation) {
    return new LocalSubmission(implementation);
  }

  /** A fresh instance of the learner's class: one for every test. */
  Instance newInstance();

  /** How far the code is kept away from the grader. */
  default Isolation isolation() {
    return Isolation.L0;
  }

  /** A call ran out of time: ends what can be ended, so that the call comes back. */
  default void abandon() {}

  /** The processor time used so far, in nanoseconds; -1 if that of the calling thread counts. */
  default long processorNanos() {
    return -1;
  }

  /** What the code printed since this was asked last, where that is not this process's output. */
  default String printed() {
    return "";
  }

  /** One object of the learner's. */
  interface Instance {
    /**
     * Calls a method of the contract.
     *
     * @throws Todo if the method is not written yet
     * @throws Mismatch if a callback that the test passed in was used wrongly
     * @throws SubmissionLost if the code's process ended
     * @throws LearnerException if the learner's code threw anything else
     */
    Object call(Method method, Object[] arguments);
  }
}
