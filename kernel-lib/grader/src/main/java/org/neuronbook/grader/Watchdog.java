package org.neuronbook.grader;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs a test on a thread of its own that can be given up, so that an endless loop costs one test
 * and not the notebook.
 */
final class Watchdog {
  /** How long an interrupted thread gets to end by itself. */
  private static final long GRACE_MILLIS = 100;

  /** How many times longer a thread may take that got less than half of a processor. */
  private static final int STARVED = 3;

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Calls calls;
  private final Duration callLimit;
  private final Duration testLimit;
  private final Submission submission;

  Watchdog(Calls calls, Duration callLimit, Duration testLimit, Submission submission) {
    this.calls = calls;
    this.callLimit = callLimit;
    this.testLimit = testLimit;
    this.submission = submission;
  }

  /** Code that may throw anything. */
  interface Body {
    void run() throws Throwable;
  }

  /**
   * How it ended.
   *
   * @param thrown what the body threw, or null
   * @param exceeded the limit that ran out, or null
   * @param stillRunning whether the body went on even after it was told to stop
   */
  record Outcome(Throwable thrown, Duration exceeded, boolean stillRunning) {}

  /**
   * Runs the body and waits for its end or its deadline.
   *
   * @throws InterruptedException if the waiting thread is interrupted; the body is stopped first
   */
  Outcome run(String name, Body body) throws InterruptedException {
    var done = new CountDownLatch(1);
    var thrown = new Throwable[1];
    var thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (Throwable any) {
                thrown[0] = any;
              } finally {
                done.countDown();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    boolean finished = false;
    try {
      Duration exceeded = await(thread, done);
      finished = exceeded == null;
      return finished
          ? new Outcome(thrown[0], null, false)
          : new Outcome(null, exceeded, !stop(thread, done));
    } finally {
      if (!finished) {
        thread.interrupt();
      }
    }
  }

  /** The limit that ran out before the body was done, or null. */
  private Duration await(Thread thread, CountDownLatch done) throws InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      long now = System.nanoTime();
      long testLeft = testLimit.toNanos() - (now - begin);
      long callBegin = calls.started();
      // A call that has not begun yet cannot run out before a whole limit from now.
      long callLeft = callLimit.toNanos() - (callBegin == 0 ? 0 : now - callBegin);
      if (testLeft <= 0) {
        return testLimit;
      }
      if (callLeft <= 0) {
        callLeft += (STARVED - 1) * callLimit.toNanos();
        if (callLeft <= 0 || !starved(thread)) {
          return callLimit;
        }
        callLeft = Math.min(callLeft, POLL_NANOS);
      }
      if (done.await(Math.min(testLeft, callLeft), TimeUnit.NANOSECONDS)) {
        return null;
      }
    }
  }

  /** Whether other programs kept the thread from working: a busy machine is no endless loop. */
  private boolean starved(Thread thread) {
    long elsewhere = submission.processorNanos();
    if (elsewhere >= 0) {
      return elsewhere < callLimit.toNanos() / 2;
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long worked =
        threads.isThreadCpuTimeSupported() ? threads.getThreadCpuTime(thread.getId()) : -1;
    return worked >= 0 && worked < callLimit.toNanos() / 2;
  }

  /** Asks the thread to end, then makes it; true if it ended. */
  @SuppressWarnings({"deprecation", "removal"})
  private boolean stop(Thread thread, CountDownLatch done) throws InterruptedException {
    submission.abandon();
    thread.interrupt();
    if (done.await(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
      return true;
    }
    try {
      // Frowned upon because it may leave shared objects half changed. Here the alternative is a
      // loop that burns a core until the kernel is restarted, and the thread shares nothing.
      thread.stop();
    } catch (UnsupportedOperationException | NoSuchMethodError newerJava) {
      return false;
    }
    return done.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
