package org.neuronbook.grader;

import java.lang.reflect.Method;

/**
 * What a test has called so far. Written by the thread of the test, read by the one that watches
 * it.
 */
final class Calls {
  private volatile long started;
  private volatile int count;
  private volatile Method method;
  private volatile Object[] arguments;
  private volatile Todo todo;
  private volatile SubmissionLost lost;
  private int depth;

  void enter(Method called, Object[] with) {
    if (depth++ == 0) {
      count++;
      method = called;
      arguments = with;
      started = System.nanoTime();
    }
  }

  void leave() {
    if (--depth == 0) {
      started = 0;
    }
  }

  void meet(Todo met) {
    todo = met;
  }

  void meet(SubmissionLost met) {
    lost = met;
  }

  /** When the running call began, or 0 if none is running. */
  long started() {
    return started;
  }

  int count() {
    return count;
  }

  /** The unwritten code that was called, or null. */
  Todo todo() {
    return todo;
  }

  /** How the submission was lost, or null. */
  SubmissionLost lost() {
    return lost;
  }

  /** The last call as text, for example {@code centre([1, 2, 6])}. */
  String last() {
    Method called = method;
    Object[] with = arguments;
    return called == null ? "" : Show.call(called.getName(), with == null ? new Object[0] : with);
  }
}
