package org.neuronbook.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of numbers under a header row, as the bundled small data sets are: no quotes, no gaps.
 *
 * @param header the names of the columns
 * @param rows the numbers
 */
record Csv(List<String> header, double[][] rows) {
  /**
   * Reads a table to its end; the caller closes it.
   *
   * @param where a name for messages
   * @throws DataException if a row has another number of fields than the header, or a field is not
   *     a number
   */
  static Csv read(InputStream in, String where) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    String first = reader.readLine();
    if (first == null) {
      throw new DataException("CSV: expected a header row, found nothing, in " + where);
    }
    List<String> header = List.of(first.split(",", -1));
    List<double[]> rows = new ArrayList<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      rows.add(numbers(header, line.split(",", -1), rows.size() + 2, where));
    }
    return new Csv(header, rows.toArray(double[][]::new));
  }

  private static double[] numbers(List<String> header, String[] fields, int line, String where) {
    if (fields.length != header.size()) {
      throw new DataException(
          "CSV: expected %d fields as in the header, found %d, in line %d of %s"
              .formatted(header.size(), fields.length, line, where));
    }
    double[] row = new double[fields.length];
    for (int i = 0; i < row.length; i++) {
      try {
        row[i] = Double.parseDouble(fields[i]);
      } catch (NumberFormatException e) {
        throw new DataException(
            "CSV: expected a number, found '%s', in column %s, line %d of %s"
                .formatted(fields[i], header.get(i), line, where),
            e);
      }
    }
    return row;
  }

  /**
   * A data set with the labels in the last column and the features, divided by {@code maximum}, in
   * the others.
   */
  Dataset labelledByLastColumn(String name, int classes, double maximum) {
    int width = header.size() - 1;
    double[] features = new double[rows.length * width];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < width; j++) {
        features[i * width + j] = rows[i][j] / maximum;
      }
      labels[i] = (int) rows[i][width];
    }
    return new Dataset(name, Rows.of(features, width), labels, classes);
  }
}
