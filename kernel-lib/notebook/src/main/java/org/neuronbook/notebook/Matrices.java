package org.neuronbook.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

/** Tensors, matrices and arrays as tables: shape first, the numbers shaded, big ones shortened. */
final class Matrices {

  /** Rows and columns that are shown; of longer ones the ends. */
  private static final int SHOWN = 10;

  private Matrices() {}

  static Displayable of(Tensor tensor) {
    Shape shape = tensor.shape();
    String name = "Tensor " + shape;
    if (shape.rank() == 0) {
      return new Words(name + ": " + Numbers.brief(tensor.item()));
    }
    if (shape.size() == 0) {
      return new Words(name + ": no elements");
    }
    if (shape.rank() == 1) {
      return table(name, new double[][] {tensor.toArray()}, false);
    }
    int columns = shape.dim(shape.rank() - 1);
    int rows = shape.dim(shape.rank() - 2);
    String caption = shape.rank() == 2 ? name : name + ", at " + firstIndex(shape.rank());
    double[] values = tensor.toArray();
    double[][] matrix = new double[rows][];
    Arrays.setAll(matrix, i -> Arrays.copyOfRange(values, i * columns, (i + 1) * columns));
    return table(caption, matrix, true);
  }

  /** Of more than two axes the first matrix is shown: {@code [0, 0, :, :]}. */
  private static String firstIndex(int rank) {
    return "[" + "0, ".repeat(rank - 2) + ":, :]";
  }

  static Displayable of(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][matrix.numCols];
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        rows[i][j] = matrix.get(i, j);
      }
    }
    return of("Matrix (%d, %d)".formatted(matrix.numRows, matrix.numCols), rows);
  }

  static Displayable of(double[][] rows) {
    if (Arrays.stream(rows).anyMatch(row -> row == null || row.length != rows[0].length)) {
      return new Words("double[" + rows.length + "][] " + Arrays.deepToString(rows));
    }
    int columns = rows.length == 0 ? 0 : rows[0].length;
    return of("double[%d][%d]".formatted(rows.length, columns), rows);
  }

  private static Displayable of(String name, double[][] rows) {
    if (rows.length == 0 || rows[0].length == 0) {
      return new Words(name + ": no elements");
    }
    return table(name, rows, true);
  }

  static Displayable of(double[] values) {
    return row("double[" + values.length + "]", values);
  }

  static Displayable of(int[] values) {
    return row("int[" + values.length + "]", Arrays.stream(values).asDoubleStream().toArray());
  }

  private static Displayable row(String name, double[] values) {
    return values.length == 0
        ? new Words(name + ": no elements")
        : table(name, new double[][] {values}, false);
  }

  /** A table under a caption; indices stand at the top and, for matrices, at the left. */
  private static Displayable table(String caption, double[][] all, boolean rowIndices) {
    int[] rows = ends(all.length);
    int[] columns = ends(all[0].length);
    double[] shown = new double[rows.length * columns.length];
    int at = 0;
    for (int i : rows) {
      for (int j : columns) {
        shown[at++] = i < 0 || j < 0 ? 0 : all[i][j];
      }
    }
    String[] texts = Numbers.aligned(shown);
    double largest = Arrays.stream(shown).map(Math::abs).filter(Double::isFinite).max().orElse(0);
    List<List<String>> cells = new ArrayList<>();
    double[][] shades = new double[rows.length][columns.length];
    for (int i = 0; i < rows.length; i++) {
      List<String> line = new ArrayList<>();
      if (rowIndices) {
        line.add(rows[i] < 0 ? "…" : String.valueOf(rows[i]));
      }
      for (int j = 0; j < columns.length; j++) {
        boolean leftOut = rows[i] < 0 || columns[j] < 0;
        line.add(leftOut ? "…" : texts[i * columns.length + j]);
        shades[i][j] = largest == 0 || leftOut ? 0 : shown[i * columns.length + j] / largest;
      }
      cells.add(line);
    }
    List<String> headers = new ArrayList<>(rowIndices ? List.of("") : List.of());
    Arrays.stream(columns).forEach(j -> headers.add(j < 0 ? "…" : String.valueOf(j)));
    return new DataTable(caption, headers, cells, i -> true, rowIndices).shaded(shades);
  }

  private static int[] ends(int size) {
    if (size <= SHOWN + 2) {
      return IntStream.range(0, size).toArray();
    }
    int half = SHOWN / 2;
    return IntStream.concat(
            IntStream.concat(IntStream.range(0, half), IntStream.of(-1)),
            IntStream.range(size - half, size))
        .toArray();
  }
}
