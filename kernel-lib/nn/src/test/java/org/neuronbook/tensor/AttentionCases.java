package org.neuronbook.tensor;

import java.util.ArrayList;
import java.util.List;
import org.neuronbook.tensor.GradientCases.Case;

/** The arguments with which the gradients of attention and layer normalisation are checked. */
final class AttentionCases {
  private AttentionCases() {}

  /** Of batch 2, 2 heads, time 3 and keys 4. */
  static final List<Mask> MASKS =
      List.of(
          Mask.none(),
          Mask.padding(4, 4, 2),
          Mask.future(4).reshape(1, 1, 4, 4), // of time 4
          Mask.of(Shape.of(2, 2, 1, 1), false, true, false, false), // one head sees nothing
          Mask.of(Shape.of(1, 1, 3, 1), false, true, false)); // one query sees nothing

  static List<Case> all() {
    Rng rng = Rng.of(20_17);
    List<Case> cases = new ArrayList<>();
    for (Mask mask : MASKS) {
      for (boolean causal : new boolean[] {false, true}) {
        int time = mask.shape().dim(-2) == 4 ? 4 : 3;
        Tensor q = Tensor.randn(rng, 2, time, 6);
        Tensor k = Tensor.randn(rng, 2, 4, 6);
        Tensor v = Tensor.randn(rng, 2, 4, 4);
        cases.add(new Case("attentionWeights(Tensor, int, Mask, boolean)", q, k, 2, mask, causal));
        cases.add(
            new Case("attention(Tensor, Tensor, int, Mask, boolean)", q, k, v, 2, mask, causal));
      }
    }
    for (int heads : new int[] {1, 2, 4}) {
      Tensor weights = Tensor.randn(rng, 2, heads, 3, 5);
      cases.add(new Case("attend(Tensor)", weights, Tensor.randn(rng, 2, 5, 8)));
    }
    for (int[] sizes : new int[][] {{4}, {3, 4}, {2, 3, 5}}) {
      int features = sizes[sizes.length - 1];
      Tensor x = Tensor.randn(rng, sizes).mul(2).add(1);
      Tensor weight = Tensor.randn(rng, features);
      Tensor bias = Tensor.randn(rng, features);
      cases.add(new Case("layerNorm(Tensor, Tensor, double)", x, weight, bias, 1e-5));
      cases.add(new Case("layerNorm(Tensor, Tensor, double)", x, weight, bias, 0.3));
    }
    return cases;
  }
}
