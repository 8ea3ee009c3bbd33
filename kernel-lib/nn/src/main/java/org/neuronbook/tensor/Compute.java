package org.neuronbook.tensor;

import dev.ludovic.netlib.blas.BLAS;
import java.util.concurrent.ForkJoinPool;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What multiplies matrices on this machine. By default the Vector-API code of netlib, which needs
 * the JVM option {@code --add-modules jdk.incubator.vector} and falls back to plain Java without
 * it; a native BLAS of the system is used when {@code -Ddev.ludovic.netlib.blas.allowNative=true}
 * asks for it.
 */
public final class Compute {
  /** Kept in a field: a logger without a strong reference forgets its level. */
  private static final Logger NETLIB_LOG = Logger.getLogger("dev.ludovic.netlib.blas");

  static final BLAS BLAS_IN_USE = load();

  private Compute() {}

  private static BLAS load() {
    // The library announces its choice on standard error, which a notebook shows in red.
    NETLIB_LOG.setLevel(Level.WARNING);
    if (System.getProperty(BLAS.ALLOW_NATIVE_BLAS) == null) {
      System.setProperty(BLAS.ALLOW_NATIVE_BLAS, "false");
    }
    return BLAS.getInstance();
  }

  /** One line for people, such as "Java Vector API, 2 threads, float64". */
  public static String description() {
    return engine() + ", " + threads() + (threads() == 1 ? " thread" : " threads") + ", float64";
  }

  private static String engine() {
    switch (BLAS_IN_USE.getClass().getSimpleName()) {
      case "VectorBLAS":
        return "Java Vector API";
      case "JNIBLAS":
        return "native BLAS";
      default:
        return "plain Java (start the JVM with --add-modules jdk.incubator.vector to multiply about five times faster)";
    }
  }

  /** How many threads share a large product. */
  public static int threads() {
    return ForkJoinPool.getCommonPoolParallelism() + 1;
  }
}
