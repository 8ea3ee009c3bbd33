package org.neuronbook.tensor;

/** How a tensor reads as text: its shape, then its elements, the middle of long axes left out. */
final class TensorText {
  private static final int SHOWN_AT_EACH_END = 3;

  private TensorText() {}

  static String of(Tensor tensor) {
    StringBuilder text = new StringBuilder("Tensor").append(tensor.shape()).append(' ');
    append(text, tensor, 0, 0, text.length());
    return text.toString();
  }

  private static void append(StringBuilder text, Tensor tensor, int axis, int offset, int indent) {
    Shape shape = tensor.shape();
    if (axis == shape.rank()) {
      text.append(number(tensor.data()[offset]));
      return;
    }
    int size = shape.dim(axis);
    boolean last = axis == shape.rank() - 1;
    text.append('[');
    for (int i = 0; i < size; i++) {
      boolean elided = i == SHOWN_AT_EACH_END && size > 2 * SHOWN_AT_EACH_END + 1;
      if (i > 0) {
        text.append(last ? ", " : ",\n" + " ".repeat(indent + axis + 1));
      }
      if (elided) {
        text.append("...");
        i = size - SHOWN_AT_EACH_END - 1;
      } else {
        append(text, tensor, axis + 1, offset + i * shape.after(axis), indent);
      }
    }
    text.append(']');
  }

  /** Four significant digits, without an exponent where it is not needed. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return Text.of("%.0f", value);
    }
    double size = Math.abs(value);
    return Text.of(size >= 1e-3 && size < 1e6 ? "%.4f" : "%.3e", value);
  }
}
