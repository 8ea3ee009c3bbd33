package org.neuronbook.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Places the nodes of a directed graph without cycles in columns, so that each edge leads to the
 * right and few edges cross.
 *
 * <p>The steps of Sugiyama, Tagawa and Toda, "Methods for Visual Understanding of Hierarchical
 * System Structures", IEEE SMC 11 (1981): a node stands as far right as its farthest way to the end
 * allows; an edge over several columns passes through a point in each; within a column the nodes
 * are ordered by the mean place of their neighbours, as long as that takes crossings away; and they
 * move up and down towards their neighbours, keeping their distance.
 */
final class LayeredLayout {
  private static final int SWEEPS = 24;

  /** A node, or a point through which a long edge passes. */
  private static final class Place {
    final int node;
    final int column;
    final double height;
    final List<Place> left = new ArrayList<>();
    final List<Place> right = new ArrayList<>();
    int order;
    double y;

    Place(int node, int column, double height) {
      this.node = node;
      this.column = column;
      this.height = height;
    }
  }

  private final List<List<Place>> columns = new ArrayList<>();
  private final Place[] places;
  private final List<List<Place>> ways = new ArrayList<>();
  private final double gap;

  /**
   * @param heights how high each node is
   * @param edges pairs of node numbers, from and to, in the order in which operands are read
   * @param gap the least distance between two nodes of a column
   */
  LayeredLayout(double[] heights, List<int[]> edges, double gap) {
    this.gap = gap;
    int[] toEnd = toEnd(heights.length, edges);
    int last = Arrays.stream(toEnd).max().orElse(0);
    places = new Place[heights.length];
    for (int c = 0; c <= last; c++) {
      columns.add(new ArrayList<>());
    }
    for (int node = 0; node < places.length; node++) {
      places[node] = added(new Place(node, last - toEnd[node], heights[node]));
    }
    for (int[] edge : edges) {
      ways.add(way(places[edge[0]], places[edge[1]]));
    }
    order();
    settle();
  }

  private Place added(Place place) {
    place.order = columns.get(place.column).size();
    columns.get(place.column).add(place);
    return place;
  }

  /** The longest way of each node to a node from which no edge leads on. */
  private static int[] toEnd(int nodes, List<int[]> edges) {
    int[] toEnd = new int[nodes];
    for (int round = 0; round <= nodes; round++) {
      boolean changed = false;
      for (int[] edge : edges) {
        if (toEnd[edge[0]] < toEnd[edge[1]] + 1) {
          toEnd[edge[0]] = toEnd[edge[1]] + 1;
          changed = true;
        }
      }
      if (!changed) {
        return toEnd;
      }
    }
    throw new IllegalArgumentException("layout: expected a graph without cycles, got one with");
  }

  private List<Place> way(Place from, Place to) {
    List<Place> way = new ArrayList<>(List.of(from));
    for (int c = from.column + 1; c < to.column; c++) {
      way.add(added(new Place(-1, c, 0)));
    }
    way.add(to);
    for (int i = 1; i < way.size(); i++) {
      way.get(i - 1).right.add(way.get(i));
      way.get(i).left.add(way.get(i - 1));
    }
    return way;
  }

  // ---- who stands above whom

  private void order() {
    orderByOperands();
    List<List<Place>> best = copy();
    int fewest = crossings();
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      boolean rightwards = sweep % 2 == 0;
      // Ties are broken this way and that way in turn, or an order may never change.
      boolean turned = sweep % 4 >= 2;
      for (int i = 1; i < columns.size(); i++) {
        List<Place> column = columns.get(rightwards ? i : columns.size() - 1 - i);
        column.sort(
            Comparator.<Place>comparingDouble(place -> mean(place, rightwards))
                .thenComparingInt(place -> turned ? -place.order : place.order));
        number(column);
      }
      if (crossings() < fewest) {
        fewest = crossings();
        best = copy();
      }
    }
    for (int c = 0; c < columns.size(); c++) {
      columns.set(c, best.get(c));
      number(best.get(c));
    }
  }

  private List<List<Place>> copy() {
    List<List<Place>> copy = new ArrayList<>();
    columns.forEach(column -> copy.add(new ArrayList<>(column)));
    return copy;
  }

  /** As one writes the formula: the first operand above the second. A tree is done with this. */
  private void orderByOperands() {
    for (int c = columns.size() - 1; c > 0; c--) {
      List<Place> sorted = new ArrayList<>();
      for (Place place : columns.get(c)) {
        place.left.stream().filter(each -> !sorted.contains(each)).forEach(sorted::add);
      }
      columns.get(c - 1).stream().filter(each -> !sorted.contains(each)).forEach(sorted::add);
      columns.set(c - 1, sorted);
      number(sorted);
    }
  }

  private static void number(List<Place> column) {
    for (int i = 0; i < column.size(); i++) {
      column.get(i).order = i;
    }
  }

  private static double mean(Place place, boolean ofLeft) {
    List<Place> neighbours = ofLeft ? place.left : place.right;
    return neighbours.stream().mapToInt(each -> each.order).average().orElse(place.order);
  }

  /** How many pairs of edges cross. */
  int crossings() {
    int crossings = 0;
    for (List<Place> column : columns) {
      List<int[]> pairs = new ArrayList<>();
      column.forEach(from -> from.right.forEach(to -> pairs.add(new int[] {from.order, to.order})));
      for (int i = 0; i < pairs.size(); i++) {
        for (int j = 0; j < i; j++) {
          int[] a = pairs.get(i);
          int[] b = pairs.get(j);
          crossings += (a[0] - b[0]) * (a[1] - b[1]) < 0 ? 1 : 0;
        }
      }
    }
    return crossings;
  }

  // ---- how high each stands

  /** Moves each column to where its neighbours are, from the left and from the right in turn. */
  private void settle() {
    columns.forEach(column -> move(column, new double[column.size()]));
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean rightwards = sweep % 2 == 1;
      for (int i = 0; i < columns.size(); i++) {
        List<Place> column = columns.get(rightwards ? i : columns.size() - 1 - i);
        boolean ofLeft = rightwards;
        move(column, column.stream().mapToDouble(place -> wanted(place, ofLeft)).toArray());
      }
    }
    double top = all().mapToDouble(place -> place.y - place.height / 2).min().orElse(0);
    all().forEach(place -> place.y -= top);
  }

  private static double wanted(Place place, boolean ofLeft) {
    List<Place> neighbours = ofLeft ? place.left : place.right;
    return neighbours.stream().mapToDouble(each -> each.y).average().orElse(place.y);
  }

  /**
   * Gives the heights nearest to the wanted ones, in least squares, that keep order and distance:
   * what would overlap is pooled and stands around its common mean.
   */
  private void move(List<Place> column, double[] wanted) {
    int n = column.size();
    double[] offsets = new double[n];
    for (int i = 1; i < n; i++) {
      offsets[i] = offsets[i - 1] + gap + (column.get(i - 1).height + column.get(i).height) / 2;
    }
    double[] sums = new double[n];
    int[] counts = new int[n];
    int blocks = 0;
    for (int i = 0; i < n; i++) {
      sums[blocks] = wanted[i] - offsets[i];
      counts[blocks++] = 1;
      while (blocks > 1
          && sums[blocks - 2] / counts[blocks - 2] >= sums[blocks - 1] / counts[blocks - 1]) {
        sums[blocks - 2] += sums[blocks - 1];
        counts[blocks - 2] += counts[--blocks];
      }
    }
    int at = 0;
    for (int block = 0; block < blocks; block++) {
      for (int i = 0; i < counts[block]; i++, at++) {
        column.get(at).y = sums[block] / counts[block] + offsets[at];
      }
    }
  }

  private Stream<Place> all() {
    return columns.stream().flatMap(List::stream);
  }

  // ---- the result

  int columns() {
    return columns.size();
  }

  /** The column of a node, counted from the left. */
  int column(int node) {
    return places[node].column;
  }

  /** How far the middle of a node is below the upper end of the highest one. */
  double y(int node) {
    return places[node].y;
  }

  double height() {
    return all().mapToDouble(place -> place.y + place.height / 2).max().orElse(0);
  }

  /** Where an edge passes in each column between its two nodes. */
  double[] between(int edge) {
    List<Place> way = ways.get(edge);
    return way.subList(1, way.size() - 1).stream().mapToDouble(place -> place.y).toArray();
  }

  /** Where an edge is in the last column before its end. */
  double lastBefore(int edge) {
    List<Place> way = ways.get(edge);
    return way.get(way.size() - 2).y;
  }
}
