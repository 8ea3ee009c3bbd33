package org.neuronbook.grader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps what a test's thread and the threads it starts print, and lets everything else through.
 * While it is open, {@link System#out} and {@link System#err} are replaced.
 */
final class CapturedOutput implements AutoCloseable {
  /** Characters kept of one test: enough to debug with, too few to fill a page. */
  static final int LIMIT = 2000;

  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();
  private static final InheritableThreadLocal<ByteArrayOutputStream> KEPT =
      new InheritableThreadLocal<>();

  private final PrintStream out;
  private final PrintStream err;

  CapturedOutput() {
    ONE_AT_A_TIME.lock();
    out = System.out;
    err = System.err;
    System.setOut(new PrintStream(new Divider(out), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new Divider(err), true, StandardCharsets.UTF_8));
  }

  /** From now on keeps what this thread prints. */
  static ByteArrayOutputStream keepMine() {
    var kept = new ByteArrayOutputStream();
    KEPT.set(kept);
    return kept;
  }

  /** Adds what was printed elsewhere. */
  static void add(ByteArrayOutputStream kept, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    synchronized (kept) {
      kept.write(bytes, 0, Math.min(room(kept), bytes.length));
    }
  }

  /** Four bytes a character at most; a flood is dropped, not stored. */
  private static int room(ByteArrayOutputStream kept) {
    return Math.max(0, 4 * LIMIT + 8 - kept.size());
  }

  /** The text kept, cut at the limit. */
  static String text(ByteArrayOutputStream kept) {
    String text;
    synchronized (kept) {
      text = kept.toString(StandardCharsets.UTF_8);
    }
    return text.length() <= LIMIT ? text : text.substring(0, LIMIT) + "\n… (cut)";
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    ONE_AT_A_TIME.unlock();
  }

  private static final class Divider extends OutputStream {
    private final OutputStream original;

    Divider(OutputStream original) {
      this.original = original;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteArrayOutputStream kept = KEPT.get();
      if (kept == null) {
        original.write(bytes, offset, length);
        return;
      }
      synchronized (kept) {
        kept.write(bytes, offset, Math.min(room(kept), length));
      }
    }

    @Override
    public void flush() throws IOException {
      if (KEPT.get() == null) {
        original.flush();
      }
    }
  }
}
