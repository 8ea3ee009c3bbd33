package org.neuronbook.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.function.LongConsumer;

/**
 * Walks the fields of one protobuf message and believes nothing: a number, a length or a text that
 * the format forbids is refused, with the path of the field and the byte at which it stands.
 *
 * <p>Source: <a href="https://protobuf.dev/programming-guides/encoding">Protocol Buffers,
 * Encoding</a>.
 */
final class WireReader {
  /** How a value is stored: as the format numbers it. */
  static final int VARINT = 0;

  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private final String file;
  private final WireReader parent;
  private final String name;
  private final byte[] bytes;
  private final int end;
  private int at;
  private int field;
  private int type;

  /** A whole file. */
  WireReader(String file, byte[] bytes) {
    this(file, null, "", bytes, 0, bytes.length);
  }

  private WireReader(
      String file, WireReader parent, String name, byte[] bytes, int begin, int end) {
    this.file = file;
    this.parent = parent;
    this.name = name;
    this.bytes = bytes;
    this.at = begin;
    this.end = end;
  }

  /** Goes to the next field, if there is one; its value must then be taken or skipped. */
  boolean next() {
    if (at == end) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    type = (int) tag & 7;
    require(
        tag > 7 && tag <= 0xffff_ffffL && (type <= BYTES || type == FIXED32),
        "a field number from 1 to 2^29 - 1 with a type 0, 1, 2 or 5",
        "field %d of type %d".formatted(tag >>> 3, type));
    return true;
  }

  int field() {
    return field;
  }

  /** The value of a field that holds an integer. */
  long integer() {
    requireType(VARINT);
    return varint();
  }

  /** The value of a field that holds a float32. */
  float float32() {
    requireType(FIXED32);
    return Float.intBitsToFloat((int) fixed(4));
  }

  /** The value of a field that holds a text. */
  String text() {
    try {
      return UTF_8.newDecoder().decode(slice()).toString();
    } catch (CharacterCodingException e) {
      throw wrong("a text in UTF-8", "other bytes");
    }
  }

  /** The bytes of a field, little-endian; not copied. */
  ByteBuffer slice() {
    int length = length();
    at += length;
    return ByteBuffer.wrap(bytes, at - length, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The message in a field, which this reader passes over. */
  WireReader message(String childName) {
    int length = length();
    at += length;
    return new WireReader(file, this, childName, bytes, at - length, at);
  }

  /**
   * The numbers of a repeated field, which stand one by one or packed together.
   *
   * @param elementType VARINT, FIXED32 or FIXED64
   * @param sink takes their bits
   */
  void numbers(int elementType, LongConsumer sink) {
    if (type != BYTES) {
      requireType(elementType);
      sink.accept(number(elementType));
      return;
    }
    WireReader packed = message("field " + field);
    while (packed.at < packed.end) {
      sink.accept(packed.number(elementType));
    }
  }

  private long number(int elementType) {
    return elementType == VARINT ? varint() : fixed(elementType == FIXED32 ? 4 : 8);
  }

  void skip() {
    if (type == BYTES) {
      int length = length();
      at += length;
    } else {
      number(type);
    }
  }

  private int length() {
    requireType(BYTES);
    long length = varint();
    require(
        length >= 0 && length <= end - at,
        "a length within the %d bytes that are left".formatted(end - at),
        Long.toUnsignedString(length));
    return (int) length;
  }

  private long fixed(int width) {
    require(width <= end - at, "a number of %d bytes".formatted(width), "the end");
    long bits = 0;
    for (int i = width - 1; i >= 0; i--) {
      bits = bits << 8 | bytes[at + i] & 0xff;
    }
    at += width;
    return bits;
  }

  /** Seven bits a byte, the lowest first; the highest bit of a byte says that another follows. */
  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      require(at < end, "the rest of an integer", "the end");
      byte next = bytes[at++];
      require(shift < 63 || next >>> 1 == 0, "an integer below 2^64", "a larger one");
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new AssertionError("the tenth byte is below 2");
  }

  private void requireType(int expected) {
    require(type == expected, "type " + expected, "type " + type);
  }

  void require(boolean condition, String expected, String actual) {
    if (!condition) {
      throw wrong(expected, actual);
    }
  }

  OnnxException wrong(String expected, String actual) {
    return new OnnxException(
        "read: %s: %s: expected %s, got %s, at byte %d. Is it a whole ONNX file? Get it again"
            .formatted(file, path(), expected, shorten(actual), at));
  }

  private String path() {
    String path = field == 0 ? name : name + " field " + field;
    for (WireReader above = parent; above != null && above.parent != null; above = above.parent) {
      path = above.name + "." + path;
    }
    return path.isEmpty() ? "the start" : path.strip();
  }

  /** Keeps messages readable, whatever a damaged file says. */
  static String shorten(String text) {
    String clean = text.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    return clean.length() <= 80 ? clean : clean.substring(0, 77) + "...";
  }
}
