package org.neuronbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class WeaverTest {
  /** What a learner may write. */
  public static final class Endless implements Runnable {
    @Override
    public void run() {
      while (true) {
        Math.sqrt(2);
      }
    }
  }

  /** Ordinary code with every kind of jump. */
  public static final class Ordinary implements IntUnaryOperator {
    @Override
    public int applyAsInt(int n) {
      int sum = 0;
      for (int i = 0; i < n; i++) {
        if (i % 2 == 0) {
          continue;
        }
        sum += i;
      }
      do {
        sum++;
      } while (sum < n);
      try {
        return sum / (n - n);
      } catch (ArithmeticException e) {
        return sum;
      }
    }
  }

  /** Code that would end the JVM of the tests. */
  public static final class Exit implements Runnable {
    @Override
    public void run() {
      System.exit(1);
    }
  }

  private static Object woven(Class<?> type) throws IOException, ReflectiveOperationException {
    byte[] woven;
    try (InputStream in =
        type.getResourceAsStream(type.getName().replaceAll(".*\\.", "") + ".class")) {
      woven = Weaver.weave(in.readAllBytes(), new Variables(WeaverTest.class.getClassLoader()));
    }
    ClassLoader loader =
        new ClassLoader(type.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(type.getName())
                ? defineClass(name, woven, 0, woven.length)
                : super.loadClass(name, resolve);
          }
        };
    return loader.loadClass(type.getName()).getConstructor().newInstance();
  }

  @Test
  void lacesLoopsSoThatTheyCanBeStopped() throws Exception {
    RunningCell cell = new RunningCell(null, (thread, thrown) -> {});
    AtomicReference<Throwable> end = new AtomicReference<>();
    Runnable endless = (Runnable) woven(Endless.class);
    Thread thread =
        cell.newThread(
            () -> {
              cell.begin();
              try {
                endless.run();
              } catch (Throwable e) {
                end.set(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    StopCheck.request(cell);
    thread.join(60_000);
    StopCheck.withdraw(cell);
    assertThat(thread.isAlive()).isFalse();
    assertThat(end.get()).isInstanceOf(StopCheck.Stopped.class);
  }

  @Test
  void changesNoResult() throws Exception {
    IntUnaryOperator woven = (IntUnaryOperator) woven(Ordinary.class);
    assertThat(woven.getClass()).isNotEqualTo(Ordinary.class);
    for (int n = 0; n < 50; n++) {
      assertThat(woven.applyAsInt(n)).isEqualTo(new Ordinary().applyAsInt(n));
    }
  }

  @Test
  void guardsTheExit() throws Exception {
    Runnable exit = (Runnable) woven(Exit.class);
    assertThatThrownBy(exit::run).hasMessageContaining("System.exit(1) was not carried out");
  }
}
