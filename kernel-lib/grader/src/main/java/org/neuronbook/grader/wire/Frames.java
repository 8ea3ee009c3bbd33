package org.neuronbook.grader.wire;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Blocks of bytes, each behind its length. */
final class Frames {
  private final DataInputStream in;
  private final OutputStream out;
  private final Limits limits;
  private long total;

  Frames(InputStream in, OutputStream out, Limits limits) {
    this.in = new DataInputStream(new BufferedInputStream(in));
    this.out = out;
    this.limits = limits;
  }

  /**
   * @throws EOFException if the other side has ended
   * @throws ProtocolException if the frame is larger than allowed
   */
  byte[] receive() throws IOException {
    int length = in.readInt();
    total += length;
    if (length < 1 || length > limits.frameBytes()) {
      throw new ProtocolException("a frame of %d bytes".formatted(length));
    }
    if (total > limits.totalBytes()) {
      throw new ProtocolException("more than %d bytes in all".formatted(limits.totalBytes()));
    }
    // As the bytes come: a length alone, without bytes, allocates nothing.
    byte[] frame = in.readNBytes(length);
    if (frame.length < length) {
      throw new EOFException();
    }
    return frame;
  }

  void send(byte[] frame) throws IOException {
    // One write: a reader never waits for the second half.
    out.write(ByteBuffer.allocate(4 + frame.length).putInt(frame.length).put(frame).array());
    out.flush();
  }
}
