package org.neuronbook.course.grade;

import java.io.Console;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Tells how far a batch is: a line that renews itself on a terminal, else a line a row. */
final class Progress {
  /** The speed is that of the latest rows: those that were known before cost nothing. */
  private static final int LATEST = 50;

  private final PrintWriter out;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final Deque<Long> times = new ArrayDeque<>();

  /**
   * @param nanos the time, in nanoseconds
   */
  Progress(PrintWriter out, boolean terminal, LongSupplier nanos) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
    times.add(nanos.getAsLong());
  }

  /** Whether somebody is watching. */
  static boolean isTerminal() {
    Console console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      // From Java 22 on there may be a console without a terminal.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException before22) {
      return true;
    }
  }

  /** Another row is done. */
  void row(Graded row, int done, int total) {
    times.add(nanos.getAsLong());
    if (times.size() > LATEST) {
      times.remove();
    }
    if (terminal) {
      String left = done == total ? "" : ", " + left(total - done) + " left";
      out.print("\r\033[K%d of %d%s  %s".formatted(done, total, left, line(row)));
      if (done == total) {
        out.print("\r\033[K");
      }
    } else {
      out.println(line(row));
    }
    out.flush();
  }

  /** Minutes and seconds. */
  private String left(int rows) {
    double each = (double) (times.getLast() - times.getFirst()) / (times.size() - 1);
    long seconds = Math.round(each * rows / 1e9);
    return "%d:%02d".formatted(seconds / 60, seconds % 60);
  }

  private String line(Graded row) {
    String name = plain(row.submission());
    return row.problem().isEmpty()
        ? "%s %s: %s of %s".formatted(name, row.exercise(), row.points(), row.maximum())
        : "%s: %s".formatted(name, plain(row.problem()));
  }

  /** A name is somebody else's text: nothing in it may move the cursor. */
  private String plain(String text) {
    String plain = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
    // A line that is broken in two could not be renewed.
    return terminal && plain.length() > 50 ? plain.substring(0, 50) + "…" : plain;
  }
}
