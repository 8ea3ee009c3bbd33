package org.neuronbook.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.channels.IOPubChannel;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * Everything a front end sees goes through this queue, in the order in which it happened, and out
 * on one thread: the learner's threads never touch a socket.
 *
 * <p>Printed text is collected for {@value #COLLECT_MILLIS} ms, or until something else is shown.
 * Who prints or displays faster than {@link Pace} allows has to wait, since a Jupyter server drops
 * what comes faster.
 */
final class Publisher extends IOPubChannel {
  static final int COLLECT_MILLIS = 50;

  private static final int MAX_CHUNK = 1 << 16;
  private static final int MAX_WAITING_BYTES = 1 << 21;
  private static final int MAX_WAITING_MESSAGES = 2_000;
  private static final int MAX_ALTERNATIONS = 16;

  private final Object lock = new Object();
  private final Deque<Object> queue = new ArrayDeque<>();
  private final Map<Stream, byte[]> unfinishedCharacters = new HashMap<>();
  private final Pace pace = new Pace();
  private final Thread thread = new Thread(this::sendAll, "publisher");
  private int waitingBytes;
  private long collectUntil;
  private boolean closing;

  Publisher(ZMQ.Context zmq, HMACGenerator hmac) {
    super(zmq, hmac);
  }

  void start() {
    thread.start();
  }

  @Override
  public void sendMessage(Message<?> message) {
    if (message.getContent() instanceof PublishStream stream) {
      byte[] bytes = stream.getText().getBytes(StandardCharsets.UTF_8);
      write(RunningCell.ofThisThread().request(), stream.getStreamType(), bytes, 0, bytes.length);
      return;
    }
    synchronized (lock) {
      queue.add(message);
      lock.notifyAll();
      waitForRoom();
    }
  }

  /** Adds printed bytes, UTF-8, to the output of a request. */
  void write(MessageContext request, StreamType type, byte[] bytes, int offset, int length) {
    synchronized (lock) {
      if (queue.isEmpty()) {
        collectUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(COLLECT_MILLIS);
        lock.notifyAll();
      }
      textFor(new Stream(request, type)).bytes.write(bytes, offset, length);
      waitingBytes += length;
      if (waitingBytes >= MAX_CHUNK) {
        lock.notifyAll();
      }
      waitForRoom();
    }
  }

  /** The text at the queue's end that may still grow, or a new one. */
  private Text textFor(Stream stream) {
    int steps = 0;
    for (var last = queue.descendingIterator(); last.hasNext(); ) {
      if (!(last.next() instanceof Text text)) {
        break;
      }
      if (text.stream.request() != stream.request()) {
        continue; // the outputs of two cells have no order
      }
      // The order between the two streams is kept until they alternate wildly.
      boolean canGrow = steps == 0 || queue.size() > MAX_ALTERNATIONS;
      if (text.stream.equals(stream) && canGrow && text.bytes.size() < MAX_CHUNK) {
        return text;
      }
      if (++steps > 2) {
        break;
      }
    }
    Text text = new Text(stream);
    queue.add(text);
    return text;
  }

  private void waitForRoom() {
    boolean wasInterrupted = false;
    while ((waitingBytes > MAX_WAITING_BYTES || queue.size() > MAX_WAITING_MESSAGES) && !closing) {
      try {
        lock.wait();
      } catch (InterruptedException e) {
        wasInterrupted = true;
        break;
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Lets go of most of what an interrupted cell has printed and nobody has seen yet: who interrupts
   * endless printing wants it to end now, not when two megabytes have been sent.
   */
  void shorten(MessageContext request) {
    synchronized (lock) {
      int left = 0;
      for (var last = queue.descendingIterator(); last.hasNext(); ) {
        if (!(last.next() instanceof Text text) || text.stream.request() != request) {
          continue;
        }
        int size = text.bytes.size();
        if (left >= MAX_CHUNK) {
          last.remove();
          waitingBytes -= size;
        }
        left += size;
      }
      if (left >= 2 * MAX_CHUNK) {
        byte[] note =
            "\n(some of the output is left out: the cell was interrupted)\n"
                .getBytes(StandardCharsets.UTF_8);
        write(request, StreamType.OUT, note, 0, note.length);
      }
      lock.notifyAll();
    }
  }

  /** Sends what is waiting, then closes the socket. */
  void closeWhenSent() {
    synchronized (lock) {
      closing = true;
      lock.notifyAll();
    }
  }

  private void sendAll() {
    try {
      for (Object next = take(); next != null; next = take()) {
        try {
          send(next);
        } catch (ZMQException e) {
          throw e;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
          // One message that cannot be written as JSON must not silence the kernel.
          send(failedToSend(e));
        }
      }
    } catch (ZMQException e) {
      // the context was closed: the kernel ends
    } catch (InterruptedException e) {
      // nobody interrupts this thread but the end of the process
    } finally {
      super.close();
    }
  }

  private Object take() throws InterruptedException {
    synchronized (lock) {
      while (true) {
        if (queue.isEmpty()) {
          if (closing) {
            return null;
          }
          lock.wait();
          continue;
        }
        boolean onlyText = queue.peekLast() instanceof Text && queue.peekFirst() instanceof Text;
        long remaining = collectUntil - System.nanoTime();
        if (onlyText && remaining > 0 && waitingBytes < MAX_CHUNK && !closing) {
          TimeUnit.NANOSECONDS.timedWait(lock, remaining);
          continue;
        }
        Object next = queue.poll();
        if (next instanceof Text text) {
          waitingBytes -= text.bytes.size();
        }
        lock.notifyAll();
        return next;
      }
    }
  }

  private void send(Object next) throws InterruptedException {
    if (next instanceof Text text) {
      pace.await(text.bytes.size());
      String readable = decode(text);
      if (!readable.isEmpty()) {
        PublishStream content = new PublishStream(text.stream.type(), readable);
        super.sendMessage(
            new Message<>(text.stream.request(), PublishStream.MESSAGE_TYPE, content));
      }
    } else {
      pace.await(0);
      super.sendMessage((Message<?>) next);
    }
  }

  /** Decodes all but a character whose last bytes are still to come. */
  private String decode(Text text) {
    byte[] before = unfinishedCharacters.remove(text.stream);
    byte[] bytes = text.bytes.toByteArray();
    if (before != null) {
      byte[] joined = new byte[before.length + bytes.length];
      System.arraycopy(before, 0, joined, 0, before.length);
      System.arraycopy(bytes, 0, joined, before.length, bytes.length);
      bytes = joined;
    }
    int end = bytes.length;
    int start = end - 1;
    while (start >= 0 && end - start < 4 && (bytes[start] & 0xC0) == 0x80) {
      start--;
    }
    if (start >= 0) {
      int lead = bytes[start] & 0xFF;
      int needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
      if (end - start < needed) {
        unfinishedCharacters.put(text.stream, Arrays.copyOfRange(bytes, start, end));
        end = start;
      }
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  /** Says so in the cell that runs now. */
  private Text failedToSend(Throwable e) {
    byte[] bytes =
        ("An output could not be sent: " + ErrorText.summary(e) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    Text text = new Text(new Stream(RunningCell.ofThisThread().request(), StreamType.ERR));
    text.bytes.write(bytes, 0, bytes.length);
    return text;
  }

  /** One of the two streams of one cell. */
  private record Stream(MessageContext request, StreamType type) {}

  /** Text that is still collected. */
  private static final class Text {
    final Stream stream;
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Text(Stream stream) {
      this.stream = stream;
    }
  }
}
