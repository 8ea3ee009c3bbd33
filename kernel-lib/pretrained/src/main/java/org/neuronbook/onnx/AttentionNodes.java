package org.neuronbook.onnx;

import static org.neuronbook.onnx.GraphWriter.attribute;

import java.util.List;
import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Tensor;

/** How the two ops of attention are written: as the products and the softmax that they are. */
final class AttentionNodes {
  private AttentionNodes() {}

  static String attentionWeights(Step step) {
    Twin keys = step.inputs().get(1);
    int heads = step.result().dim(1);
    boolean causal = false;
    if (!weights(step, keys, heads, false)) {
      causal = true;
      if (!weights(step, keys, heads, true)) {
        throw step.refused("attention to all positions, or causal attention, and no other mask");
      }
    }
    String q = heads(step, "queries", step.input(0), heads, step.input().dim(2), 0, 2, 1, 3);
    String k = heads(step, "keys", step.input(1), heads, keys.dim(2), 0, 2, 3, 1);
    double scale = 1 / Math.sqrt(keys.dim(2) / heads);
    String scores = step.part("MatMul", "scores", List.of(q, k));
    scores =
        step.part("Mul", "scaled", List.of(scores, step.number("scale", Tensor.scalar(scale))));
    if (causal) {
      Tensor future =
          Tensor.zeros(step.result().dim(2), step.result().dim(3))
              .maskedFill(Mask.future(keys.dim(1)), Double.NEGATIVE_INFINITY);
      scores = step.part("Add", "seen", List.of(scores, step.number("future", future)));
    }
    return step.nodeOf("Softmax", List.of(scores), attribute("axis", -1));
  }

  private static boolean weights(Step step, Twin keys, int heads, boolean causal) {
    Twin q = step.input();
    return Twin.same(
            q.one().attentionWeights(keys.one(), heads, Mask.none(), causal), step.result().one())
        && Twin.same(
            q.other().attentionWeights(keys.other(), heads, Mask.none(), causal),
            step.result().other());
  }

  static String attend(Step step) {
    int width = step.result().dim(2);
    String values = heads(step, "values", step.input(1), step.input().dim(1), width, 0, 2, 1, 3);
    String found = step.part("MatMul", "found", List.of(step.input(0), values));
    String side = step.part("Transpose", "sides", List.of(found), attribute("perm", 0, 2, 1, 3));
    return step.nodeOf("Reshape", List.of(side, step.integers("shape", 0, 0, width)));
  }

  /** (batch, time, width) as (batch, time, heads, dim), with the axes in another order. */
  private static String heads(
      Step step, String name, String input, int heads, int width, long... order) {
    String split =
        step.part(
            "Reshape",
            name + ".split",
            List.of(input, step.integers(name + ".shape", 0, 0, heads, width / heads)));
    return step.part("Transpose", name, List.of(split), attribute("perm", order));
  }
}
