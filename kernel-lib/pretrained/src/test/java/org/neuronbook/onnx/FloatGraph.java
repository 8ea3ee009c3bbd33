package org.neuronbook.onnx;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Rewrites a dynamically quantised model so that ONNX Runtime computes it in float32 with the same
 * weights: the products of integers, which round the activations to 8 bits, become products of
 * floats, and the weights (q - zero point) scale are computed by nodes in the file.
 */
public final class FloatGraph {
  private final Map<String, String> beforeQuantising = new HashMap<>();
  private int products;

  private FloatGraph() {}

  /** What a quantised model became, and how many products of it were replaced. */
  public record Rewritten(byte[] file, int products) {}

  public static Rewritten of(byte[] quantised) {
    FloatGraph rewriting = new FloatGraph();
    WireReader in = new WireReader("quantised", quantised);
    WireBytes out = new WireBytes();
    while (in.next()) {
      if (in.field() == 7) {
        out.message(7, rewriting.graph(in.message("graph")));
      } else if (in.field() == 1) {
        out.integer(1, in.integer());
      } else {
        out.bytes(in.field(), array(in));
      }
    }
    return new Rewritten(out.toArray(), rewriting.products);
  }

  private WireBytes graph(WireReader in) {
    WireBytes out = new WireBytes();
    while (in.next()) {
      byte[] content = array(in);
      if (in.field() == 1) {
        node(content, out);
      } else if (in.field() != 13) { // what is known of shapes in between
        out.bytes(in.field(), content);
      }
    }
    return out;
  }

  private void node(byte[] content, WireBytes out) {
    OnnxNode node = OnnxNode.read(new WireReader("node", content));
    String result = node.outputs().get(0);
    if (node.op().equals("DynamicQuantizeLinear")) {
      beforeQuantising.put(result, node.inputs().get(0));
    } else if (node.op().equals("MatMulInteger")) {
      String w = node.inputs().get(1);
      String scale = w.replace("_quantized", "_scale");
      out.message(1, toFloat(w)).message(1, toFloat(node.inputs().get(3)));
      out.message(
          1, WireBytes.node("Sub", w + "_sub", w + "_float", node.inputs().get(3) + "_float"));
      out.message(1, WireBytes.node("Mul", w + "_mul", w + "_sub", scale));
      out.message(
          1,
          WireBytes.node(
              "MatMul",
              result.replace("_output_quantized", ""),
              beforeQuantising.get(node.inputs().get(0)),
              w + "_mul"));
      products++;
    } else if (!node.name().endsWith("_quant_scales_mul")
        && !node.name().endsWith("_output_quantized_cast")
        && !node.name().endsWith("_quant_output_scale_mul")) {
      out.bytes(1, content);
    }
  }

  private static WireBytes toFloat(String name) {
    WireBytes to = new WireBytes().text(1, "to").integer(3, 1).integer(20, 2);
    return WireBytes.node("Cast", name + "_float", name).message(5, to);
  }

  private static byte[] array(WireReader in) {
    ByteBuffer slice = in.slice();
    byte[] bytes = new byte[slice.remaining()];
    slice.get(bytes);
    return bytes;
  }
}
