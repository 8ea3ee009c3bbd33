package org.neuronbook.io;

import java.nio.ByteBuffer;

/** How a file stores a number: the types of safetensors that are read here, all little-endian. */
public enum NumberType {
  F64(8),
  F32(4),
  F16(2),
  BF16(2);

  final int bytes;

  NumberType(int bytes) {
    this.bytes = bytes;
  }

  /** Takes the next number out of a buffer. Exact: float64 holds all numbers of every type. */
  public double get(ByteBuffer buffer) {
    return switch (this) {
      case F64 -> buffer.getDouble();
      case F32 -> buffer.getFloat();
      case F16 -> float16(buffer.getShort());
      // The upper half of a float32.
      case BF16 -> Float.intBitsToFloat(buffer.getShort() << 16);
    };
  }

  /** IEEE 754 binary16: 1 bit of sign, 5 of exponent (bias 15), 10 of fraction. */
  private static double float16(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size;
    if (exponent == 0x1f) {
      size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      size = Math.scalb((double) fraction, -24); // subnormal: without the leading 1
    } else {
      size = Math.scalb(1.0 + fraction / 1024.0, exponent - 15);
    }
    return bits < 0 ? -size : size;
  }

  /** Puts a number into a buffer; only for the two types that are written. */
  void put(ByteBuffer buffer, double value) {
    if (this == F32) {
      buffer.putFloat((float) value);
    } else {
      buffer.putDouble(value);
    }
  }
}
