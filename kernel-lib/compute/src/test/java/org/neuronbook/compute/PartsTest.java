package org.neuronbook.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PartsTest {

  @Test
  void everyElementIsVisitedOnce() {
    for (int[] work : new int[][] {{0, 1}, {1, 1}, {100_001, 1}, {50_000, 7}, {9, 1 << 20}}) {
      int[] visits = new int[work[0]];
      Parts.forEach(
          work[0],
          work[1],
          (from, to) -> {
            for (int i = from; i < to; i++) {
              visits[i]++;
            }
          });
      assertThat(Arrays.stream(visits).allMatch(count -> count == 1))
          .as("%d units", work[0])
          .isTrue();
    }
  }
}
