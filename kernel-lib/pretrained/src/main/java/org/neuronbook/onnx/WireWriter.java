package org.neuronbook.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * Writes the fields of one protobuf message, one behind the other. A message within is a writer of
 * its own.
 *
 * <p>Source: <a href="https://protobuf.dev/programming-guides/encoding">Protocol Buffers,
 * Encoding</a>.
 */
final class WireWriter {
  private static final int VARINT = 0;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Whole numbers: a field that is repeated stands once for each. */
  WireWriter numbers(int field, long... values) {
    for (long value : values) {
      tag(field, VARINT);
      varint(value);
    }
    return this;
  }

  WireWriter number(int field, float value) {
    tag(field, FIXED32);
    int bits = Float.floatToIntBits(value);
    for (int shift = 0; shift < Integer.SIZE; shift += 8) {
      out.write(bits >>> shift); // little-endian
    }
    return this;
  }

  WireWriter bytes(int field, byte[] bytes) {
    tag(field, BYTES);
    varint(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  WireWriter text(int field, String text) {
    return bytes(field, text.getBytes(UTF_8));
  }

  WireWriter message(int field, WireWriter message) {
    return bytes(field, message.toByteArray());
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  private void tag(int field, int type) {
    varint((long) field << 3 | type);
  }

  /** Seven bits a byte, the low ones first; the highest bit of a byte says that more follow. */
  private void varint(long value) {
    long rest = value;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      out.write((int) (rest & 0x7f | 0x80));
    }
    out.write((int) rest);
  }
}
