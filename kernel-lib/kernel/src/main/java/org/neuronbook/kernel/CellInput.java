package org.neuronbook.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.reply.InputReply;
import org.dflib.jjava.jupyter.messages.request.InputRequest;
import org.zeromq.ZMQ;

/** {@code System.in}: asks the front end for one line at a time, and lets an interrupt through. */
final class CellInput extends InputStream {
  private static final int POLL_MILLIS = 20;

  private final StdinChannel channel;
  private volatile MessageContext context;
  private volatile boolean allowed;
  private byte[] line = new byte[0];
  private int position;

  CellInput(StdinChannel channel) {
    this.channel = channel;
  }

  void startCell(MessageContext request, boolean inputAllowed) {
    context = request;
    allowed = inputAllowed;
  }

  @Override
  public synchronized int read() throws IOException {
    if (position >= line.length) {
      ask();
    }
    return line[position++] & 0xFF;
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position >= line.length) {
      ask();
    }
    int count = Math.min(length, line.length - position);
    System.arraycopy(line, position, into, offset, count);
    position += count;
    return count;
  }

  @Override
  public synchronized int available() {
    return line.length - position;
  }

  private void ask() throws IOException {
    if (!allowed) {
      throw new IOException(
          "System.in: this front end cannot ask for input; assign the value in the cell instead");
    }
    while ((channel.getEvents() & ZMQ.Poller.POLLIN) != 0) {
      channel.readMessage(); // the late answer to a question that was interrupted
    }
    channel.sendMessage(
        new Message<>(context, InputRequest.MESSAGE_TYPE, new InputRequest("", false)));
    try {
      while ((channel.getEvents() & ZMQ.Poller.POLLIN) == 0) {
        StopCheck.ask();
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for input");
    }
    InputReply reply = channel.readMessage(InputReply.MESSAGE_TYPE).getContent();
    line = (reply.getValue() + "\n").getBytes(StandardCharsets.UTF_8);
    position = 0;
  }
}
