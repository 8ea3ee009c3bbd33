package org.neuronbook.tensor;

import java.util.ArrayList;
import java.util.List;
import org.neuronbook.tensor.GradientCases.Case;

/** The arguments with which the gradients of embeddings and of CTC are checked. */
final class RecurrentCases {
  private RecurrentCases() {}

  static List<Case> all() {
    Rng rng = Rng.of(20_06);
    List<Case> cases = new ArrayList<>();
    int[] ids = {2, 0, 2, 3, 2};
    int[] offsets = {0, 1, 1, 4};
    for (int padding : new int[] {-1, 1}) {
      // A padding among the ids has a value and no gradient: the golden numbers have that.
      cases.add(new Case("embedding(int, int[])", Tensor.randn(rng, 4, 3), padding, ids));
      for (BagMode mode : BagMode.values()) {
        Tensor table = Tensor.randn(rng, 4, 3);
        String op = "embeddingBag(BagMode, int, int[], int[])";
        cases.add(new Case(op, table, mode, padding, ids, offsets));
        cases.add(new Case(op, table, mode, 2, ids, offsets));
      }
    }
    String ctc = "Losses.ctc(Tensor, int[][], int[], boolean)";
    for (boolean zeroInfinity : new boolean[] {true, false}) {
      int[][] targets = {{1, 2}, {3, 3, 1}, {}};
      int[] lengths = {4, 5, 2};
      cases.add(new Case(ctc, Tensor.randn(rng, 3, 5, 4), targets, lengths, zeroInfinity));
    }
    int[][] tooLong = {{1, 1}, {2}};
    cases.add(new Case(ctc, Tensor.randn(rng, 2, 3, 3), tooLong, new int[] {2, 3}, true));
    return cases;
  }
}
