package org.neuronbook.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.neuronbook.data.Dataset;
import org.neuronbook.nn.Summary;
import org.neuronbook.train.ConfusionMatrix;
import org.neuronbook.train.Epoch;
import org.neuronbook.train.History;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Makes tables of what lessons work with. A cell that ends in one of these shows its table. */
public final class Tables {

  private Tables() {}

  /** A table of Tablesaw. */
  public static DataTable of(Table table) {
    List<String[]> columns = new ArrayList<>();
    for (Column<?> column : table.columns()) {
      columns.add(texts(column));
    }
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < table.rowCount(); row++) {
      int at = row;
      rows.add(columns.stream().map(column -> column[at]).toList());
    }
    String size = count(table.rowCount(), "row") + ", " + count(table.columnCount(), "column");
    String caption =
        table.name() == null || table.name().isBlank() ? size : table.name() + ": " + size;
    return new DataTable(
        caption, table.columnNames(), rows, i -> table.column(i) instanceof NumericColumn, false);
  }

  private static String[] texts(Column<?> column) {
    String[] texts = new String[column.size()];
    if (column instanceof NumericColumn<?> numbers) {
      String[] aligned = Numbers.aligned(numbers.asDoubleArray());
      for (int i = 0; i < texts.length; i++) {
        texts[i] = column.isMissing(i) ? "" : aligned[i];
      }
    } else {
      Arrays.setAll(texts, column::getString);
    }
    return texts;
  }

  /**
   * Records as rows, their components as columns.
   *
   * @throws IllegalArgumentException if they are of different classes
   */
  public static DataTable of(List<? extends Record> records) {
    if (records.isEmpty()) {
      return new DataTable("0 rows", List.of(), List.of(), i -> false, false);
    }
    Class<? extends Record> type = records.get(0).getClass();
    RecordComponent[] components = type.getRecordComponents();
    List<String[]> columns = new ArrayList<>();
    for (RecordComponent component : components) {
      columns.add(texts(component, records, type));
    }
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < records.size(); row++) {
      int at = row;
      rows.add(columns.stream().map(column -> column[at]).toList());
    }
    List<String> names = Arrays.stream(components).map(c -> words(c.getName())).toList();
    return new DataTable("", names, rows, i -> isNumber(components[i].getType()), false);
  }

  private static String[] texts(
      RecordComponent component, List<? extends Record> records, Class<?> type) {
    Object[] values = records.stream().map(record -> value(component, record, type)).toArray();
    boolean real = component.getType() == double.class || component.getType() == float.class;
    if (real) {
      return Numbers.aligned(
          Arrays.stream(values).mapToDouble(value -> ((Number) value).doubleValue()).toArray());
    }
    return Arrays.stream(values).map(Brief::of).toArray(String[]::new);
  }

  private static Object value(RecordComponent component, Record record, Class<?> type) {
    if (record.getClass() != type) {
      throw new IllegalArgumentException(
          "a table of records: expected all of class %s, got a %s"
              .formatted(type.getSimpleName(), record.getClass().getSimpleName()));
    }
    return value(component, record);
  }

  /** What a component of a record holds; an {@code IllegalStateException} if it does not say. */
  static Object value(RecordComponent component, Record record) {
    try {
      // A record declared in a cell is not public, its accessor is.
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          component.getName() + "() failed: " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component.getName() + "() cannot be called", e);
    }
  }

  private static boolean isNumber(Class<?> type) {
    return Number.class.isAssignableFrom(type)
        || (type.isPrimitive() && type != boolean.class && type != char.class);
  }

  /** "learningRate" reads "learning rate". */
  static String words(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
  }

  /** The losses of a training run, one row an epoch, without times, which differ each run. */
  public static DataTable of(History history) {
    List<Epoch> epochs = history.epochs();
    record Values(String name, double[] values) {}
    List<Values> measured = new ArrayList<>();
    measured.add(new Values("training loss", history.trainLoss()));
    measured.add(new Values("validation loss", history.validationLoss()));
    measured.add(new Values("validation accuracy", history.validationAccuracy()));
    // Without a validation set its columns would only say NaN.
    measured.removeIf(one -> DoubleStream.of(one.values).allMatch(Double::isNaN));
    List<String> headers = new ArrayList<>(List.of("epoch"));
    measured.forEach(one -> headers.add(one.name));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < epochs.size(); i++) {
      int at = i;
      List<String> row = new ArrayList<>(List.of(String.valueOf(epochs.get(i).number())));
      measured.forEach(one -> row.add(Numbers.fixed(one.values[at], 4)));
      rows.add(row);
    }
    String caption = count(epochs.size(), "epoch") + (history.interrupted() ? ", interrupted" : "");
    return new DataTable(caption, headers, rows, i -> true, true);
  }

  /** The layers of a model, with the shapes of their parameters and how many numbers they hold. */
  public static DataTable of(Summary summary) {
    List<List<String>> rows = new ArrayList<>();
    for (Summary.Row row : summary.rows()) {
      // No-break spaces: others would fold into one.
      String name = "\u00A0\u00A0\u00A0".repeat(row.depth()) + row.name();
      String own = row.parameters() == 0 ? "" : grouped(row.parameters());
      rows.add(List.of(name, row.description(), row.shapes(), own));
    }
    String caption =
        "%s, %s of them trained"
            .formatted(count(summary.parameters(), "parameter"), grouped(summary.trainable()));
    List<String> headers = List.of("name", "layer", "shapes", "parameters");
    return new DataTable(caption, headers, rows, i -> i == 3, true).rows(200);
  }

  /** True classes down, predicted ones across, shaded by the share of the true class. */
  public static DataTable of(ConfusionMatrix matrix) {
    int classes = matrix.classes();
    List<String> headers = new ArrayList<>(List.of("true \\ predicted"));
    List<List<String>> rows = new ArrayList<>();
    double[][] shades = new double[classes][classes];
    for (int truth = 0; truth < classes; truth++) {
      headers.add(String.valueOf(truth));
      List<String> row = new ArrayList<>(List.of(String.valueOf(truth)));
      int at = truth;
      double all = IntStream.range(0, classes).map(p -> matrix.count(at, p)).sum();
      for (int predicted = 0; predicted < classes; predicted++) {
        int count = matrix.count(truth, predicted);
        row.add(String.valueOf(count));
        double share = all == 0 ? 0 : count / all;
        shades[truth][predicted] = truth == predicted ? share : -Math.sqrt(share);
      }
      rows.add(row);
    }
    String caption =
        "accuracy %s of %s"
            .formatted(Numbers.percent(matrix.accuracy()), count(matrix.total(), "row"));
    return new DataTable(caption, headers, rows, i -> true, true).shaded(shades);
  }

  /** The classes of a data set and how many rows each has. */
  public static DataTable of(Dataset data) {
    List<List<String>> rows = new ArrayList<>();
    int[] counts = data.counts();
    for (int c = 0; c < data.classes(); c++) {
      rows.add(List.of(data.classNames().get(c), grouped(counts[c])));
    }
    return new DataTable(data.toString(), List.of("class", "rows"), rows, i -> i == 1, true);
  }

  static String count(long number, String what) {
    return count(number, what, what + "s");
  }

  static String count(long number, String one, String many) {
    return grouped(number) + " " + (number == 1 ? one : many);
  }

  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
