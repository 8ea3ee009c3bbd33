package org.neuronbook.grader.wire;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Map;

/** Arrays of numbers and truth values: the length, then the elements in one go. */
final class NumberArrays {
  private interface Put {
    void into(ByteBuffer bytes, Object array);
  }

  private interface Get {
    void from(ByteBuffer bytes, Object array);
  }

  private record Numbers(Class<?> component, int size, Put put, Get get) implements Codec {
    @Override
    public void write(Object value, Out out) {
      int length = Array.getLength(value);
      ByteBuffer bytes = out.room(Integer.BYTES + (long) size * length).putInt(length);
      put.into(bytes, value);
      bytes.position(bytes.position() + size * length);
    }

    @Override
    public Object read(In in) throws ProtocolException {
      int length = in.count(size);
      Object array = Array.newInstance(component, length);
      get.from(in.need(size * length), array);
      in.skip(size * length);
      return array;
    }

    @Override
    public boolean mutable() {
      return true;
    }

    @Override
    public void copyBack(Object changed, Object original) throws ProtocolException {
      requireLength(changed, original);
      System.arraycopy(changed, 0, original, 0, Array.getLength(original));
    }
  }

  private static final Map<Class<?>, Codec> KNOWN =
      Map.of(
          double[].class,
          new Numbers(
              double.class,
              8,
              (bytes, array) -> bytes.asDoubleBuffer().put((double[]) array),
              (bytes, array) -> bytes.asDoubleBuffer().get((double[]) array)),
          float[].class,
          new Numbers(
              float.class,
              4,
              (bytes, array) -> bytes.asFloatBuffer().put((float[]) array),
              (bytes, array) -> bytes.asFloatBuffer().get((float[]) array)),
          long[].class,
          new Numbers(
              long.class,
              8,
              (bytes, array) -> bytes.asLongBuffer().put((long[]) array),
              (bytes, array) -> bytes.asLongBuffer().get((long[]) array)),
          int[].class,
          new Numbers(
              int.class,
              4,
              (bytes, array) -> bytes.asIntBuffer().put((int[]) array),
              (bytes, array) -> bytes.asIntBuffer().get((int[]) array)),
          byte[].class,
          new Numbers(
              byte.class,
              1,
              (bytes, array) -> bytes.slice().put((byte[]) array),
              (bytes, array) -> bytes.slice().get((byte[]) array)),
          boolean[].class,
          new Numbers(boolean.class, 1, NumberArrays::putTruth, NumberArrays::getTruth));

  private NumberArrays() {}

  /** The codec, or null if the type is no such array. */
  static Codec of(Class<?> type) {
    return KNOWN.get(type);
  }

  static void requireLength(Object changed, Object original) throws ProtocolException {
    if (Array.getLength(changed) != Array.getLength(original)) {
      throw new ProtocolException("an array came back with another length");
    }
  }

  private static void putTruth(ByteBuffer bytes, Object array) {
    ByteBuffer rest = bytes.slice();
    for (boolean value : (boolean[]) array) {
      rest.put((byte) (value ? 1 : 0));
    }
  }

  private static void getTruth(ByteBuffer bytes, Object array) {
    ByteBuffer rest = bytes.slice();
    boolean[] values = (boolean[]) array;
    for (int i = 0; i < values.length; i++) {
      values[i] = rest.get() != 0;
    }
  }
}
