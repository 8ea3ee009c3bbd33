package org.neuronbook.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.neuronbook.tensor.Labels;
import org.neuronbook.tensor.Refuse;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

/**
 * A labelled data set: n rows of d features, and for each row a class from 0 to {@code classes} -
 * 1. Immutable; {@link #select}, {@link #head} and {@link #split} give new data sets that share the
 * stored numbers.
 *
 * <pre>{@code
 * jshell> Dataset.xor().x().toMatrix()[1]
 * double[2] { 0.0, 1.0 }
 * jshell> Dataset.xor().labels()
 * int[4] { 0, 1, 1, 0 }
 * }</pre>
 *
 * @param name for messages and pictures
 * @param rows the features; to train, go through {@link Batches}
 * @param labels one a row, 0 to classes - 1; copied, in and out
 * @param classes how many there are
 * @param featureShape the shape that one row stands for: (d) unless {@link #withFeatureShape} says
 *     otherwise
 * @param classNames a name for every class; the numbers 0, 1, ... unless {@link #withClassNames}
 *     says otherwise
 * @param source where the data came from, and if not from where one would wish, why
 */
public record Dataset(
    String name,
    Rows rows,
    int[] labels,
    int classes,
    Shape featureShape,
    List<String> classNames,
    String source) {

  /**
   * A data set over stored rows with all that is known of them.
   *
   * @throws DataException if there are no rows, fewer than one class, or names or a shape that do
   *     not fit
   * @throws IllegalArgumentException if labels are too few, too many or out of range
   */
  public Dataset {
    Objects.requireNonNull(name, "name");
    requireWidth(name, rows);
    Refuse.when(classes < 1, DataException::new)
        .saying("Dataset %s: expected at least 1 class, got %s", name, classes);
    Refuse.when(classNames.size() != classes, DataException::new)
        .saying(
            "Dataset %s: expected %s class names, got %s: %s",
            name, classes, classNames.size(), classNames);
    Refuse.when(featureShape.size() != rows.width(), DataException::new)
        .saying(
            "Dataset %s: a row of %s features does not fill shape %s, which has %s",
            name, rows.width(), featureShape, featureShape.size());
    Labels.require("Dataset " + name, labels, rows.size(), classes);
    labels = labels.clone();
    classNames = List.copyOf(classNames);
  }

  /** A data set over stored rows, whose classes are called by their numbers. */
  public Dataset(String name, Rows rows, int[] labels, int classes) {
    this(
        name,
        rows,
        labels,
        classes,
        Shape.of(requireWidth(name, rows)),
        IntStream.range(0, classes).mapToObj(Integer::toString).toList(),
        "made in this program");
  }

  /** A data set of rows that are equally long. Copied. */
  public static Dataset of(String name, double[][] features, int[] labels, int classes) {
    int width = features.length == 0 ? 0 : features[0].length;
    double[] values = new double[features.length * width];
    for (int i = 0; i < features.length; i++) {
      Refuse.when(features[i].length != width, DataException::new)
          .saying(
              "Dataset %s: expected rows of %s features as in row 0, got %s in row %s",
              name, width, features[i].length, i);
      System.arraycopy(features[i], 0, values, i * width, width);
    }
    requireAny(name, values.length);
    return new Dataset(name, Rows.of(values, width), labels, classes);
  }

  /**
   * Exclusive or: the four pairs of two bits, class 1 where the bits differ. No straight line
   * separates the classes.
   */
  public static Dataset xor() {
    return of("xor", new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, new int[] {0, 1, 1, 0}, 2)
        .withSource("the four rows of the truth table");
  }

  /** A data set of the rows of a matrix. Copied. */
  public static Dataset of(String name, DMatrixRMaj features, int[] labels, int classes) {
    int size = features.numRows * features.numCols;
    requireAny(name, size);
    Rows rows = Rows.of(Arrays.copyOf(features.data, size), features.numCols);
    return new Dataset(name, rows, labels, classes);
  }

  private static int requireWidth(String name, Rows rows) {
    requireAny(name, Math.min(rows.size(), rows.width()));
    return rows.width();
  }

  private static void requireAny(String name, int numbers) {
    Refuse.when(numbers < 1, DataException::new)
        .saying(
            "Dataset %s: expected at least one row of at least one feature, got none. Is a selection empty?",
            name);
  }

  /** The same rows with a name for every class, in the order of the labels. */
  public Dataset withClassNames(String... names) {
    return new Dataset(name, rows, labels, classes, featureShape, List.of(names), source);
  }

  /**
   * The same rows with the shape that one of them stands for, such as (28, 28) for a picture of 784
   * pixels.
   */
  public Dataset withFeatureShape(int... sizes) {
    Shape shape = Shape.of(sizes);
    return new Dataset(name, rows, labels, classes, shape, classNames, source);
  }

  /** The same rows under another name. */
  public Dataset withName(String newName) {
    return new Dataset(newName, rows, labels, classes, featureShape, classNames, source);
  }

  /** The same rows with a sentence about where they come from. */
  public Dataset withSource(String newSource) {
    return new Dataset(name, rows, labels, classes, featureShape, classNames, newSource);
  }

  /**
   * Other numbers for the same rows, as many rows and of the same width: a {@link Standardiser}'s
   * work.
   */
  Dataset withRows(Rows newRows) {
    return new Dataset(name, newRows, labels, classes, featureShape, classNames, source);
  }

  /** The number of rows n. */
  public int size() {
    return labels.length;
  }

  /** The number of features d of a row. */
  public int features() {
    return rows.width();
  }

  /**
   * All features, shape (n, d). Computed at each call, 8 bytes a number: 376 MB for the whole of
   * MNIST. To train, go through {@link Batches}; to look, take a {@link #head}.
   */
  public Tensor x() {
    long numbers = (long) size() * features();
    Refuse.when(numbers > Integer.MAX_VALUE, DataException::new)
        .saying(
            "Dataset %s: all of x has %s numbers, more than one tensor holds. Take head(n), or go through Batches",
            name, numbers);
    return batch(IntStream.range(0, size()).toArray()).x();
  }

  /** All labels. Copied. */
  @Override
  public int[] labels() {
    return labels.clone();
  }

  /** The label of one row. */
  public int label(int row) {
    return labels[Objects.checkIndex(row, size())];
  }

  /** The features of one row. Copied. */
  public double[] row(int row) {
    double[] result = new double[features()];
    rows.copy(Objects.checkIndex(row, size()), result, 0);
    return result;
  }

  /** How many rows each class has. */
  public int[] counts() {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }

  /** The first n rows, or all when there are fewer. */
  public Dataset head(int n) {
    return select(IntStream.range(0, Math.min(n, size())).toArray());
  }

  /**
   * Some rows, in the given order; a row may come twice.
   *
   * @throws DataException if there are none, or one does not exist
   */
  public Dataset select(int... indices) {
    requireAny(name, indices.length);
    int[] chosen = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      Refuse.when(indices[i] < 0 || indices[i] >= size(), DataException::new)
          .saying(
              "Dataset %s: row %s (at index %s of the selection) does not exist: expected 0 to %s",
              name, indices[i], i, size() - 1);
      chosen[i] = labels[indices[i]];
    }
    Rows some = rows.select(indices);
    return new Dataset(name, some, chosen, classes, featureShape, classNames, source);
  }

  /**
   * Cuts the rows in two at random, stratified: every class keeps its share in both parts, to
   * within one row.
   *
   * @param fraction the part of the rows to train on, between 0 and 1: 0.8 trains on 80 % and tests
   *     on 20 %
   * @param rng draws which rows, and their order
   * @throws DataException if a part would have no row
   */
  public Split split(double fraction, Rng rng) {
    int trainSize = (int) Math.round(fraction * size());
    Refuse.when(
            !(fraction > 0 && fraction < 1) || trainSize == 0 || trainSize == size(),
            DataException::new)
        .saying(
            "Dataset %s: split(%s) leaves a part of its %s rows empty: expected the part to train on, such as 0.8",
            name, fraction, size());
    int[] quota = quotas(fraction, trainSize);
    List<Integer> train = new ArrayList<>();
    List<Integer> test = new ArrayList<>();
    // The order is random already, so that taking a class's first rows takes random rows, and both
    // parts come out mixed.
    for (int row : rng.permutation(size())) {
      (quota[labels[row]]-- > 0 ? train : test).add(row);
    }
    return new Split(part(train, "train"), part(test, "test"));
  }

  private Dataset part(List<Integer> indices, String part) {
    return select(indices.stream().mapToInt(Integer::intValue).toArray())
        .withName(name + " " + part);
  }

  /**
   * Rows of each class for the training part: its share rounded down, and one more where the most
   * was cut off.
   */
  private int[] quotas(double fraction, int trainSize) {
    int[] counts = counts();
    int[] quota = new int[classes];
    for (int c = 0; c < classes; c++) {
      quota[c] = (int) (fraction * counts[c]);
    }
    int missing = trainSize - Arrays.stream(quota).sum();
    List<Integer> byRemainder = new ArrayList<>(IntStream.range(0, classes).boxed().toList());
    byRemainder.sort(Comparator.comparingDouble(c -> quota[c] - fraction * counts[c]));
    for (int i = 0; i < missing; i++) {
      quota[byRemainder.get(i)]++;
    }
    return quota;
  }

  /** The features and labels of some rows, which exist. */
  Batch batch(int... indices) {
    int width = features();
    double[] values = new double[indices.length * width];
    int[] chosen = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      rows.copy(indices[i], values, i * width);
      chosen[i] = labels[indices[i]];
    }
    return new Batch(Tensor.wrap(Shape.of(indices.length, width), values), chosen);
  }

  @Override
  public String toString() {
    return "%s: %d rows of shape %s, %d classes".formatted(name, size(), featureShape, classes);
  }
}
