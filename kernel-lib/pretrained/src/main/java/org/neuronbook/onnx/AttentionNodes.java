package org.neuronbook.onnx;

import static org.neuronbook.onnx.GraphWriter.attribute;

import java.util.List;
import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Tensor;

/** How the two ops of attention are written: as the products and the softmax that they are. */
final class AttentionNodes {
  private AttentionNodes() {}

  static String attentionWeights(Step step) {
    Twin keys = step.of(2).inputs().get(1);
    int heads = step.result().dim(1);
    boolean causal = !explains(step, keys, heads, false);
    if (causal && !explains(step, keys, heads, true)) {
      throw step.refused("attention to all positions, or causal attention, and no other mask");
    }
    String q = heads(step, "queries", step.input(0), heads, step.input().dim(2), 0, 2, 1, 3);
    String k = heads(step, "keys", step.input(1), heads, keys.dim(2), 0, 2, 3, 1);
    double scale = 1 / Math.sqrt(keys.dim(2) / heads);
    String scores = step.part("MatMul", "scores", List.of(q, k));
    scores =
        step.part("Mul", "scaled", List.of(scores, step.number("scale", Tensor.scalar(scale))));
    if (causal) {
      int last = keys.dim(1); // the last query stands at the last key
      Tensor future =
          Tensor.zeros(last, last)
              .maskedFill(Mask.future(last), Double.NEGATIVE_INFINITY)
              .slice(0, last - step.input().dim(1), last);
      scores = step.part("Add", "seen", List.of(scores, step.number("future", future)));
    }
    return step.nodeOf("Softmax", List.of(scores), attribute("axis", -1));
  }

  private static boolean explains(Step step, Twin keys, int heads, boolean causal) {
    return Twin.RUNS.stream()
        .allMatch(
            run ->
                Twin.same(
                    run.apply(step.input())
                        .attentionWeights(run.apply(keys), heads, Mask.none(), causal),
                    run.apply(step.result())));
  }

  static String attend(Step step) {
    int width = step.of(2).result().dim(2);
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
