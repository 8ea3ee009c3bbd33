package org.neuronbook.grader.worker;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Keeps the beginning of what is printed; a flood is dropped, not stored. */
final class Printed extends OutputStream {
  private static final int LIMIT = 8000;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  /** From now on standard output and error end here. */
  static Printed everything() {
    var printed = new Printed();
    var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
    return printed;
  }

  @Override
  public synchronized void write(int b) {
    if (kept.size() < LIMIT) {
      kept.write(b);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    kept.write(bytes, offset, Math.min(length, LIMIT - kept.size()));
  }

  synchronized String take() {
    String text = kept.toString(StandardCharsets.UTF_8);
    kept.reset();
    return text;
  }
}
