package org.neuronbook.compute;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What multiplies matrices on this machine, and how precisely. By default it is Java's Vector API,
 * which needs the JVM option {@code --add-modules jdk.incubator.vector}; without it plain Java. A
 * native BLAS of the system, such as OpenBLAS, is used when {@code
 * -Ddev.ludovic.netlib.blas.allowNative=true} or {@code
 * -Ddev.ludovic.netlib.blas.nativeLibPath=libopenblas.so.0} asks for it and it can be loaded.
 */
public final class Compute {
  /** Kept in a field: a logger without a strong reference forgets its level. */
  private static final Logger NETLIB_LOG = Logger.getLogger("dev.ludovic.netlib.blas");

  private static final Engine ENGINE = load();
  private static volatile Precision products = Precision.FLOAT64;

  private Compute() {}

  private static Engine load() {
    // The library announces its choice on standard error, which a notebook shows in red.
    NETLIB_LOG.setLevel(Level.WARNING);
    boolean asked = System.getProperty("dev.ludovic.netlib.blas.nativeLibPath") != null;
    if (System.getProperty(BLAS.ALLOW_NATIVE_BLAS) == null) {
      System.setProperty(BLAS.ALLOW_NATIVE_BLAS, Boolean.toString(asked));
    }
    BLAS blas = BLAS.getInstance();
    if (blas instanceof NativeBLAS) {
      return new BlasEngine(blas, "native BLAS");
    }
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      return VectorEngine.suitsThisProcessor()
          ? new VectorEngine()
          : new BlasEngine(
              JavaBLAS.getInstance(), "plain Java (this processor has no fused multiply-add)");
    }
    return new BlasEngine(
        JavaBLAS.getInstance(),
        "plain Java (start the JVM with --add-modules jdk.incubator.vector to multiply about ten times faster)");
  }

  static Engine engine() {
    return ENGINE;
  }

  /**
   * Lets matrix products and convolutions, forward and backward, multiply and add in the given
   * precision from now on, in all threads. Everything else stays in double, and so does a product
   * of fewer than 1,000 multiplications.
   *
   * <p>What {@link Precision#FLOAT32} costs: each element of a product is wrong by about 1e-7 of
   * the sum of the sizes of its terms, so gradients cannot be checked with it. Trained on MNIST,
   * 784-128-10 with Adam for three epochs: 96.91 % right in double, 96.92 % with float32 products
   * (means of three seeds); a network of two convolutions for one epoch: 98.41 % and 98.59 % (one
   * seed). Another seed changes more. The bits are the same for any number of threads.
   */
  public static void products(Precision precision) {
    products = precision;
  }

  /** The precision of products. */
  public static Precision products() {
    return products;
  }

  /** One line for people, such as "Java Vector API, 2 threads, float64". */
  public static String description() {
    int threads = threads();
    return "%s, %d thread%s, %s"
        .formatted(ENGINE.name(), threads, threads == 1 ? "" : "s", products);
  }

  /** How many threads share a large product. */
  public static int threads() {
    // A common pool without workers calls its parallelism 1 all the same.
    int asked = Integer.getInteger("java.util.concurrent.ForkJoinPool.common.parallelism", -1);
    return 1 + (asked >= 0 ? asked : Runtime.getRuntime().availableProcessors() - 1);
  }
}
