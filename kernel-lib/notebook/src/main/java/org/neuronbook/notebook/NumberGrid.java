package org.neuronbook.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Numbers in rows and columns on their way to a shaded table. */
final class NumberGrid {

  /** Where the numbers come from. */
  interface Entries {
    double at(int row, int column);
  }

  /** How each is written, where that is not just its number. */
  interface Texts {
    String at(int row, int column);
  }

  /** Above this many numbers nobody waits for their mean. */
  private static final int MOST_SUMMARISED = 5_000_000;

  private static final int LEFT_OUT = -1;

  private final String name;
  private final int rows;
  private final int columns;
  private final Entries entries;
  private Texts texts;
  private boolean rowIndices = true;
  private boolean summary = true;

  NumberGrid(String name, int rows, int columns, Entries entries) {
    this.name = name;
    this.rows = rows;
    this.columns = columns;
    this.entries = entries;
  }

  NumberGrid texts(Texts texts) {
    this.texts = texts;
    return this;
  }

  /** One row, which needs no number. */
  NumberGrid row() {
    rowIndices = false;
    return this;
  }

  /** Without a summary: somebody else says it. */
  NumberGrid bare() {
    summary = false;
    return this;
  }

  /** The table, of which up to so many rows and columns, or a few more, are shown. */
  Displayable table(int most) {
    int[] shownRows = ends(rows, most);
    int[] shownColumns = ends(columns, most);
    double[] shown =
        Arrays.stream(shownRows)
            .boxed()
            .flatMapToDouble(
                i ->
                    Arrays.stream(shownColumns)
                        .mapToDouble(j -> i < 0 || j < 0 ? 0 : entries.at(i, j)))
            .toArray();
    String[] aligned = Numbers.aligned(shown);
    double largest = Arrays.stream(shown).map(Math::abs).filter(Double::isFinite).max().orElse(0);
    List<List<String>> cells = new ArrayList<>();
    double[][] shades = new double[shownRows.length][shownColumns.length];
    for (int i = 0; i < shownRows.length; i++) {
      List<String> line = new ArrayList<>();
      if (rowIndices) {
        line.add(shownRows[i] < 0 ? leftOut(rows, shownRows) : String.valueOf(shownRows[i]));
      }
      for (int j = 0; j < shownColumns.length; j++) {
        int at = i * shownColumns.length + j;
        boolean leftOut = shownRows[i] < 0 || shownColumns[j] < 0;
        String text =
            texts == null || leftOut ? aligned[at] : texts.at(shownRows[i], shownColumns[j]);
        line.add(leftOut ? "…" : text);
        shades[i][j] = largest == 0 || leftOut ? 0 : shown[at] / largest;
      }
      cells.add(line);
    }
    List<String> headers = new ArrayList<>(rowIndices ? List.of("") : List.of());
    for (int j : shownColumns) {
      headers.add(j < 0 ? leftOut(columns, shownColumns) : String.valueOf(j));
    }
    boolean all = shownRows.length == rows && shownColumns.length == columns;
    return new DataTable(all ? name : name + inAll(), headers, cells, i -> true, rowIndices)
        .shaded(shades);
  }

  /** What the shown ends do not tell. */
  private String inAll() {
    if (!summary || texts != null || (long) rows * columns > MOST_SUMMARISED) {
      return "";
    }
    return Matrices.summary(
        IntStream.range(0, rows)
            .boxed()
            .flatMapToDouble(i -> IntStream.range(0, columns).mapToDouble(j -> entries.at(i, j)))
            .toArray());
  }

  private static String leftOut(int size, int[] shown) {
    return "… " + Tables.grouped(size - (shown.length - 1)) + " more";
  }

  private static int[] ends(int size, int most) {
    if (size <= most + 2) {
      return IntStream.range(0, size).toArray();
    }
    int half = most / 2;
    return IntStream.concat(
            IntStream.concat(IntStream.range(0, half), IntStream.of(LEFT_OUT)),
            IntStream.range(size - half, size))
        .toArray();
  }
}
