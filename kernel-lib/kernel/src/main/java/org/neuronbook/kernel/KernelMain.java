package org.neuronbook.kernel;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.neuronbook.kernel.install.InstallCommand;

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
   * Serves one notebook until it asks for shutdown or the Jupyter server is gone; or installs the
   * kernel, where the arguments ask for that.
   *
   * @param arguments the path of the connection file that Jupyter wrote, or options of {@link
   *     InstallCommand}
   * @throws Exception if the connection file cannot be read or a port is taken
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1 || arguments[0].startsWith("-")) {
      System.exit(new InstallCommand(System.out, LOG).run(List.of(arguments)));
    }
    Thread.setDefaultUncaughtExceptionHandler(KernelMain::kernelThreadDied);
    endWithParent();
    Path file = Path.of(arguments[0]);
    KernelServer server = serve(KernelConnectionProperties.parse(Files.readString(file)));
    server.awaitShutdown();
    server.close();
    // Threads that cells started, and shutdown hooks they registered, must not keep the process.
    Runtime.getRuntime().halt(0);
  }

  /** Starts a kernel; when this returns, it is ready for cells. */
  static KernelServer serve(KernelConnectionProperties properties) throws GeneralSecurityException {
    // Of all that a start does the compiler takes longest: it begins first, on a thread of its own.
    var shell = CompletableFuture.supplyAsync(JavaShell::new);
    KernelServer server = new KernelServer(properties);
    TeachingKernel kernel = new TeachingKernel(server);
    server.start(kernel);
    kernel.prepare(shell);
    return server;
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
