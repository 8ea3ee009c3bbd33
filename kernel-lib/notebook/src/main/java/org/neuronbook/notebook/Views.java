package org.neuronbook.notebook;

import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.BaseStream;
import org.ejml.data.Matrix;
import org.ejml.simple.SimpleBase;
import org.knowm.xchart.internal.chartpart.Chart;
import org.neuronbook.data.Dataset;
import org.neuronbook.data.Split;
import org.neuronbook.nn.Layer;
import org.neuronbook.nn.Summary;
import org.neuronbook.tensor.Tensor;
import org.neuronbook.train.ConfusionMatrix;
import org.neuronbook.train.Evaluation;
import org.neuronbook.train.History;
import org.neuronbook.train.LearningRateRange;
import org.neuronbook.train.PrecisionRecallCurve;
import org.neuronbook.train.RocCurve;
import tech.tablesaw.api.Table;

/** Which view a value gets. The one place that knows; the kernel's renderers are made from it. */
final class Views {

  /** More classes than this fit no picture. */
  private static final int MOST_CLASSES = 20;

  private static final int LONGEST_TEXT = 100_000;

  private static final List<Class<?>> NUMBERS =
      List.of(
          double[].class,
          double[][].class,
          float[].class,
          float[][].class,
          int[].class,
          int[][].class,
          long[].class,
          long[][].class,
          short[].class,
          short[][].class,
          byte[].class,
          byte[][].class,
          boolean[].class,
          boolean[][].class);

  private static final Map<Class<?>, Function<Object, Displayable>> VIEWS = new LinkedHashMap<>();

  static {
    add(Displayable.class, value -> value);
    add(Tensor.class, Matrices::of);
    add(Matrix.class, Matrices::of);
    add(SimpleBase.class, matrix -> Matrices.of((Matrix) matrix.getMatrix()));
    for (Class<?> array : NUMBERS) {
      add(array, Matrices::ofArray);
    }
    add(Layer.class, layer -> Tables.of(layer.summary()));
    add(Summary.class, Tables::of);
    add(History.class, Views::history);
    add(ConfusionMatrix.class, Views::confusion);
    add(Evaluation.class, Views::evaluation);
    add(RocCurve.class, curve -> new RocChart("").curve("", curve));
    add(PrecisionRecallCurve.class, curve -> new PrecisionRecallChart("").curve("", curve));
    add(LearningRateRange.class, Views::rates);
    add(Dataset.class, Tables::of);
    add(Split.class, Views::split);
    add(Table.class, Tables::of);
    add(Chart.class, XChartPicture::new);
    add(BufferedImage.class, Photo::new);
    add(Object[].class, Members::of);
    add(Collection.class, Members::of);
    add(Map.class, Members::of);
    add(Optional.class, Members::of);
    add(BaseStream.class, Members::of);
    add(Record.class, Members::of);
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
      return new Words(Brief.cut(String.valueOf(value), LONGEST_TEXT));
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

  private static Displayable rates(LearningRateRange range) {
    return new LineChart("Learning rate range", "learning rate", "loss")
        .line("", range.rates(), range.losses())
        .logX();
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
}
