package org.neuronbook.kernel;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;

/**
 * Runs the compiled snippets of a cell, each on a thread of its own that can be stopped, and keeps
 * the real value and the real exception, where JShell itself keeps only their texts.
 *
 * <p>An interrupt is served in three steps: the {@link StopCheck} and {@link Thread#interrupt} at
 * once; after {@value #STOP_AFTER_MILLIS} ms {@code Thread.stop} where the JDK still has it, for
 * loops inside a library; after {@value #ABANDON_AFTER_MILLIS} ms the thread is left behind, so
 * that the learner gets the kernel back in any case.
 */
final class Execution extends DirectExecutionControl {
  static final int STOP_AFTER_MILLIS = 2_000;
  static final int ABANDON_AFTER_MILLIS = 4_000;

  private final Object lock = new Object();
  private final Variables variables;
  private final MemoryReserve reserve = new MemoryReserve();
  private final CellClassLoader loader;
  private UnaryOperator<Object> finish = UnaryOperator.identity();
  private RunningCell cell = RunningCell.ofThisThread();
  private Invocation running;
  private boolean interrupted;
  private boolean outOfMemory;
  private volatile long usedAtStart;
  private Invocation last;
  private boolean isDeclaring;
  private Throwable rethrown;
  private StopWatch watch = new StopWatch();

  /** What an interrupt is about to stop, or null. */
  private Invocation stopping;

  Execution(CellClassLoader loader) {
    super(loader);
    this.loader = loader;
    this.variables = loader.variables();
  }

  /** Forgets an interrupt that came too late for the previous cell. */
  void beginCell(RunningCell next) {
    reserve.hold();
    next.begin();
    usedAtStart = MemoryReserve.used();
    synchronized (lock) {
      cell = next;
      interrupted = false;
      outOfMemory = false;
    }
  }

  /** Whether the cell ended because memory ran out. */
  boolean isOutOfMemory() {
    synchronized (lock) {
      return outOfMemory;
    }
  }

  boolean isInterrupted() {
    synchronized (lock) {
      return interrupted;
    }
  }

  /**
   * Sets what is applied to the next snippet's value, on the snippet's own thread: rendering calls
   * the learner's {@code toString}, which may loop or throw like any other code of theirs.
   */
  void finishWith(UnaryOperator<Object> next) {
    finish = next;
    last = null;
  }

  /** The finished value of the last snippet, or null. */
  Object value() {
    return last == null ? null : last.value;
  }

  /** What the last snippet threw, or null. */
  Throwable thrown() {
    return last == null ? null : last.thrown;
  }

  boolean wasAbandoned() {
    return last != null && last.abandoned;
  }

  Variables variables() {
    return variables;
  }

  /** Lets JShell declare something whose code must not run. */
  <T> T withoutRunning(Supplier<T> declaration) {
    isDeclaring = true;
    try {
      return declaration.get();
    } finally {
      isDeclaring = false;
    }
  }

  /** JShell asks for the text of a variable's value. */
  @Override
  public String varValue(String className, String name) {
    Field field = variables.field(className, name);
    return field == null ? "" : valueString(Variables.value(field));
  }

  @Override
  protected String invoke(Method snippet) throws Exception {
    if (isDeclaring) {
      return "";
    }
    if (rethrown != null) {
      throw new InvocationTargetException(rethrown);
    }
    call(() -> snippet.invoke(null));
    return ""; // never the value's text: JShell would print all of a large array
  }

  /** Sets what measures the snippets that run from now on, and returns what did it before. */
  StopWatch measureWith(StopWatch next) {
    StopWatch previous = watch;
    watch = next;
    return previous;
  }

  /**
   * Runs what is no snippet as if it were one: on a thread of its own, which an interrupt stops.
   * What it throws is told by {@link #thrown}, what it yields by {@link #value}.
   */
  void call(Callable<Object> code) throws Exception {
    Invocation outer;
    Invocation invocation = new Invocation(code, finish);
    synchronized (lock) {
      outer = running;
    }
    if (outer != null && Thread.currentThread() == outer.thread) {
      invocation.run(); // a cell that calls eval("..."): already on a thread that can be stopped
    } else {
      runOnItsOwnThread(invocation);
    }
    last = invocation;
    if (invocation.abandoned || invocation.thrown instanceof StopCheck.Stopped) {
      throw new ExecutionControl.StoppedException();
    }
    if (invocation.thrown != null) {
      throw new InvocationTargetException(invocation.thrown);
    }
  }

  /**
   * Runs code that is no snippet as if it were one.
   *
   * @return whether it was left running behind
   */
  boolean run(Runnable code) throws InterruptedException {
    Invocation invocation = new Invocation(Executors.callable(code), UnaryOperator.identity());
    runOnItsOwnThread(invocation);
    return invocation.abandoned;
  }

  /** While the action runs, every snippet throws this at once. */
  void rethrowing(Throwable failure, Runnable action) {
    rethrown = failure;
    try {
      action.run();
    } finally {
      rethrown = null;
    }
  }

  private void runOnItsOwnThread(Invocation invocation) throws InterruptedException {
    synchronized (lock) {
      if (interrupted) {
        invocation.thrown = new StopCheck.Stopped();
        return;
      }
      running = invocation;
      invocation.thread.start();
      try {
        while (!invocation.finished && !invocation.abandoned || stopping != null) {
          lock.wait();
        }
      } finally {
        running = null;
        if (outOfMemory) {
          StopCheck.withdraw(cell);
        }
      }
    }
  }

  /** Stops the running cell; the second and later calls for one cell change nothing. */
  @Override
  public void stop() {
    synchronized (lock) {
      if (interrupted) {
        return;
      }
      interrupted = true;
      if (running != null) {
        stopping = running;
        Thread watch = new Thread(this::insistWhateverMemoryIsLeft, "interrupt");
        watch.setDaemon(true);
        watch.start();
      }
    }
  }

  /** How much memory was used when the cell began, garbage included. */
  long usedAtStart() {
    return usedAtStart;
  }

  /**
   * Stops the running cell, if there is one, because memory is nearly full. The cell fails as if it
   * had run out of it, and enough is left for the kernel to say so and go on. Where its code does
   * not ask (see {@link StopCheck}) it runs on and meets the end of the memory.
   */
  void stopForMemory() {
    synchronized (lock) {
      if (running != null && !outOfMemory) {
        StopCheck.request(cell);
        outOfMemory = true;
      }
    }
  }

  /** Looking at threads takes memory: where there is none, the cell's own soon fail for it. */
  private void insistWhateverMemoryIsLeft() {
    while (true) {
      try {
        insist();
        return;
      } catch (OutOfMemoryError none) {
        Thread.onSpinWait();
      }
    }
  }

  /** Until the cell's thread has ended, and whatever else works for the cell stands still. */
  private void insist() {
    long start = System.nanoTime();
    StopCheck.request(cell);
    synchronized (lock) {
      boolean forced = false;
      List<Thread> burning = burning();
      while (!stopping.finished || !burning.isEmpty()) {
        stopping.thread.interrupt();
        cell.workers().forEach(Thread::interrupt);
        long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        if (elapsed >= ABANDON_AFTER_MILLIS) {
          stopping.abandoned = true;
          break;
        }
        if (elapsed >= STOP_AFTER_MILLIS && !forced) {
          forced = true;
          burning.forEach(Execution::forceStop);
          forceStop(stopping.thread);
        }
        try {
          lock.wait(stopping.finished ? 20 : 500);
        } catch (InterruptedException e) {
          break; // nobody does
        }
        burning = burning();
      }
      if (!stopping.abandoned) {
        StopCheck.withdraw(cell);
      }
      stopping = null;
      lock.notifyAll();
    }
  }

  /** Threads that wait cost nothing, and may be a pool's; those that run must end. */
  private List<Thread> burning() {
    return cell.workers().stream()
        .filter(thread -> thread != stopping.thread && RunningCell.isRunningCellCode(thread))
        .toList();
  }

  @SuppressWarnings({"deprecation", "removal"})
  private static void forceStop(Thread thread) {
    try {
      thread.stop();
    } catch (UnsupportedOperationException | NoSuchMethodError e) {
      // JDK 20 and later: nothing stops a library that does not look at Thread.interrupted().
    }
  }

  /** One snippet on its way. */
  private final class Invocation implements Runnable {
    final Callable<Object> code;
    final UnaryOperator<Object> finish;
    final Thread thread = cell.newThread(this);
    Object value;
    Throwable thrown;
    boolean finished;
    boolean abandoned;

    Invocation(Callable<Object> code, UnaryOperator<Object> finish) {
      this.code = code;
      this.finish = finish;
      thread.setContextClassLoader(loader); // where libraries look for services
    }

    @Override
    @SuppressWarnings("removal")
    public void run() {
      Object result = null;
      Throwable failure = null;
      try {
        result = finish.apply(watch.measured(code));
      } catch (InvocationTargetException e) {
        failure = e.getCause();
      } catch (Throwable e) { // also OutOfMemoryError and StackOverflowError: the kernel lives on
        failure = e;
      }
      if (failure instanceof OutOfMemoryError) {
        reserve.release(); // before anything else is allocated
      }
      synchronized (lock) {
        outOfMemory |= failure instanceof OutOfMemoryError && !abandoned;
        if (outOfMemory) {
          reserve.release();
        }
        value = result;
        thrown = failure instanceof ThreadDeath ? new StopCheck.Stopped() : failure;
        finished = true;
        lock.notifyAll();
      }
    }
  }
}
