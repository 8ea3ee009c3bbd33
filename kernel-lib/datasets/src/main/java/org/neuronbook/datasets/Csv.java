package org.neuronbook.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.neuronbook.data.DataException;
import org.neuronbook.data.Dataset;

/**
 * A table of texts under a header row, separated by commas and quoted where needed (RFC 4180).
 *
 * @param header the names of the columns
 * @param rows the fields, as many in every row as in the header
 * @param where a name for messages: the file
 */
public record Csv(List<String> header, List<List<String>> rows, String where) {
  private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setTrim(true).get();

  /**
   * Reads a file in UTF-8.
   *
   * @throws DataException if there is no header row, or a row has another number of fields
   */
  public static Csv read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  /**
   * Reads a table in UTF-8 to its end; the caller closes it.
   *
   * @param where a name for messages
   * @throws DataException if there is no header row, or a row has another number of fields
   */
  public static Csv read(InputStream in, String where) throws IOException {
    List<CSVRecord> records;
    try {
      records =
          CSVParser.parse(new InputStreamReader(in, StandardCharsets.UTF_8), FORMAT).getRecords();
    } catch (UncheckedIOException e) {
      throw new DataException("CSV: %s, in %s".formatted(e.getCause().getMessage(), where), e);
    }
    if (records.isEmpty()) {
      throw new DataException("CSV: expected a header row, found nothing, in " + where);
    }
    List<String> header = records.get(0).toList();
    for (CSVRecord each : records) {
      if (each.size() != header.size()) {
        throw new DataException(
            "CSV: expected %d fields as in the header, found %d, in row %d of %s"
                .formatted(header.size(), each.size(), each.getRecordNumber(), where));
      }
    }
    return new Csv(header, records.stream().skip(1).map(CSVRecord::toList).toList(), where);
  }

  /** The texts of one column, from the top. */
  public List<String> column(String name) {
    int index = header.indexOf(name);
    if (index < 0) {
      throw new DataException(
          "CSV: expected one of the columns %s, got '%s', in %s".formatted(header, name, where));
    }
    return rows.stream().map(row -> row.get(index)).toList();
  }

  /**
   * The numbers of one column, from the top.
   *
   * @throws DataException if a field is not a number
   */
  public double[] numbers(String name) {
    List<String> texts = column(name);
    double[] numbers = new double[texts.size()];
    for (int i = 0; i < numbers.length; i++) {
      try {
        numbers[i] = Double.parseDouble(texts.get(i));
      } catch (NumberFormatException e) {
        // The header is row 1.
        throw new DataException(
            "CSV: expected a number, found '%s', in column %s, row %d of %s"
                .formatted(texts.get(i), name, i + 2, where),
            e);
      }
    }
    return numbers;
  }

  /**
   * A data set with the classes in one column and numbers in all others. The classes are in order,
   * by length and then by letters, so that 9 stands before 10.
   *
   * @param scale what every feature is multiplied by
   */
  public Dataset labelled(String name, String labelColumn, double scale) {
    List<String> labels = column(labelColumn);
    List<String> classes =
        labels.stream()
            .distinct()
            .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
            .toList();
    List<String> features = header.stream().filter(each -> !each.equals(labelColumn)).toList();
    double[][] values = new double[rows.size()][features.size()];
    for (int j = 0; j < features.size(); j++) {
      double[] column = numbers(features.get(j));
      for (int i = 0; i < column.length; i++) {
        values[i][j] = column[i] * scale;
      }
    }
    return Dataset.of(
            name, values, labels.stream().mapToInt(classes::indexOf).toArray(), classes.size())
        .withClassNames(classes.toArray(String[]::new));
  }
}
