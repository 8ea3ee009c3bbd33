package org.neuronbook.kernel;

/**
 * Two leaky buckets that keep the kernel below what a Jupyter server forwards by default: 1,000
 * messages and 1,000,000 bytes of output a second, averaged over three seconds. What is faster the
 * server throws away.
 */
final class Pace {
  private static final double MESSAGES_A_SECOND = 500;
  private static final double BYTES_A_SECOND = 800_000;
  private static final double BURST_SECONDS = 2;

  private double messages;
  private double bytes;
  private long last = System.nanoTime();

  /** Waits until one more message with this many bytes may be sent. */
  void await(int size) throws InterruptedException {
    drain();
    double tooManyMessages = (messages + 1) / MESSAGES_A_SECOND - BURST_SECONDS;
    // A single message may be as large as it likes; only its successors wait.
    double tooManyBytes = bytes / BYTES_A_SECOND - BURST_SECONDS;
    double seconds = Math.max(tooManyMessages, tooManyBytes);
    if (seconds > 0) {
      Thread.sleep((long) Math.ceil(seconds * 1_000));
      drain();
    }
    messages++;
    bytes += size;
  }

  private void drain() {
    long now = System.nanoTime();
    double seconds = (now - last) / 1e9;
    last = now;
    messages = Math.max(0, messages - seconds * MESSAGES_A_SECOND);
    bytes = Math.max(0, bytes - seconds * BYTES_A_SECOND);
  }
}
