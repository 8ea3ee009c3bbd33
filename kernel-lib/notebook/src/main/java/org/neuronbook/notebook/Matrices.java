package org.neuronbook.notebook;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrix;
import org.ejml.data.DMatrixSparse;
import org.ejml.data.FMatrix;
import org.ejml.data.FMatrixSparse;
import org.ejml.data.Matrix;
import org.ejml.data.ZMatrix;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

/** Tensors, matrices and arrays as tables: shape first, the numbers shaded, big ones shortened. */
final class Matrices {

  /** Rows and columns that are shown; of longer ones the ends. */
  private static final int SHOWN = 10;

  /** Matrices of a tensor of three axes or more that are shown. */
  private static final int SLICES = 4;

  private Matrices() {}

  static Displayable of(Tensor tensor) {
    Shape shape = tensor.shape();
    String kind = tensor instanceof Parameter one ? "Parameter " + one.name() + " " : "Tensor ";
    Displayable values = values(kind + shape, shape, tensor.toArray());
    Tensor gradient = tensor.requiresGrad() ? tensor.grad() : null;
    if (gradient == null) {
      return values;
    }
    String text =
        shape.rank() == 0 ? " " + Numbers.brief(gradient.item()) : summary(gradient.toArray());
    return Parts.of(values, new Words("Its gradient:" + text.replaceFirst("^,", "")));
  }

  private static Displayable values(String name, Shape shape, double[] values) {
    if (shape.rank() == 0) {
      return new Words(name + ": " + Numbers.brief(values[0]));
    }
    if (shape.size() == 0) {
      return new Words(name + ": no elements");
    }
    int columns = shape.dim(shape.rank() - 1);
    if (shape.rank() == 1) {
      return new NumberGrid(name, 1, columns, (i, j) -> values[j]).row().table(SHOWN);
    }
    int rows = shape.dim(shape.rank() - 2);
    if (shape.rank() == 2) {
      return new NumberGrid(name, rows, columns, (i, j) -> values[i * columns + j]).table(SHOWN);
    }
    return slices(name, shape, values);
  }

  /** Of more than two axes the matrices over the last two are shown, each with its place. */
  private static Displayable slices(String name, Shape shape, double[] values) {
    int columns = shape.dim(shape.rank() - 1);
    int rows = shape.dim(shape.rank() - 2);
    int slices = values.length / (rows * columns);
    int shown = slices <= SLICES ? slices : SLICES - 1;
    List<Displayable> parts = new ArrayList<>();
    parts.add(new Words(name + summary(values)));
    for (int s = 0; s < shown; s++) {
      int from = s * rows * columns;
      NumberGrid slice =
          new NumberGrid(place(shape, s), rows, columns, (i, j) -> values[from + i * columns + j]);
      parts.add(slice.bare().table(SHOWN - 2));
    }
    if (shown < slices) {
      parts.add(new Words("… " + Tables.count(slices - shown, "more matrix", "more matrices")));
    }
    return new Parts(parts);
  }

  /** Where in the tensor the matrix of this number stands: {@code [0, 2, :, :]}. */
  private static String place(Shape shape, int slice) {
    StringBuilder place = new StringBuilder(":, :]");
    int rest = slice;
    for (int axis = shape.rank() - 3; axis >= 0; axis--) {
      place.insert(0, rest % shape.dim(axis) + ", ");
      rest /= shape.dim(axis);
    }
    return place.insert(0, "[").toString();
  }

  /** Any matrix of EJML. */
  static Displayable of(Matrix matrix) {
    String name = "Matrix (%d, %d)".formatted(matrix.getNumRows(), matrix.getNumCols());
    if (matrix instanceof DMatrix real) {
      String stored = real instanceof DMatrixSparse sparse ? stored(sparse.getNonZeroLength()) : "";
      return grid(name + stored, matrix, real::get);
    }
    if (matrix instanceof FMatrix real) {
      String stored = real instanceof FMatrixSparse sparse ? stored(sparse.getNonZeroLength()) : "";
      return grid(name + stored, matrix, real::get);
    }
    if (matrix instanceof ZMatrix complex && matrix.getNumRows() * matrix.getNumCols() > 0) {
      return complex(name, complex);
    }
    return new Words(name + ": " + matrix.getClass().getSimpleName());
  }

  private static String stored(int entries) {
    return ", sparse, " + Tables.count(entries, "entry", "entries") + " stored";
  }

  private static Displayable grid(String name, Matrix matrix, NumberGrid.Entries entries) {
    int rows = matrix.getNumRows();
    int columns = matrix.getNumCols();
    return rows == 0 || columns == 0
        ? new Words(name + ": no elements")
        : new NumberGrid(name, rows, columns, entries).table(SHOWN);
  }

  /** Complex numbers are shaded by their size. */
  private static Displayable complex(String name, ZMatrix matrix) {
    Complex_F64 at = new Complex_F64();
    NumberGrid.Entries sizes =
        (i, j) -> {
          matrix.get(i, j, at);
          return at.getMagnitude();
        };
    return new NumberGrid(name + ", complex", matrix.getNumRows(), matrix.getNumCols(), sizes)
        .texts(
            (i, j) -> {
              matrix.get(i, j, at);
              String imaginary = Numbers.brief(Math.abs(at.imaginary));
              return Numbers.brief(at.real) + (at.imaginary < 0 ? " - " : " + ") + imaginary + "i";
            })
        .table(SHOWN);
  }

  /** An array of numbers or truths, of one or two axes. */
  static Displayable ofArray(Object array) {
    Class<?> type = array.getClass().getComponentType();
    int length = Array.getLength(array);
    if (!type.isArray()) {
      String name = type.getSimpleName() + "[" + length + "]";
      return length == 0
          ? new Words(name + ": no elements")
          : rows(name, type, 1, length, (i, j) -> Array.get(array, j)).row().table(SHOWN);
    }
    String element = type.getComponentType().getSimpleName();
    int columns =
        length == 0 || Array.get(array, 0) == null ? 0 : Array.getLength(Array.get(array, 0));
    for (int i = 0; i < length; i++) {
      Object row = Array.get(array, i);
      if (row == null || Array.getLength(row) != columns) {
        return ragged(element, array, length);
      }
    }
    String name = "%s[%d][%d]".formatted(element, length, columns);
    return length == 0 || columns == 0
        ? new Words(name + ": no elements")
        : rows(
                name,
                type.getComponentType(),
                length,
                columns,
                (i, j) -> Array.get(Array.get(array, i), j))
            .table(SHOWN);
  }

  private static Displayable ragged(String element, Object array, int length) {
    List<Object> rows = IntStream.range(0, length).mapToObj(i -> Array.get(array, i)).toList();
    return Members.indexed("%s[%d][], rows of different lengths".formatted(element, length), rows);
  }

  private interface Elements {
    Object at(int row, int column);
  }

  private static NumberGrid rows(
      String name, Class<?> type, int rows, int columns, Elements elements) {
    NumberGrid.Entries entries =
        (i, j) ->
            elements.at(i, j) instanceof Number number
                ? number.doubleValue()
                : Boolean.TRUE.equals(elements.at(i, j)) ? 1 : 0;
    NumberGrid grid = new NumberGrid(name, rows, columns, entries);
    boolean real = type == double.class || type == float.class;
    // Not by way of double: a long has more digits than it can hold.
    return real ? grid : grid.texts((i, j) -> String.valueOf(elements.at(i, j)));
  }

  /** ", from -3.2 to 4.1, mean 0.02, 3 not finite". */
  static String summary(double[] values) {
    var finite = DoubleStream.of(values).filter(Double::isFinite).summaryStatistics();
    if (finite.getCount() == 0) {
      return ", no finite number";
    }
    long strange = values.length - finite.getCount();
    long nan = Arrays.stream(values).filter(Double::isNaN).count();
    String infinite = strange > nan ? ", " + Tables.grouped(strange - nan) + " infinite" : "";
    return ", from %s to %s, mean %s%s%s"
        .formatted(
            Numbers.brief(finite.getMin()),
            Numbers.brief(finite.getMax()),
            Numbers.brief(finite.getAverage()),
            nan > 0 ? ", " + Tables.grouped(nan) + " NaN" : "",
            infinite);
  }
}
