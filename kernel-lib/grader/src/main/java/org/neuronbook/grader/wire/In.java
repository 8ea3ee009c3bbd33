package org.neuronbook.grader.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A frame being read. Nothing is allocated before the bytes for it are known to be there. */
final class In {
  /** A record may hold a record, but not for ever. */
  private static final int DEPTH = 64;

  private final References references;
  private final ByteBuffer bytes;
  private int depth;

  In(byte[] frame, References references) {
    this.references = references;
    bytes = ByteBuffer.wrap(frame);
  }

  References references() {
    return references;
  }

  /** The buffer, which has at least so many bytes left. */
  ByteBuffer need(int count) throws ProtocolException {
    if (bytes.remaining() < count) {
      throw new ProtocolException("a frame ends too early");
    }
    return bytes;
  }

  /** A number of elements, of at least so many bytes each, that can be there. */
  int count(int elementBytes) throws ProtocolException {
    int count = need(Integer.BYTES).getInt();
    if (count < 0 || (long) count * elementBytes > bytes.remaining()) {
      throw new ProtocolException("a frame announces %d elements".formatted(count));
    }
    return count;
  }

  boolean flag() throws ProtocolException {
    byte flag = need(1).get();
    if (flag != 0 && flag != 1) {
      throw new ProtocolException("%d is no yes or no".formatted(flag));
    }
    return flag == 1;
  }

  void enter() throws ProtocolException {
    if (++depth > DEPTH) {
      throw new ProtocolException("a value is nested too deeply");
    }
  }

  void leave() {
    depth--;
  }

  void skip(int count) {
    bytes.position(bytes.position() + count);
  }

  int position() {
    return bytes.position();
  }

  byte[] between(int begin, int end) {
    return Arrays.copyOfRange(bytes.array(), begin, end);
  }

  void end() throws ProtocolException {
    if (bytes.hasRemaining()) {
      throw new ProtocolException("a frame has %d bytes too many".formatted(bytes.remaining()));
    }
  }
}
