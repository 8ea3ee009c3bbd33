package org.neuronbook.kernel;

/**
 * What a cell calls when its source says {@code System.exit}, {@code Runtime.exit} or {@code
 * Runtime.halt}: the kernel, and every variable in it, must outlive the cell.
 *
 * <p>Public because classes of cells call it (see {@link Weaver}); nobody else should.
 */
public final class ExitGuard {
  /** Says what was refused and what to do instead. */
  static final class ExitRefused extends RuntimeException {
    ExitRefused(String call) {
      super(
          call
              + " was not carried out: it would end the kernel and lose every variable. To leave a"
              + " method write return, to stop with an error throw an exception, and to start"
              + " afresh restart the kernel from the menu.");
    }
  }

  private ExitGuard() {}

  /** Stands for {@code System.exit(status)}. */
  public static void exit(int status) {
    throw new ExitRefused("System.exit(" + status + ")");
  }

  /** Stands for {@code runtime.exit(status)}. */
  public static void exit(Runtime runtime, int status) {
    throw new ExitRefused("Runtime.exit(" + status + ")");
  }

  /** Stands for {@code runtime.halt(status)}. */
  public static void halt(Runtime runtime, int status) {
    throw new ExitRefused("Runtime.halt(" + status + ")");
  }
}
