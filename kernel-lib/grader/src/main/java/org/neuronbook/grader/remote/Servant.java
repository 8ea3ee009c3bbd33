package org.neuronbook.grader.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.neuronbook.grader.Status;
import org.neuronbook.grader.SubmissionLost;
import org.neuronbook.grader.wire.Limits;
import org.neuronbook.grader.wire.Peer;
import org.neuronbook.grader.wire.ProtocolException;

/** A process that works for the grader and is not trusted by it. */
final class Servant implements AutoCloseable {
  /** What {@code -XX:+ExitOnOutOfMemoryError} ends with. */
  private static final int MEMORY = 3;

  private static final int SIGNAL = 128;
  private static final long FLOOD = 256L << 20;
  private static final int KEPT = 2000;

  private final Sandbox.Wrapped wrapped;
  private final Process process;
  private final Peer peer;
  private final StringBuilder said = new StringBuilder();
  private boolean closed;

  private Servant(Sandbox.Wrapped wrapped, Process process) {
    this.wrapped = wrapped;
    this.process = process;
    peer =
        new Peer(
            process.getInputStream(),
            process.getOutputStream(),
            Limits.CAUTIOUS,
            new GraderFailures(this::lost));
    var drain = new Thread(this::drain, "errors of process " + process.pid());
    drain.setDaemon(true);
    drain.start();
  }

  static Servant start(Sandbox.Wrapped wrapped) throws IOException {
    return new Servant(wrapped, wrapped.builder().start());
  }

  Peer peer() {
    return peer;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The processor time of the process and all it started. */
  Duration worked() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** What came out at the side of the protocol, cut: mostly a Java that does not start. */
  String said() {
    synchronized (said) {
      return said.toString().strip();
    }
  }

  /** Lets the process end by itself, which it does when nobody talks to it any more. */
  void finish() throws IOException {
    process.getOutputStream().close();
    try {
      process.waitFor(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process and all it started; later calls find it done. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    wrapped.end();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads on whatever comes, so that nobody waits for us; a flood without end ends the process. */
  private void drain() {
    var bytes = new byte[1 << 16];
    long total = 0;
    try (InputStream errors = process.getErrorStream()) {
      for (int n = errors.read(bytes); n >= 0; n = errors.read(bytes)) {
        total += n;
        synchronized (said) {
          int room = Math.min(n, KEPT - said.length());
          said.append(new String(bytes, 0, Math.max(0, room), StandardCharsets.UTF_8));
        }
        if (total > FLOOD) {
          process.destroyForcibly();
        }
      }
    } catch (IOException closed) {
      process.destroyForcibly();
    }
  }

  /** Why the conversation broke off. */
  private SubmissionLost lost(IOException problem) {
    if (problem instanceof ProtocolException) {
      close();
      return new SubmissionLost(
          Status.EXITED,
          "Your code's process sent the grader something that no contract allows (%s)."
              .formatted(problem.getMessage()));
    }
    Integer code = exitCode();
    close();
    if (code != null && code == MEMORY) {
      return new SubmissionLost(
          Status.MEMORY,
          "Your code needed more memory than Java has here: does a list or an array grow without end?");
    }
    return new SubmissionLost(Status.EXITED, "Your code ended its process" + how(code) + ".");
  }

  private static String how(Integer code) {
    if (code == null) {
      return "'s conversation with the grader";
    }
    return code > SIGNAL
        ? ", which was stopped by signal %d: a limit was passed, or Java crashed"
            .formatted(code - SIGNAL)
        : " with exit code %d: does a line call System.exit?".formatted(code);
  }

  private Integer exitCode() {
    try {
      return process.waitFor(2, TimeUnit.SECONDS) ? process.exitValue() : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
