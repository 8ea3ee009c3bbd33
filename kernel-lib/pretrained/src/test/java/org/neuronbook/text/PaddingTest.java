package org.neuronbook.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Mask;
import org.neuronbook.tensor.Shape;

class PaddingTest {
  private static final int[][] SEQUENCES = {{5, 6}, {}, {7, 8, 9}};

  @Test
  void fillsUpBehind() {
    Padding padding = Padding.right(-1, SEQUENCES);
    assertThat(padding.ids()).isDeepEqualTo(new int[][] {{5, 6, -1}, {-1, -1, -1}, {7, 8, 9}});
    assertThat(padding.lengths()).containsExactly(2, 0, 3);
    assertThat(padding.mask()).isEqualTo(Mask.padding(3, 2, 0, 3));
  }

  @Test
  void fillsUpBefore() {
    Padding padding = Padding.left(0, SEQUENCES);
    assertThat(padding.ids()).isDeepEqualTo(new int[][] {{0, 5, 6}, {0, 0, 0}, {7, 8, 9}});
    assertThat(padding.lengths()).containsExactly(2, 0, 3);
    assertThat(padding.mask())
        .isEqualTo(
            Mask.of(Shape.of(3, 3), true, false, false, true, true, true, false, false, false));
  }

  @Test
  void leavesTheSequencesAsTheyWere() {
    int[] one = {1, 2, 3};
    Padding padding = Padding.right(0, one);
    padding.ids()[0][0] = 9;
    assertThat(one).containsExactly(1, 2, 3);
  }
}
