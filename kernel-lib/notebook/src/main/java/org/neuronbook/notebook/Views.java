package org.neuronbook.notebook;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.knowm.xchart.internal.chartpart.Chart;
import org.neuronbook.data.Dataset;
import org.neuronbook.data.Split;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.Summary;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.train.ConfusionMatrix;
import org.neuronbook.train.Evaluation;
import org.neuronbook.train.History;
import tech.tablesaw.api.Table;

/** Which view a value gets. The one place that knows; the kernel's renderers are made from it. */
final class Views {

  /** More classes than this fit no picture. */
  private static final int MOST_CLASSES = 20;

  private static final Map<Class<?>, Function<Object, Displayable>> VIEWS = new LinkedHashMap<>();

  static {
    add(Displayable.class, value -> value);
    add(Tensor.class, Matrices::of);
    add(DMatrixRMaj.class, Matrices::of);
    add(SimpleMatrix.class, matrix -> Matrices.of(new DMatrixRMaj(matrix.getDDRM())));
    add(double[].class, Matrices::of);
    add(double[][].class, Matrices::of);
    add(int[].class, Matrices::of);
    add(Layer.class, layer -> Tables.of(layer.summary()));
    add(Summary.class, Tables::of);
    add(History.class, Views::history);
    add(ConfusionMatrix.class, Views::confusion);
    add(Evaluation.class, Views::evaluation);
    add(Dataset.class, Tables::of);
    add(Split.class, Views::split);
    add(Table.class, Tables::of);
    add(Chart.class, XChartPicture::new);
    add(List.class, Views::list);
  }

  private Views() {}

  private static <T> void add(Class<T> type, Function<? super T, Displayable> view) {
    VIEWS.put(type, value -> view.apply(type.cast(value)));
  }

  /** The classes and interfaces whose values have a view. */
  static Iterable<Class<?>> types() {
    return VIEWS.keySet();
  }

  /** The view of a value, or its text where it has none; never throws. */
  static Displayable orText(Object value) {
    try {
      for (Map.Entry<Class<?>, Function<Object, Displayable>> entry : VIEWS.entrySet()) {
        if (entry.getKey().isInstance(value)) {
          return entry.getValue().apply(value);
        }
      }
      return new Words(String.valueOf(value));
    } catch (ThreadDeath stop) {
      // How an interrupt ends a cell on Java 17.
      throw stop;
    } catch (Throwable failure) {
      return failed(value, failure);
    }
  }

  /** A value whose view or text fails must not take the cell with it. */
  static Displayable failed(Object value, Throwable failure) {
    return new Words(
        "%s (showing it failed: %s)".formatted(value.getClass().getSimpleName(), failure));
  }

  private static Displayable history(History history) {
    return history.epochs().size() < 2 ? Tables.of(history) : new LearningCurves(history);
  }

  private static Displayable confusion(ConfusionMatrix matrix) {
    return matrix.classes() > MOST_CLASSES ? Tables.of(matrix) : new ConfusionMatrixChart(matrix);
  }

  private static Displayable evaluation(Evaluation evaluation) {
    return evaluation.confusion().classes() > MOST_CLASSES
        ? new Words(evaluation.toString())
        : new ConfusionMatrixChart(evaluation.toString(), evaluation.confusion());
  }

  private static Displayable split(Split split) {
    List<List<String>> rows = List.of(row("train", split.train()), row("test", split.test()));
    return new DataTable(
        split.train().name(),
        List.of("part", "rows", "features", "classes"),
        rows,
        i -> i > 0,
        true);
  }

  private static List<String> row(String part, Dataset data) {
    return List.of(
        part,
        Tables.grouped(data.size()),
        data.featureShape().toString(),
        String.valueOf(data.classes()));
  }

  private static Displayable list(List<?> list) {
    boolean records = !list.isEmpty() && list.stream().allMatch(Record.class::isInstance);
    if (!records || list.stream().map(Object::getClass).distinct().count() > 1) {
      return new Words(String.valueOf(list));
    }
    return Tables.of(Arrays.asList(list.toArray(Record[]::new)));
  }
}
