package org.neuronbook.notebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.neuronbook.tensor.Tensor;

/**
 * A pad for a digit, drawn by mouse, finger, pen or arrow keys. Its value is the picture as a
 * network trained on MNIST knows pictures: (1, 784), 0 is paper and 1 is ink, the digit fitted into
 * 20 x 20 of the 28 x 28 pixels with its centre of mass in the middle.
 *
 * <pre>{@code
 * var pad = new DrawingPad("Draw a digit");
 * interact(pad, image -> pad.isEmpty() ? "nothing yet" : bars(model.forward(image).softmax(1)))
 * }</pre>
 *
 * <p>The page draws it with the front-end module of anywidget, which JupyterLab has here.
 */
public final class DrawingPad extends Control<Tensor> {

  private static final String STROKES = "strokes";
  private static final String PICTURE = "picture";

  private final int size;

  /** A pad for 28 x 28 pixels. */
  public DrawingPad(String label) {
    this(label, 28);
  }

  /**
   * @param label what is to be drawn
   * @param size the pixels of a side, from 8 to 128
   */
  public DrawingPad(String label, int size) {
    super(
        label,
        WidgetModel.ofModule("DrawingPad", script())
            .with(STROKES, List.of())
            .with(PICTURE, List.of())
            .with("layout", Looks.SNUG),
        STROKES);
    this.size = size;
    if (size < 8 || size > 128) {
      throw refused("a size from 8 to 128 pixels", size);
    }
  }

  private static String script() {
    try (InputStream resource = DrawingPad.class.getResourceAsStream("widgets/drawing-pad.js")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether nothing is drawn. */
  public boolean isEmpty() {
    return strokes().isEmpty() && picture().isEmpty();
  }

  /** Takes the drawing away. */
  public void clear() {
    put(List.of());
  }

  /** The same values as {@link #value()}, row by row. */
  public double[] pixels() {
    return value().toArray();
  }

  /**
   * Shows a picture, as one of a data set, until somebody draws.
   *
   * @param image as many values as the pad has pixels, from 0 to 1
   */
  @Override
  public void set(Tensor image) {
    double[] values = image.toArray();
    if (values.length != size * size || !Arrays.stream(values).allMatch(v -> v >= 0 && v <= 1)) {
      throw refused(
          "%d values from 0 (paper) to 1 (ink)".formatted(size * size),
          "a tensor "
              + image.shape()
              + " with values from "
              + Numbers.brief(Arrays.stream(values).min().orElse(0))
              + " to "
              + Numbers.brief(Arrays.stream(values).max().orElse(0)));
    }
    put(Arrays.stream(values).mapToObj(value -> (Number) Math.round(255 * value)).toList());
  }

  private void put(List<? extends Number> picture) {
    model().set(PICTURE, picture);
    model().set(STROKES, List.of());
    changed();
  }

  @Override
  Tensor fromState(Object state) {
    double[] pixels =
        strokes().isEmpty() && !picture().isEmpty()
            ? picture().stream()
                .mapToDouble(value -> ((Number) value).doubleValue() / 255)
                .toArray()
            : Handwriting.pixels(points(), size);
    return Tensor.of(pixels).reshape(1, size * size); // (1, pixels)
  }

  @Override
  Object toState(Tensor value) {
    throw new UnsupportedOperationException("a picture has no strokes: set() shows its pixels");
  }

  private List<?> strokes() {
    return (List<?>) model().get(STROKES);
  }

  private List<?> picture() {
    return (List<?>) model().get(PICTURE);
  }

  private List<double[]> points() {
    return strokes().stream()
        .map(stroke -> ((List<?>) stroke).stream().mapToDouble(v -> ((Number) v).doubleValue()))
        .map(coordinates -> coordinates.toArray())
        .filter(stroke -> stroke.length >= 2)
        .toList();
  }

  @Override
  public String text() {
    String content =
        isEmpty() ? "empty" : strokes().isEmpty() ? "a picture" : strokes().size() + " strokes";
    return "%s: %s (%s)".formatted(label(), content, range());
  }

  @Override
  String range() {
    return "drawing pad of %d x %d pixels".formatted(size, size);
  }
}
