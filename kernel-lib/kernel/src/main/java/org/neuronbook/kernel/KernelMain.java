package org.neuronbook.kernel;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/** Starts the kernel: {@code java ... org.neuronbook.kernel.KernelMain connection-file}. */
public final class KernelMain {
  /** What the process's standard error was before cells got their own. */
  private static final PrintStream LOG = System.err;

  private KernelMain() {}

  /** Reports a bug of the kernel where the Jupyter server's log is. */
  static void log(Throwable e) {
    try {
      e.printStackTrace(LOG);
    } catch (OutOfMemoryError none) {
      // what there is to say cannot be said
    }
  }

  /** Says something there that the learner need not see. */
  static void log(String sentence) {
    LOG.println(sentence);
  }

  /**
   * Serves one notebook until it asks for shutdown or the Jupyter server is gone.
   *
   * @param arguments the path of the connection file that Jupyter wrote
   * @throws Exception if the connection file cannot be read or a port is taken
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      LOG.println("usage: KernelMain connection-file (Jupyter starts kernels; see ./course lab)");
      System.exit(2);
    }
    Thread.setDefaultUncaughtExceptionHandler(KernelMain::kernelThreadDied);
    Path file = Path.of(arguments[0]);
    // Of all that a start does the compiler takes longest: it begins first, on a thread of its own.
    var shell = CompletableFuture.supplyAsync(JavaShell::new);
    var server = new KernelServer(KernelConnectionProperties.parse(Files.readString(file)));
    TeachingKernel kernel = new TeachingKernel(server);
    endWithParent();
    server.start(kernel);
    kernel.prepare(shell);
    Thread warmUp = new Thread(kernel::warmUp, "warm-up");
    warmUp.setDaemon(true);
    warmUp.start();
    server.awaitShutdown();
    server.close();
    // Threads that cells started, and shutdown hooks they registered, must not keep the process.
    Runtime.getRuntime().halt(0);
  }

  /**
   * Threads of cells have a handler of their own; this is for the kernel's. Without one of them
   * (mostly when memory runs out while a message arrives) it would hang for ever; Jupyter restarts
   * a kernel that is gone, and says so.
   */
  private static void kernelThreadDied(Thread thread, Throwable e) {
    log(e);
    while (true) {
      try {
        Runtime.getRuntime().halt(70);
      } catch (OutOfMemoryError none) {
        Thread.onSpinWait(); // until the cell that took it all has failed
      }
    }
  }

  /** A Jupyter server that was killed cannot ask for shutdown. */
  private static void endWithParent() {
    String parent = System.getenv("JPY_PARENT_PID");
    if (parent != null && parent.matches("\\d+")) {
      ProcessHandle.of(Long.parseLong(parent))
          .ifPresent(server -> server.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    }
  }
}
