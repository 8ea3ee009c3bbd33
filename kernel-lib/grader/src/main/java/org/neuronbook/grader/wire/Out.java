package org.neuronbook.grader.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The frame being written. Grows as needed, up to the size that a frame may have. */
final class Out {
  private final References references;
  private final int limit;
  private ByteBuffer bytes = ByteBuffer.allocate(256);

  Out(References references, int limit) {
    this.references = references;
    this.limit = limit;
  }

  References references() {
    return references;
  }

  /** The buffer, with room for so many bytes more. */
  ByteBuffer room(long more) {
    long needed = bytes.position() + more;
    if (needed > limit) {
      throw new IllegalArgumentException(
          "a value of more than %,d bytes does not go over the pipe".formatted(limit));
    }
    if (needed > bytes.capacity()) {
      int capacity = (int) Math.min(limit, Math.max(needed, 2L * bytes.capacity()));
      bytes = ByteBuffer.allocate(capacity).put(bytes.flip());
    }
    return bytes;
  }

  int size() {
    return bytes.position();
  }

  byte[] from(int begin) {
    return Arrays.copyOfRange(bytes.array(), begin, size());
  }
}
