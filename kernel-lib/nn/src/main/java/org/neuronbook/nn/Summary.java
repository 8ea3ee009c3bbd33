package org.neuronbook.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Text;

/**
 * A model as a table: one row a layer, with the shapes of its parameters and how many numbers they
 * hold.
 */
public record Summary(List<Row> rows, long parameters, long trainable) {

  /**
   * One layer.
   *
   * @param depth 0 for the model itself
   * @param name the name within its parent; for the model its class
   * @param description what the layer is, such as {@code Linear 784 -> 128}
   * @param shapes its own parameters with their shapes, such as {@code weight (784, 128), bias
   *     (128)}
   * @param parameters how many numbers are learned here, without the layers inside
   */
  public record Row(int depth, String name, String description, String shapes, long parameters) {}

  static Summary of(Layer model) {
    List<Row> rows = new ArrayList<>();
    add(rows, 0, "model", model);
    long trainable = count(model.parameters().stream().filter(Parameter::requiresGrad));
    return new Summary(List.copyOf(rows), model.parameterCount(), trainable);
  }

  private static long count(Stream<Parameter> parameters) {
    return parameters.mapToLong(p -> p.shape().size()).sum();
  }

  private static void add(List<Row> rows, int depth, String name, Layer layer) {
    String shapes =
        layer.ownParameters().values().stream()
            .map(p -> p.name() + " " + p.shape())
            .collect(Collectors.joining(", "));
    long own = count(layer.ownParameters().values().stream());
    rows.add(new Row(depth, name, layer.describe(), shapes, own));
    layer.children().forEach((key, child) -> add(rows, depth + 1, key, child));
  }

  @Override
  public String toString() {
    int names = rows.stream().mapToInt(r -> 2 * r.depth() + r.name().length()).max().orElse(0);
    int kinds = rows.stream().mapToInt(r -> r.description().length()).max().orElse(0);
    int shapes = rows.stream().mapToInt(r -> r.shapes().length()).max().orElse(0);
    // A format has no width of 0.
    String format =
        "%-" + names + "s  %-" + kinds + "s  %" + (shapes == 0 ? "" : "-" + shapes) + "s  %12s";
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      String name = "  ".repeat(row.depth()) + row.name();
      String count = row.parameters() == 0 ? "" : Text.of("%,d", row.parameters());
      String line = Text.of(format, name, row.description(), row.shapes(), count);
      text.append(line.stripTrailing()).append('\n');
    }
    return text + Text.of("%,d parameters, %,d of them trained", parameters, trainable);
  }
}
