package org.neuronbook.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * A tensor that goes into a model or comes out of it.
 *
 * @param name its name
 * @param type how its numbers are stored
 * @param shape the size of each axis: a number, the name of one that is free such as {@code
 *     batch_size}, or a question mark
 */
public record OnnxValue(String name, OnnxTensor.Type type, List<String> shape) {

  /** A ValueInfoProto, with a TypeProto inside. */
  static OnnxValue read(WireReader in) {
    String name = "";
    OnnxTensor.Type type = null;
    List<String> shape = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> name = in.text();
        case 2 -> {
          WireReader kind = in.message("type");
          while (kind.next()) {
            kind.require(kind.field() != 4 && kind.field() != 5, "a tensor", "a list or map");
            if (kind.field() == 1) {
              type = tensor(kind.message("tensor"), shape);
            } else {
              kind.skip();
            }
          }
        }
        default -> in.skip();
      }
    }
    in.require(type != null, "a tensor with its type", "none");
    return new OnnxValue(name, type, List.copyOf(shape));
  }

  private static OnnxTensor.Type tensor(WireReader in, List<String> shape) {
    long type = 0;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> type = in.integer();
        case 2 -> {
          WireReader axes = in.message("shape");
          while (axes.next()) {
            if (axes.field() == 1) {
              shape.add(size(axes.message("axis[%d]".formatted(shape.size()))));
            } else {
              axes.skip();
            }
          }
        }
        default -> in.skip();
      }
    }
    return OnnxTensor.Type.of(type, in);
  }

  private static String size(WireReader in) {
    String size = "?";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> size = Long.toString(in.integer());
        case 2 -> size = in.text();
        default -> in.skip();
      }
    }
    return size;
  }
}
