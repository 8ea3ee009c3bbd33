package org.neuronbook.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes the fields of a protobuf message, right ones and wrong ones. */
public final class WireBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public WireBytes varint(long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  public WireBytes tag(int field, int type) {
    return varint((long) field << 3 | type);
  }

  public WireBytes integer(int field, long value) {
    return tag(field, WireReader.VARINT).varint(value);
  }

  public WireBytes float32(int field, float value) {
    return tag(field, WireReader.FIXED32).raw(floats(value));
  }

  public WireBytes text(int field, String value) {
    return bytes(field, value.getBytes(UTF_8));
  }

  public WireBytes message(int field, WireBytes value) {
    return bytes(field, value.toArray());
  }

  public WireBytes bytes(int field, byte... value) {
    return tag(field, WireReader.BYTES).varint(value.length).raw(value);
  }

  public WireBytes raw(byte... bytes) {
    out.writeBytes(bytes);
    return this;
  }

  public static byte[] floats(float... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return buffer.array();
  }

  /** A NodeProto without attributes. */
  public static WireBytes node(String op, String output, String... inputs) {
    WireBytes node = new WireBytes();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(2, output).text(3, output).text(4, op);
  }

  public byte[] toArray() {
    return out.toByteArray();
  }
}
