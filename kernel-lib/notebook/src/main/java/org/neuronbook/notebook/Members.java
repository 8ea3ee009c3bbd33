package org.neuronbook.notebook;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.BaseStream;
import java.util.stream.IntStream;

/**
 * Lists, sets, maps and records as tables of what they hold. Of a long one only the members at its
 * ends are looked at, so that a list of a billion shows at once.
 */
final class Members {

  /** A short list is as readable on one line. */
  private static final int LINE = 80;

  /** Numbers in a row that are shown. */
  private static final int SHOWN = 10;

  private Members() {}

  static Displayable of(Collection<?> members) {
    List<?> list =
        members instanceof List<?> already
            ? already
            : members instanceof Set<?> set ? Order.of(set) : new ArrayList<>(members);
    String kind = members instanceof Set ? "Set" : members instanceof List ? "List" : "Collection";
    return list(kind + " of " + Tables.grouped(list.size()), list);
  }

  /** An array of objects. */
  static Displayable of(Object[] array) {
    String name = array.getClass().getComponentType().getSimpleName() + "[" + array.length + "]";
    return list(name, Arrays.asList(array));
  }

  private static Displayable list(String name, List<?> list) {
    List<Object> sample = sample(list);
    if (sample.isEmpty()) {
      return new Words(name.endsWith("]") ? name + ": no elements" : "[]");
    }
    if (all(sample, Record.class) && sameClass(sample) && shownAsFields(sample)) {
      return records(list, sample);
    }
    if (all(sample, Map.class)) {
      return maps(name, list, sample);
    }
    if (all(sample, Number.class)) {
      boolean real = sample.stream().anyMatch(one -> one instanceof Double || one instanceof Float);
      NumberGrid grid = new NumberGrid(name, 1, list.size(), (i, j) -> number(list.get(j))).row();
      // Not by way of double: a long has more digits than it can hold.
      return (real ? grid : grid.texts((i, j) -> String.valueOf(list.get(j)))).table(SHOWN);
    }
    if (sample.stream().allMatch(Members::isRow) && sameLength(list)) {
      int columns = length(sample.get(0));
      NumberGrid.Entries entries = (i, j) -> number(at(list.get(i), j));
      return new NumberGrid(name + " rows of " + columns, list.size(), columns, entries)
          .table(SHOWN);
    }
    String line = Brief.of(list);
    boolean whole = line.length() <= LINE && list.size() <= Brief.MEMBERS;
    return whole ? new Words(line) : indexed(name, list);
  }

  /** The members below each other, with their numbers. */
  static Displayable indexed(String name, List<?> list) {
    List<List<String>> rows =
        lazily(list.size(), i -> List.of(String.valueOf(i), Brief.of(list.get(i))));
    boolean numbers = all(sample(list), Number.class);
    return new DataTable(name, List.of("", "value"), rows, i -> i == 0 || numbers, true);
  }

  private static boolean shownAsFields(List<Object> records) {
    return Brief.describesItself((Record) records.get(0))
        && records.get(0).getClass().getRecordComponents().length > 0;
  }

  @SuppressWarnings("unchecked")
  private static Displayable records(List<?> list, List<Object> sample) {
    // What stands between the ends may still be something else, and is not shown.
    return list.size() > DataTable.SHOWN_ROWS
        ? Tables.of(sample.stream().map(Record.class::cast).toList())
            .elided(list.size() - sample.size())
        : Tables.of((List<? extends Record>) list);
  }

  private static Displayable maps(String name, List<?> list, List<Object> sample) {
    Set<Object> keys = new LinkedHashSet<>();
    sample.forEach(map -> Order.of((Map<?, ?>) map).forEach(entry -> keys.add(entry.getKey())));
    List<Object> columns = List.copyOf(keys);
    List<String> headers = new ArrayList<>(List.of(""));
    columns.forEach(key -> headers.add(Brief.of(key)));
    List<List<String>> rows =
        lazily(
            list.size(),
            i -> {
              List<String> row = new ArrayList<>(List.of(String.valueOf(i)));
              Map<?, ?> map = (Map<?, ?>) list.get(i);
              columns.forEach(key -> row.add(map.containsKey(key) ? Brief.of(map.get(key)) : ""));
              return row;
            });
    return new DataTable(
        name, headers, rows, j -> j == 0 || allNumbers(sample, columns.get(j - 1)), true);
  }

  private static boolean allNumbers(List<Object> maps, Object key) {
    return maps.stream()
        .map(map -> ((Map<?, ?>) map).get(key))
        .allMatch(value -> value == null || value instanceof Number);
  }

  static Displayable of(Map<?, ?> map) {
    if (map.isEmpty()) {
      return new Words("{}");
    }
    List<Map.Entry<?, ?>> entries = Order.of(map);
    List<Object> values = sample(entries.stream().map(Map.Entry::getValue).toList());
    boolean numbers = all(values, Number.class);
    String[] texts =
        entries.size() <= DataTable.SHOWN_ROWS && numbers
            ? Numbers.aligned(values.stream().mapToDouble(Members::number).toArray())
            : null;
    List<List<String>> rows =
        lazily(
            entries.size(),
            i ->
                List.of(
                    Brief.of(entries.get(i).getKey()),
                    texts != null ? texts[i] : Brief.of(entries.get(i).getValue())));
    String name = "Map of " + Tables.count(map.size(), "entry", "entries");
    return new DataTable(name, List.of("key", "value"), rows, i -> i == 1 && numbers, true);
  }

  /** One record: its components below each other. */
  static Displayable of(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    if (components.length == 0 || !Brief.describesItself(record)) {
      return new Words(String.valueOf(record));
    }
    List<List<String>> rows = new ArrayList<>();
    for (RecordComponent component : components) {
      rows.add(List.of(Tables.words(component.getName()), member(component, record)));
    }
    String name = record.getClass().getSimpleName();
    return new DataTable(name, List.of("component", "value"), rows, i -> false, true).rows(200);
  }

  private static String member(RecordComponent component, Record record) {
    try {
      return Brief.of(Tables.value(component, record));
    } catch (IllegalStateException failure) {
      return failure.getMessage();
    }
  }

  static Displayable of(Optional<?> optional) {
    if (optional.isEmpty()) {
      return new Words("Optional.empty");
    }
    Displayable value = Views.orText(optional.get());
    return value instanceof Words
        ? new Words("Optional[" + value.text() + "]")
        : Parts.of(new Words("Optional, which holds:"), value);
  }

  /** Reading a stream uses it up, and the learner's next line would fail. */
  static Displayable of(BaseStream<?, ?> stream) {
    String kind =
        stream instanceof IntStream
            ? "IntStream"
            : stream instanceof java.util.stream.DoubleStream
                ? "DoubleStream"
                : stream instanceof java.util.stream.LongStream ? "LongStream" : "Stream";
    String end = kind.equals("Stream") ? ".toList()" : ".toArray()";
    return new Words(
        kind
            + ": not shown, because reading a stream uses it up. To see it, end the line with "
            + end);
  }

  private static <T> List<T> lazily(int size, java.util.function.IntFunction<T> row) {
    return new AbstractList<>() {
      @Override
      public T get(int index) {
        return row.apply(index);
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  /** The members that a table shows. */
  private static List<Object> sample(List<?> list) {
    List<Object> sample = new ArrayList<>();
    for (int row : DataTable.shown(list.size(), DataTable.SHOWN_ROWS)) {
      if (row >= 0) {
        sample.add(list.get(row));
      }
    }
    return sample;
  }

  private static boolean all(List<Object> values, Class<?> type) {
    return values.stream().allMatch(type::isInstance);
  }

  private static boolean sameClass(List<Object> values) {
    return values.stream().map(Object::getClass).distinct().count() == 1;
  }

  private static boolean isRow(Object value) {
    boolean list = value instanceof List<?> row && !row.isEmpty() && all(sample(row), Number.class);
    return list || value instanceof double[] || value instanceof int[] || value instanceof float[];
  }

  private static boolean sameLength(List<?> rows) {
    int length = length(rows.get(0));
    return length > 0 && rows.stream().allMatch(row -> isRow(row) && length(row) == length);
  }

  private static int length(Object row) {
    return row instanceof List<?> list ? list.size() : Array.getLength(row);
  }

  private static Object at(Object row, int column) {
    return row instanceof List<?> list ? list.get(column) : Array.get(row, column);
  }

  private static double number(Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
