package org.neuronbook.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.BiConsumer;
import org.dflib.jjava.jupyter.messages.MessageContext;

/**
 * A cell on its way, to which the threads belong that work for it: what they print appears under
 * it, even after it has ended, and an interrupt stops them with it.
 *
 * <p>A thread belongs to the cell that started it. A thread of a pool works for the cell that
 * handed it a task ({@link Handover}); one of the common pool, which all cells share, works for the
 * latest cell otherwise, since that is who uses parallel streams.
 */
final class RunningCell {
  /** Whom a thread works for, and whether it was told so or has it from who started it. */
  private record Owner(RunningCell cell, boolean isInherited) {}

  private static final InheritableThreadLocal<Owner> OWNER =
      new InheritableThreadLocal<>() {
        @Override
        protected Owner childValue(Owner parent) {
          return parent == null ? null : new Owner(parent.cell(), true);
        }
      };

  private static final Map<Thread, RunningCell> WORKERS = new ConcurrentHashMap<>();
  private static volatile RunningCell latest = new RunningCell(null, (thread, thrown) -> {});

  private final MessageContext request;
  private final BiConsumer<Thread, Throwable> uncaught;
  private final ThreadGroup threads;

  /**
   * @param request what the cell's output answers
   * @param uncaught told about exceptions that end threads the cell started
   */
  RunningCell(MessageContext request, BiConsumer<Thread, Throwable> uncaught) {
    this.request = request;
    this.uncaught = uncaught;
    this.threads = new CellThreads(uncaught);
  }

  /** For what runs without a request of its own: its output goes to the latest cell's. */
  static RunningCell afterLatest() {
    return new RunningCell(latest.request, latest.uncaught);
  }

  /** Makes the calling thread, and all that it starts, work for this cell. */
  void begin() {
    latest = this;
    OWNER.set(new Owner(this, false));
  }

  static RunningCell ofThisThread() {
    Owner owner = OWNER.get();
    return owner == null || owner.isInherited() && isShared(Thread.currentThread())
        ? latest
        : owner.cell();
  }

  MessageContext request() {
    return request;
  }

  Thread newThread(Runnable work) {
    return new Thread(threads, work, "cell");
  }

  private static boolean isShared(Thread thread) {
    return thread instanceof ForkJoinWorkerThread worker
        && worker.getPool() == ForkJoinPool.commonPool();
  }

  /** Does a task for this cell on a thread that may belong to another one. */
  <T> T work(Callable<T> task) throws Exception {
    Owner before = OWNER.get();
    Thread worker = Thread.currentThread();
    RunningCell employer = WORKERS.put(worker, this);
    OWNER.set(new Owner(this, false));
    try {
      return task.call();
    } finally {
      OWNER.set(before);
      if (employer == null) {
        WORKERS.remove(worker);
      } else {
        WORKERS.put(worker, employer);
      }
    }
  }

  /** The threads that work for this cell now. */
  List<Thread> workers() {
    List<Thread> all = new ArrayList<>();
    Thread[] started = new Thread[threads.activeCount() + 16];
    int count = threads.enumerate(started);
    for (Thread thread : Arrays.asList(started).subList(0, count)) {
      if (!isShared(thread) && WORKERS.getOrDefault(thread, this) == this) {
        all.add(thread);
      }
    }
    WORKERS.forEach(
        (thread, cell) -> {
          if (cell == this && !all.contains(thread)) {
            all.add(thread);
          }
        });
    if (latest == this) {
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (isShared(thread) && !WORKERS.containsKey(thread) && isRunningCellCode(thread)) {
          all.add(thread);
        }
      }
    }
    return all;
  }

  static boolean isRunningCellCode(Thread thread) {
    return thread.getState() == Thread.State.RUNNABLE
        && Arrays.stream(thread.getStackTrace())
            .anyMatch(frame -> frame.getClassName().startsWith("REPL."));
  }

  private static final class CellThreads extends ThreadGroup {
    private final BiConsumer<Thread, Throwable> uncaught;

    CellThreads(BiConsumer<Thread, Throwable> uncaught) {
      super("cell");
      this.uncaught = uncaught;
    }

    @Override
    @SuppressWarnings("removal")
    public void uncaughtException(Thread thread, Throwable e) {
      if (!(e instanceof StopCheck.Stopped) && !(e instanceof ThreadDeath)) {
        uncaught.accept(thread, e);
      }
    }
  }
}
