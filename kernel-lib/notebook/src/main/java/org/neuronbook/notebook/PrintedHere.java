package org.neuronbook.notebook;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Keeps what this thread prints until it is closed; other threads print as before.
 *
 * <p>The front end shows printed text under the cell that runs, and none runs when a widget moves.
 */
final class PrintedHere implements AutoCloseable {

  /** An endless loop that prints must not fill the memory. */
  private static final int MOST_BYTES = 1 << 16;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Thread here = Thread.currentThread();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private long lost;

  PrintedHere() {
    System.setOut(new PrintStream(new Fork(out), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new Fork(err), true, StandardCharsets.UTF_8));
  }

  String text() {
    synchronized (kept) {
      String text = kept.toString(StandardCharsets.UTF_8);
      return lost == 0 ? text : text + "\n... and " + Tables.grouped(lost) + " bytes more";
    }
  }

  /** Prints it where it would have gone. */
  void pass() {
    out.print(text());
    out.flush();
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
  }

  private final class Fork extends OutputStream {
    private final PrintStream others;

    Fork(PrintStream others) {
      this.others = others;
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (Thread.currentThread() != here) {
        others.write(bytes, offset, length);
        return;
      }
      synchronized (kept) {
        int room = Math.min(length, MOST_BYTES - kept.size());
        kept.write(bytes, offset, room);
        lost += length - room;
      }
    }

    @Override
    public void flush() {
      if (Thread.currentThread() != here) {
        others.flush();
      }
    }
  }
}
