package org.neuronbook.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuronbook.data.Dataset;
import org.neuronbook.tensor.Shape;
import org.neuronbook.tensor.Tensor;

/**
 * Grey pictures in rows, such as handwritten digits, each with its label; wrong answers are marked
 * by a frame, a cross and words.
 *
 * <p>Pixels are enlarged without smoothing: the learner sees just what the network sees. High
 * values are dark, as ink on paper.
 */
public final class ImageGrid extends Figure<ImageGrid> {

  private record Cell(double[] pixels, String label, boolean wrong) {}

  private static final int GAP = 10;
  private static final int LABEL = 20;
  private static final int MOST = 100;

  private final int rows;
  private final int columns;
  private final List<Cell> cells = new ArrayList<>();
  private int across = 10;
  private int scale = 2;
  private double low = Double.NaN;
  private double high = Double.NaN;

  /** An empty grid for pictures of {@code rows} lines of {@code columns} pixels. */
  public ImageGrid(String title, int rows, int columns) {
    super(title);
    this.rows = rows;
    this.columns = columns;
  }

  /** The first pictures of a data set, each with its class. */
  public static ImageGrid of(Dataset data, int count) {
    ImageGrid grid = sized(data.name(), data);
    for (int i = 0; i < Math.min(count, data.size()); i++) {
      grid.image(data.row(i), data.classNames().get(data.label(i)));
    }
    return grid;
  }

  /** The first pictures of a data set with the answers of a model, the wrong ones marked. */
  public static ImageGrid of(Dataset data, int[] predicted, int count) {
    ImageGrid grid = sized(data.name(), data);
    for (int i = 0; i < Math.min(count, data.size()); i++) {
      String truth = data.classNames().get(data.label(i));
      grid.answer(data.row(i), truth, data.classNames().get(predicted[i]));
    }
    return grid;
  }

  /** Only the wrong answers, the first ones. */
  public static ImageGrid mistakes(Dataset data, int[] predicted, int count) {
    ImageGrid grid = sized("Mistakes on " + data.name(), data);
    IntStream.range(0, data.size())
        .filter(i -> data.label(i) != predicted[i])
        .limit(count)
        .forEach(
            i ->
                grid.answer(
                    data.row(i),
                    data.classNames().get(data.label(i)),
                    data.classNames().get(predicted[i])));
    return grid;
  }

  /**
   * The pictures in a tensor, each with its number, at most 100 of them.
   *
   * @param pictures (count, rows, columns), for instance the channels that a convolution gives for
   *     one picture; (count, 1, rows, columns) for grey pictures; (count, 3, rows, columns) for
   *     pictures in red, green and blue
   * @throws IllegalArgumentException for any other shape
   */
  public static ImageGrid of(String title, Tensor pictures) {
    Shape shape = pictures.shape();
    boolean channels = shape.rank() == 4 && (shape.dim(1) == 1 || shape.dim(1) == 3);
    if (shape.rank() != 3 && !channels) {
      throw new IllegalArgumentException(
          "ImageGrid.of: expected shape (count, rows, columns) or (count, 1 or 3, rows, columns), got %s"
              .formatted(shape));
    }
    ImageGrid grid = new ImageGrid(title, shape.dim(shape.rank() - 2), shape.dim(shape.rank() - 1));
    double[] values = pictures.toArray();
    int size = values.length / Math.max(1, shape.dim(0));
    for (int i = 0; i < Math.min(MOST, shape.dim(0)); i++) {
      double[] pixels = Arrays.copyOfRange(values, i * size, (i + 1) * size);
      grid.cells.add(new Cell(pixels, String.valueOf(i), false));
    }
    return grid;
  }

  private static ImageGrid sized(String title, Dataset data) {
    Shape shape = data.featureShape();
    int rank = shape.rank();
    if (rank >= 2) {
      return new ImageGrid(title, shape.dim(rank - 2), shape.dim(rank - 1));
    }
    int side = (int) Math.round(Math.sqrt(data.features()));
    if (side * side != data.features()) {
      throw new IllegalArgumentException(
          "%s: expected rows that are square pictures, got %d features; give the size: new ImageGrid(title, rows, columns)"
              .formatted(data.name(), data.features()));
    }
    return new ImageGrid(title, side, side);
  }

  /**
   * Adds a picture.
   *
   * @param pixels row by row; {@code rows * columns} of them
   * @throws IllegalArgumentException if there are more or fewer
   */
  public ImageGrid image(double[] pixels, String label) {
    return add(pixels, label, false);
  }

  /** Adds a picture with what it is and what a model took it for. */
  public ImageGrid answer(double[] pixels, String truth, String predicted) {
    boolean wrong = !truth.equals(predicted);
    return add(pixels, wrong ? "✗ " + predicted + " (is " + truth + ")" : predicted, wrong);
  }

  private ImageGrid add(double[] pixels, String label, boolean wrong) {
    if (pixels.length != rows * columns) {
      throw new IllegalArgumentException(
          "image \"%s\": expected %d x %d = %d pixels, got %d"
              .formatted(label, rows, columns, rows * columns, pixels.length));
    }
    if (cells.size() == MOST) {
      throw new IllegalArgumentException(
          "an image grid shows at most " + MOST + " images: more cannot be told apart");
    }
    cells.add(new Cell(pixels.clone(), label, wrong));
    return this;
  }

  /** How many pictures stand side by side; 10 unless told. */
  public ImageGrid across(int pictures) {
    across = Math.max(1, pictures);
    return this;
  }

  /** How many screen pixels a pixel takes; 2 unless told. */
  public ImageGrid scale(int pixels) {
    scale = Math.max(1, pixels);
    return this;
  }

  /** The values that are shown white and black; unless told, the least and the greatest of all. */
  public ImageGrid range(double white, double black) {
    low = white;
    high = black;
    return this;
  }

  private int perLine() {
    return Math.max(1, Math.min(across, cells.size()));
  }

  /** A wrong answer needs room for three words, also under a small picture. */
  private int cellWidth() {
    int words = cells.stream().anyMatch(Cell::wrong) ? 52 : 24;
    int letters = cells.stream().mapToInt(cell -> cell.label.length()).max().orElse(0);
    return Math.max(Math.max(scale * columns, words), Math.min(7 * letters, 120));
  }

  @Override
  int ownWidth() {
    return Math.max(2 * GAP + perLine() * (cellWidth() + GAP) + 8, 160);
  }

  @Override
  int ownHeight() {
    int lines = (Math.max(1, cells.size()) + perLine() - 1) / perLine();
    return GAP + lines * (scale * rows + LABEL + GAP);
  }

  @Override
  public String alt() {
    long wrong = cells.stream().filter(Cell::wrong).count();
    String labels = String.join(", ", cells.stream().map(Cell::label).toList());
    return "%s%s of %d by %d pixels%s. Labels: %s."
        .formatted(
            opening("Pictures"),
            Tables.count(cells.size(), "picture"),
            rows,
            columns,
            wrong == 0 ? "" : ", " + wrong + " with a wrong answer",
            labels);
  }

  @Override
  void paint(Graphics2D graphics, double titleEnd) {
    graphics.translate(0, titleEnd);
    graphics.scale(fit(titleEnd), fit(titleEnd));
    double[] ends = ends();
    for (int i = 0; i < cells.size(); i++) {
      double x = 14 + (i % perLine()) * (double) (cellWidth() + GAP);
      double y = GAP + (i / perLine()) * (double) (scale * rows + LABEL + GAP);
      paintCell(graphics, cells.get(i), x + (cellWidth() - scale * columns) / 2, y, ends);
    }
  }

  private double[] ends() {
    double[] all =
        cells.stream()
            .flatMapToDouble(c -> Arrays.stream(c.pixels))
            .filter(Double::isFinite)
            .toArray();
    double white = Double.isNaN(low) ? Arrays.stream(all).min().orElse(0) : low;
    double black = Double.isNaN(high) ? Arrays.stream(all).max().orElse(1) : high;
    return new double[] {white, black > white ? black : white + 1};
  }

  private void paintCell(Graphics2D graphics, Cell cell, double x, double y, double[] ends) {
    if (cell.pixels.length == 3 * rows * columns) {
      paintColours(graphics, cell.pixels, x, y, ends);
    } else {
      paintPixels(graphics, cell.pixels, columns, x, y, scale, ends);
    }
    double width = scale * columns;
    double height = scale * rows;
    graphics.setColor(cell.wrong ? Style.VERMILLION : Style.GRID);
    graphics.setStroke(Style.line(cell.wrong ? 2f : 1f, (float[]) null));
    double out = cell.wrong ? 1.5 : 0.5;
    graphics.draw(new Rectangle2D.Double(x - out, y - out, width + 2 * out, height + 2 * out));
    graphics.setFont(cell.wrong ? Style.titleFont(11) : Style.font(12));
    graphics.setColor(cell.wrong ? Style.readable(Style.VERMILLION) : Style.INK);
    write(graphics, cell.label, x + width / 2, y + height + 15, Align.CENTRE);
  }

  /** Three planes, red before green before blue; here high values are bright, as in photographs. */
  private void paintColours(
      Graphics2D graphics, double[] planes, double x, double y, double[] ends) {
    int size = rows * columns;
    for (int i = 0; i < size; i++) {
      int[] channel = new int[3];
      for (int c = 0; c < 3; c++) {
        double share = (planes[c * size + i] - ends[0]) / (ends[1] - ends[0]);
        channel[c] = (int) Math.round(255 * Math.min(1, Math.max(0, share)));
      }
      graphics.setColor(new Color(channel[0], channel[1], channel[2]));
      graphics.fill(
          new Rectangle2D.Double(
              x + scale * (i % columns), y + scale * (double) (i / columns), scale, scale));
    }
  }

  @Override
  boolean flat() {
    return cells.stream().allMatch(cell -> cell.pixels.length == rows * columns);
  }

  /** Paints pixels as squares of the given side: no smoothing. */
  static void paintPixels(
      Graphics2D graphics,
      double[] pixels,
      int columns,
      double x,
      double y,
      double side,
      double[] ends) {
    for (int i = 0; i < pixels.length; i++) {
      double ink = (pixels[i] - ends[0]) / (ends[1] - ends[0]);
      int grey = 255 - (int) Math.round(255 * Math.min(1, Math.max(0, ink)));
      graphics.setColor(Double.isNaN(pixels[i]) ? Style.VERMILLION : new Color(grey, grey, grey));
      double left = x + side * (i % columns);
      double top = y + side * (i / columns);
      graphics.fill(new Rectangle2D.Double(left, top, side, side));
    }
  }
}
