package org.neuronbook.kernel;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Stands between a cell and the executors of the JDK: a task that a cell submits works for that
 * cell ({@link RunningCell}), whichever thread it comes to run on. {@link Weaver} puts it there.
 *
 * <p>Public because classes of cells link to it; nobody else should.
 */
public final class Handover {
  private static final String PACKAGE = "java/util/concurrent/";
  private static final Set<String> EXECUTORS =
      Set.of(
          PACKAGE + "Executor",
          PACKAGE + "ExecutorService",
          PACKAGE + "ScheduledExecutorService",
          PACKAGE + "AbstractExecutorService",
          PACKAGE + "ThreadPoolExecutor",
          PACKAGE + "ScheduledThreadPoolExecutor",
          PACKAGE + "ForkJoinPool",
          PACKAGE + "CompletionService",
          PACKAGE + "ExecutorCompletionService");
  private static final Set<String> SUBMITTING =
      Set.of(
          "execute",
          "submit",
          "invokeAll",
          "invokeAny",
          "schedule",
          "scheduleAtFixedRate",
          "scheduleWithFixedDelay");
  private static final Set<String> STAGES =
      Set.of(PACKAGE + "CompletableFuture", PACKAGE + "CompletionStage");
  private static final List<Class<?>> TASKS =
      List.of(
          Runnable.class,
          Callable.class,
          Supplier.class,
          Function.class,
          BiFunction.class,
          Consumer.class,
          BiConsumer.class,
          Collection.class);

  private Handover() {}

  /** Whether a call of a cell gives a task to other threads. */
  static boolean happensIn(String owner, String method) {
    return EXECUTORS.contains(owner) && SUBMITTING.contains(method)
        || STAGES.contains(owner) && method.endsWith("Async");
  }

  /**
   * The bootstrap method of the woven calls: the method itself, with its tasks marked on their way.
   *
   * @param type the method's parameters, the receiver first unless it is static
   */
  public static CallSite link(
      MethodHandles.Lookup caller, String name, MethodType type, Class<?> owner, int isStatic)
      throws ReflectiveOperationException {
    MethodHandle method =
        isStatic != 0
            ? caller.findStatic(owner, name, type)
            : caller.findVirtual(owner, name, type.dropParameterTypes(0, 1)).asType(type);
    for (int i = isStatic != 0 ? 0 : 1; i < type.parameterCount(); i++) {
      Class<?> task = type.parameterType(i);
      if (TASKS.contains(task)) {
        MethodHandle mark =
            MethodHandles.lookup()
                .findStatic(Handover.class, "mark", MethodType.methodType(task, task));
        method = MethodHandles.filterArguments(method, i, mark);
      }
    }
    return new ConstantCallSite(method);
  }

  private static Runnable mark(Runnable task) {
    if (task == null) {
      return null;
    }
    RunningCell cell = RunningCell.ofThisThread();
    return () ->
        now(
            cell,
            () -> {
              task.run();
              return null;
            });
  }

  private static <T> Callable<T> mark(Callable<T> task) {
    if (task == null) {
      return null;
    }
    RunningCell cell = RunningCell.ofThisThread();
    return () -> cell.work(task);
  }

  private static <T> Supplier<T> mark(Supplier<T> task) {
    if (task == null) {
      return null;
    }
    RunningCell cell = RunningCell.ofThisThread();
    return () -> now(cell, task::get);
  }

  private static <A, T> Function<A, T> mark(Function<A, T> task) {
    if (task == null) {
      return null;
    }
    RunningCell cell = RunningCell.ofThisThread();
    return a -> now(cell, () -> task.apply(a));
  }

  private static <A, B, T> BiFunction<A, B, T> mark(BiFunction<A, B, T> task) {
    if (task == null) {
      return null;
    }
    RunningCell cell = RunningCell.ofThisThread();
    return (a, b) -> now(cell, () -> task.apply(a, b));
  }

  private static <A> Consumer<A> mark(Consumer<A> task) {
    if (task == null) {
      return null;
    }
    Function<A, Void> marked =
        mark(
            (Function<A, Void>)
                a -> {
                  task.accept(a);
                  return null;
                });
    return marked::apply;
  }

  private static <A, B> BiConsumer<A, B> mark(BiConsumer<A, B> task) {
    if (task == null) {
      return null;
    }
    BiFunction<A, B, Void> marked =
        mark(
            (BiFunction<A, B, Void>)
                (a, b) -> {
                  task.accept(a, b);
                  return null;
                });
    return marked::apply;
  }

  private static Collection<?> mark(Collection<?> tasks) {
    return tasks == null
        ? null
        : tasks.stream().map(task -> task instanceof Callable<?> c ? mark(c) : task).toList();
  }

  /** Runs what declares no checked exception, and so throws none. */
  private static <T> T now(RunningCell cell, Callable<T> task) {
    try {
      return cell.work(task);
    } catch (Exception e) {
      throw Handover.<RuntimeException>sneak(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Exception> E sneak(Exception e) throws E {
    throw (E) e;
  }
}
