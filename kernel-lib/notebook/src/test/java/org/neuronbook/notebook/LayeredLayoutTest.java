package org.neuronbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Rng;

class LayeredLayoutTest {

  private static LayeredLayout layout(int nodes, int[]... edges) {
    double[] heights = new double[nodes];
    Arrays.fill(heights, 10);
    return new LayeredLayout(heights, List.of(edges), 4);
  }

  private static int[] edge(int from, int to) {
    return new int[] {from, to};
  }

  @Test
  void aNodeStandsJustBeforeItsFirstUse() {
    LayeredLayout layout = layout(4, edge(0, 1), edge(1, 2), edge(3, 2));
    assertThat(layout.columns()).isEqualTo(3);
    assertThat(List.of(layout.column(0), layout.column(1), layout.column(2), layout.column(3)))
        .containsExactly(0, 1, 2, 1);
  }

  @Test
  void theFirstOperandStandsAboveTheSecond() {
    LayeredLayout layout = layout(3, edge(2, 0), edge(1, 0));
    assertThat(layout.y(2)).isLessThan(layout.y(1));
    assertThat(layout.y(0)).isEqualTo((layout.y(1) + layout.y(2)) / 2);
  }

  @Test
  void noEdgesCrossWhereTheyNeedNot() {
    // Written in the order that crosses most: the ends are in the reverse order of the beginnings.
    LayeredLayout layout =
        layout(7, edge(0, 5), edge(1, 4), edge(2, 3), edge(3, 6), edge(4, 6), edge(5, 6));
    assertThat(layout.crossings()).isZero();
  }

  @Test
  void changesTheOrderOfOperandsWhereThatTakesCrossingsAway() {
    // Three ops under one; the first and the third share the first leaf.
    LayeredLayout layout =
        layout(
            7, edge(0, 3), edge(1, 4), edge(0, 5), edge(2, 5), edge(3, 6), edge(4, 6), edge(5, 6));
    assertThat(layout.crossings()).isZero();
  }

  @Test
  void aLongEdgePassesBetweenTheNodesOfEachColumn() {
    LayeredLayout layout = layout(4, edge(0, 1), edge(1, 2), edge(2, 3), edge(0, 3));
    double[] between = layout.between(3);
    assertThat(between).hasSize(2);
    assertThat(Math.abs(between[0] - layout.y(1))).isGreaterThanOrEqualTo(5);
    assertThat(Math.abs(between[1] - layout.y(2))).isGreaterThanOrEqualTo(5);
  }

  @Test
  void nodesOfAColumnKeepTheirDistanceInAnyGraph() {
    for (int seed = 0; seed < 50; seed++) {
      Rng rng = Rng.of(seed);
      int nodes = 3 + rng.nextInt(37);
      List<int[]> edges = new ArrayList<>();
      for (int to = 1; to < nodes; to++) {
        for (int i = 0; i <= rng.nextInt(3); i++) {
          edges.add(edge(rng.nextInt(to), to));
        }
      }
      LayeredLayout layout = layout(nodes, edges.toArray(int[][]::new));
      for (int a = 0; a < nodes; a++) {
        for (int b = 0; b < a; b++) {
          if (layout.column(a) == layout.column(b)) {
            assertThat(Math.abs(layout.y(a) - layout.y(b)))
                .as("distance of nodes %d and %d of seed %d", a, b, seed)
                .isGreaterThanOrEqualTo(14 - 1e-9);
          }
        }
      }
      for (int[] edge : edges) {
        assertThat(layout.column(edge[0])).isLessThan(layout.column(edge[1]));
      }
    }
  }

  @Test
  void refusesACycle() {
    assertThatThrownBy(() -> layout(2, edge(0, 1), edge(1, 0)))
        .hasMessageContaining("a graph without cycles");
  }
}
