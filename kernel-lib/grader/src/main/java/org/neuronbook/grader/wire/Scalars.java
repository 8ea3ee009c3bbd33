package org.neuronbook.grader.wire;

import java.util.Map;

/** Single numbers, truth values, texts and the constants of an enum. */
final class Scalars {
  private interface Write {
    void accept(Object value, Out out);
  }

  private interface Read {
    Object from(In in) throws ProtocolException;
  }

  private record Scalar(Write writer, Read reader) implements Codec {
    @Override
    public void write(Object value, Out out) {
      writer.accept(value, out);
    }

    @Override
    public Object read(In in) throws ProtocolException {
      return reader.from(in);
    }
  }

  private static final Codec BOOLEAN =
      new Scalar((v, out) -> out.room(1).put((byte) ((boolean) v ? 1 : 0)), In::flag);
  private static final Codec BYTE =
      new Scalar((v, out) -> out.room(1).put((byte) v), in -> in.need(1).get());
  private static final Codec SHORT =
      new Scalar((v, out) -> out.room(2).putShort((short) v), in -> in.need(2).getShort());
  private static final Codec CHAR =
      new Scalar((v, out) -> out.room(2).putChar((char) v), in -> in.need(2).getChar());
  private static final Codec INT =
      new Scalar((v, out) -> out.room(4).putInt((int) v), in -> in.need(4).getInt());
  private static final Codec LONG =
      new Scalar((v, out) -> out.room(8).putLong((long) v), in -> in.need(8).getLong());
  private static final Codec FLOAT =
      new Scalar((v, out) -> out.room(4).putFloat((float) v), in -> in.need(4).getFloat());
  private static final Codec DOUBLE =
      new Scalar((v, out) -> out.room(8).putDouble((double) v), in -> in.need(8).getDouble());
  // Characters, not UTF-8: a lone surrogate is a Java string, too, and must arrive as it is.
  private static final Codec STRING = new Scalar(Scalars::writeText, Scalars::readText);
  private static final Codec NOTHING = new Scalar((v, out) -> {}, in -> null);

  private static final Map<Class<?>, Codec> KNOWN =
      Map.ofEntries(
          Map.entry(void.class, NOTHING),
          Map.entry(boolean.class, BOOLEAN),
          Map.entry(byte.class, BYTE),
          Map.entry(short.class, SHORT),
          Map.entry(char.class, CHAR),
          Map.entry(int.class, INT),
          Map.entry(long.class, LONG),
          Map.entry(float.class, FLOAT),
          Map.entry(double.class, DOUBLE),
          Map.entry(Boolean.class, Codec.nullable(BOOLEAN)),
          Map.entry(Byte.class, Codec.nullable(BYTE)),
          Map.entry(Short.class, Codec.nullable(SHORT)),
          Map.entry(Character.class, Codec.nullable(CHAR)),
          Map.entry(Integer.class, Codec.nullable(INT)),
          Map.entry(Long.class, Codec.nullable(LONG)),
          Map.entry(Float.class, Codec.nullable(FLOAT)),
          Map.entry(Double.class, Codec.nullable(DOUBLE)),
          Map.entry(String.class, Codec.nullable(STRING)));

  private Scalars() {}

  /** The codec, or null if the type is none of these. */
  static Codec of(Class<?> type) {
    return type.isEnum() ? Codec.nullable(constants(type)) : KNOWN.get(type);
  }

  private static Codec constants(Class<?> type) {
    Object[] constants = type.getEnumConstants();
    return new Scalar(
        (v, out) -> out.room(4).putInt(((Enum<?>) v).ordinal()),
        in -> {
          int ordinal = in.need(4).getInt();
          if (ordinal < 0 || ordinal >= constants.length) {
            throw new ProtocolException(
                "%s has no constant %d".formatted(type.getSimpleName(), ordinal));
          }
          return constants[ordinal];
        });
  }

  private static void writeText(Object value, Out out) {
    String text = (String) value;
    var bytes = out.room(4 + 2L * text.length()).putInt(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes.putChar(text.charAt(i));
    }
  }

  private static String readText(In in) throws ProtocolException {
    var text = new char[in.count(2)];
    in.need(2 * text.length).asCharBuffer().get(text);
    in.skip(2 * text.length);
    return new String(text);
  }
}
