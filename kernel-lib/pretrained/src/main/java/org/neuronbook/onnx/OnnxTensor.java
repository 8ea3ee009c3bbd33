package org.neuronbook.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.neuronbook.io.NumberType;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

/**
 * The numbers that an ONNX file holds under a name. They stay as they are stored, and keep the
 * whole file in memory, until {@link #toTensor} or {@link #toArray} makes float64 of them.
 */
public final class OnnxTensor {
  /** How a number is stored, by the names of the format. */
  public enum Type {
    FLOAT(1, 4, 4),
    UINT8(2, 1, 5),
    INT8(3, 1, 5),
    UINT16(4, 2, 5),
    INT16(5, 2, 5),
    INT32(6, 4, 5),
    INT64(7, 8, 7),
    BOOL(9, 1, 5),
    FLOAT16(10, 2, 5),
    DOUBLE(11, 8, 10),
    UINT32(12, 4, 11),
    BFLOAT16(16, 2, 5);

    private final int code;
    private final int width;

    /** The field of a tensor that has such numbers, where they do not stand as raw bytes. */
    private final int field;

    Type(int code, int width, int field) {
      this.code = code;
      this.width = width;
      this.field = field;
    }

    static Type of(long code, WireReader at) {
      for (Type each : values()) {
        if (each.code == code) {
          return each;
        }
      }
      throw at.wrong("numbers of one of the types " + Arrays.toString(values()), "type " + code);
    }

    private boolean isWhole() {
      return this != FLOAT && this != DOUBLE && this != FLOAT16 && this != BFLOAT16;
    }

    private long whole(ByteBuffer buffer) {
      return switch (this) {
        case UINT8, BOOL -> buffer.get() & 0xff;
        case INT8 -> buffer.get();
        case UINT16, FLOAT16, BFLOAT16 -> buffer.getShort() & 0xffff;
        case INT16 -> buffer.getShort();
        case INT32 -> buffer.getInt();
        case UINT32, FLOAT -> buffer.getInt() & 0xffff_ffffL;
        case INT64, DOUBLE -> buffer.getLong();
      };
    }

    private double number(ByteBuffer buffer) {
      return switch (this) {
        case FLOAT -> buffer.getFloat();
        case DOUBLE -> buffer.getDouble();
        case FLOAT16 -> NumberType.F16.get(buffer);
        case BFLOAT16 -> NumberType.BF16.get(buffer);
        default -> whole(buffer);
      };
    }

    /** False if the number, given by its bits, is too large. */
    private boolean put(ByteBuffer buffer, long bits) {
      int start = buffer.position();
      switch (width) {
        case 1 -> buffer.put((byte) bits);
        case 2 -> buffer.putShort((short) bits);
        case 4 -> buffer.putInt((int) bits);
        default -> buffer.putLong(bits);
      }
      return whole(buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(start)) == bits;
    }
  }

  private final String name;
  private final Type type;
  private final int[] sizes;
  private final ByteBuffer numbers;

  private OnnxTensor(String name, Type type, int[] sizes, ByteBuffer numbers) {
    this.name = name;
    this.type = type;
    this.sizes = sizes;
    this.numbers = numbers;
  }

  // ---- reading

  /** A TensorProto. Its fields may come in any order: numbers are understood when all are known. */
  static OnnxTensor read(WireReader in) {
    String name = "";
    long code = 0;
    LongStream.Builder sizes = LongStream.builder();
    LongStream.Builder typed = LongStream.builder();
    int typedField = 0;
    ByteBuffer raw = null;
    while (in.next()) {
      int field = in.field();
      switch (field) {
        case 1 -> in.numbers(WireReader.VARINT, sizes);
        case 2 -> code = in.integer();
        case 3 -> throw in.wrong("a whole tensor", "a segment of one");
        case 4, 5, 7, 10, 11 -> {
          in.require(typedField == 0 || typedField == field, "numbers in one field", "in two");
          typedField = field;
          in.numbers(
              field == 4
                  ? WireReader.FIXED32
                  : field == 10 ? WireReader.FIXED64 : WireReader.VARINT,
              typed);
        }
        case 8 -> name = in.text();
        case 9 -> raw = in.slice();
        case 14 ->
            in.require(in.integer() == 0, "numbers in this file", "a reference to another file");
        default -> in.skip();
      }
    }
    Type type = Type.of(code, in);
    int[] shape = shape(in, sizes.build().toArray());
    in.require(raw == null || typedField == 0, "numbers in one field", "in two");
    if (raw == null) {
      in.require(
          typedField == 0 || typedField == type.field,
          "numbers of type %s in field %d".formatted(type, type.field),
          "some in field " + typedField);
      raw = packed(in, type, typed.build().toArray());
    }
    in.require(
        raw.remaining() == count(shape) * type.width,
        "%d numbers for shape %s".formatted(count(shape), Arrays.toString(shape)),
        "%d bytes of type %s".formatted(raw.remaining(), type));
    return new OnnxTensor(name, type, shape, raw);
  }

  private static int[] shape(WireReader in, long[] sizes) {
    int[] shape = new int[sizes.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = (int) sizes[i];
      in.require(sizes[i] == shape[i] && sizes[i] >= 0, "sizes from 0 to 2^31 - 1", "" + sizes[i]);
    }
    in.require(
        count(shape) <= Integer.MAX_VALUE,
        "at most 2^31 - 1 numbers, which one Java array holds",
        "shape " + Arrays.toString(shape));
    return shape;
  }

  /** How many numbers a shape holds; any number above 2^31 if more than that. */
  private static long count(int[] shape) {
    long count = 1;
    for (int size : shape) {
      // The second factor is below 2^31, so that the product does not overflow.
      count = Math.min(count, 1L << 31) * size;
    }
    return count;
  }

  private static ByteBuffer packed(WireReader in, Type type, long[] numbers) {
    in.require(
        numbers.length <= Integer.MAX_VALUE / type.width,
        "at most 2^31 - 1 bytes",
        numbers.length + " numbers of type " + type);
    ByteBuffer raw =
        ByteBuffer.allocate(numbers.length * type.width).order(ByteOrder.LITTLE_ENDIAN);
    for (long bits : numbers) {
      in.require(type.put(raw, bits), "numbers of type " + type, "" + bits);
    }
    return raw.flip();
  }

  // ---- asking

  public String name() {
    return name;
  }

  public Type type() {
    return type;
  }

  /** The size of each axis. Unlike that of a {@link Tensor}, it may be 0. A copy. */
  public int[] shape() {
    return sizes.clone();
  }

  /** All numbers, row by row. Exact but for INT64 beyond 2^53. */
  public double[] toArray() {
    double[] result = new double[(int) count(sizes)];
    ByteBuffer in = rewound();
    for (int i = 0; i < result.length; i++) {
      result[i] = type.number(in);
    }
    return result;
  }

  /**
   * All numbers of one of the integer types, row by row, such as the sizes or axes that a node
   * takes.
   */
  public long[] toLongs() {
    Refuse.when(!type.isWhole(), OnnxException::new)
        .saying(
            "toLongs: %s: expected integers, got numbers of type %s. Take toArray()", this, type);
    long[] result = new long[(int) count(sizes)];
    ByteBuffer in = rewound();
    for (int i = 0; i < result.length; i++) {
      result[i] = type.whole(in);
    }
    return result;
  }

  /** The numbers as a tensor of float64. */
  public Tensor toTensor() {
    requireElements("toTensor");
    return Tensor.wrap(Shape.of(sizes), toArray());
  }

  /**
   * The numbers that quantised ones stand for, (q - zeroPoint) scale, rounded to float32 as ONNX's
   * {@code DequantizeLinear} does.
   *
   * @param scale one number, or one for each column, that is, place along the last axis
   * @param zeroPoint as many
   */
  public Tensor dequantised(OnnxTensor scale, OnnxTensor zeroPoint) {
    requireElements("dequantised");
    double[] scales = scale.toArray();
    double[] zeros = zeroPoint.toArray();
    int columns = sizes.length == 0 ? 1 : sizes[sizes.length - 1];
    Refuse.when(
            scales.length != zeros.length || scales.length != 1 && scales.length != columns,
            OnnxException::new)
        .saying(
            "dequantised: %s: expected 1 scale and zero point, or %d of both, one a column, got %s and %s. Do they belong to it?",
            this, columns, scale, zeroPoint);
    double[] result = toArray();
    for (int i = 0; i < result.length; i++) {
      int column = scales.length == 1 ? 0 : i % columns;
      result[i] = (float) ((result[i] - zeros[column]) * scales[column]);
    }
    return Tensor.wrap(Shape.of(sizes), result);
  }

  private void requireElements(String op) {
    Refuse.when(count(sizes) == 0, OnnxException::new)
        .saying("%s: %s: expected at least one number, got none. Take toArray()", op, this);
  }

  private ByteBuffer rewound() {
    return numbers.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The name, the type and the shape. */
  @Override
  public String toString() {
    return "\"%s\" %s %s".formatted(WireReader.shorten(name), type, Arrays.toString(sizes));
  }
}
