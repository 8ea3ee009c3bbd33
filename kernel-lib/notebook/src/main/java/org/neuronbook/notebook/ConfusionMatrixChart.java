package org.neuronbook.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neuronbook.data.Dataset;
import org.neuronbook.train.ConfusionMatrix;

/**
 * Which class is taken for which: true classes down, predicted ones across, every count in its
 * cell.
 *
 * <p>Right answers are shaded blue by their share of the true class, wrong ones vermillion and much
 * stronger, since one in a hundred is what one wants to see. With {@link #examples} the wrong cells
 * also show a picture that was mistaken so.
 */
public final class ConfusionMatrixChart extends Figure<ConfusionMatrixChart> {

  private static final int LARGE_CELL = 44;
  private static final int SMALL_CELL = 30;
  private static final int HEAD = 54;
  private static final double LINE = 14;
  private static final int LONGEST_NAME = 150;
  private static final int WIDEST_CELL = 110;

  private record Example(double[] pixels, int columns) {}

  private final ConfusionMatrix matrix;
  private List<String> names;
  private final Map<Integer, Example> examples = new HashMap<>();

  public ConfusionMatrixChart(ConfusionMatrix matrix) {
    this("Confusion matrix", matrix);
  }

  public ConfusionMatrixChart(String title, ConfusionMatrix matrix) {
    super(title);
    this.matrix = matrix;
    this.names = IntStream.range(0, matrix.classes()).mapToObj(String::valueOf).toList();
  }

  /** Names of the classes, in order. */
  public ConfusionMatrixChart names(List<String> names) {
    if (names.size() != matrix.classes()) {
      throw new IllegalArgumentException(
          "names: expected %d, one a class, got %d".formatted(matrix.classes(), names.size()));
    }
    this.names = List.copyOf(names);
    return this;
  }

  /**
   * Shows in every wrong cell the first picture that was mistaken so.
   *
   * @param data square pictures
   * @param predicted the answers from which the matrix was counted
   */
  public ConfusionMatrixChart examples(Dataset data, int[] predicted) {
    int columns = (int) Math.round(Math.sqrt(data.features()));
    for (int i = 0; i < data.size(); i++) {
      if (data.label(i) != predicted[i]) {
        int key = data.label(i) * matrix.classes() + predicted[i];
        if (!examples.containsKey(key)) {
          examples.put(key, new Example(data.row(i), columns));
        }
      }
    }
    return this;
  }

  private int cell() {
    return matrix.classes() > 12 ? SMALL_CELL : LARGE_CELL;
  }

  /** Few classes leave room for their names above the columns. */
  private int cellWidth() {
    return matrix.classes() > 8
        ? cell()
        : (int) Math.max(cell(), Math.min(WIDEST_CELL, widest() + 12));
  }

  private double widest() {
    return names.stream().mapToDouble(name -> widthOf(Style.font(12), name)).max().orElse(0);
  }

  private List<String> lines(String name) {
    return Title.wrapped(name, Style.font(12), cellWidth() - 6, 2);
  }

  /** Names that need a second line above their column need more room there. */
  private double head() {
    return HEAD + LINE * names.stream().mapToInt(name -> lines(name).size()).max().orElse(1);
  }

  private double left() {
    return 38 + Math.min(LONGEST_NAME, widest());
  }

  @Override
  int ownWidth() {
    return (int) Math.max(left() + cellWidth() * matrix.classes() + 16, 240);
  }

  @Override
  int ownHeight() {
    return (int) (head() + cell() * matrix.classes() + 12);
  }

  @Override
  public String alt() {
    record Mistake(int truth, int predicted, int count) {}
    List<Mistake> mistakes = new ArrayList<>();
    List<String> recalls = new ArrayList<>();
    for (int truth = 0; truth < matrix.classes(); truth++) {
      recalls.add(
          "%s %d of %d".formatted(names.get(truth), matrix.count(truth, truth), rowTotal(truth)));
      for (int predicted = 0; predicted < matrix.classes(); predicted++) {
        if (truth != predicted && matrix.count(truth, predicted) > 0) {
          mistakes.add(new Mistake(truth, predicted, matrix.count(truth, predicted)));
        }
      }
    }
    mistakes.sort((a, b) -> Integer.compare(b.count, a.count));
    String often =
        String.join(
            ", ",
            mistakes.stream()
                .limit(3)
                .map(
                    m ->
                        "%s taken for %s %d times"
                            .formatted(names.get(m.truth), names.get(m.predicted), m.count))
                .toList());
    return "%s Accuracy %s of %s rows. Right: %s. %s"
        .formatted(
            opening("Confusion matrix").strip(),
            Numbers.percent(matrix.accuracy()),
            Tables.grouped(matrix.total()),
            String.join(", ", recalls),
            mistakes.isEmpty() ? "No mistakes." : "Most frequent mistakes: " + often + ".");
  }

  private int rowTotal(int truth) {
    return IntStream.range(0, matrix.classes()).map(p -> matrix.count(truth, p)).sum();
  }

  @Override
  void paint(Graphics2D graphics, double titleEnd) {
    graphics.translate(0, titleEnd);
    graphics.scale(fit(titleEnd), fit(titleEnd));
    graphics.setFont(Style.font(12));
    graphics.setColor(Style.FAINT_INK);
    String accuracy = "accuracy " + Numbers.percent(matrix.accuracy());
    write(graphics, accuracy, Title.LEFT, 8, Align.LEFT);
    int classes = matrix.classes();
    double left = left();
    double top = head();
    double across = cellWidth() * classes;
    double side = cell() * classes;
    graphics.setFont(Style.font(12));
    graphics.setColor(Style.INK);
    write(graphics, "predicted", left + across / 2, top - head() + 32, Align.CENTRE);
    AffineTransform upright = graphics.getTransform();
    graphics.rotate(-Math.PI / 2, 18, top + side / 2);
    write(graphics, "true", 18, top + side / 2, Align.CENTRE);
    graphics.setTransform(upright);
    graphics.setColor(Style.FAINT_INK);
    double down = capitalHeight(graphics) / 2;
    for (int c = 0; c < classes; c++) {
      double middle = cell() * (c + 0.5);
      List<String> lines = lines(names.get(c));
      for (int i = 0; i < lines.size(); i++) {
        double y = top - 9 - LINE * (lines.size() - 1 - i);
        write(graphics, lines.get(i), left + cellWidth() * (c + 0.5), y, Align.CENTRE);
      }
      String name = shortened(names.get(c), graphics.getFont(), LONGEST_NAME);
      write(graphics, name, left - 9, top + middle + down, Align.RIGHT);
    }
    for (int truth = 0; truth < classes; truth++) {
      for (int predicted = 0; predicted < classes; predicted++) {
        paintCell(graphics, truth, predicted, left + cellWidth() * predicted, top + cell() * truth);
      }
    }
  }

  private void paintCell(Graphics2D graphics, int truth, int predicted, double x, double y) {
    int count = matrix.count(truth, predicted);
    double share = rowTotal(truth) == 0 ? 0 : count / (double) rowTotal(truth);
    Color ground = ground(truth == predicted, share);
    graphics.setColor(ground);
    graphics.fill(new Rectangle2D.Double(x, y, cellWidth(), cell()));
    graphics.setColor(Style.PAPER);
    graphics.setStroke(Style.line(1f, (float[]) null));
    graphics.draw(new Rectangle2D.Double(x, y, cellWidth(), cell()));
    Example example = examples.get(truth * matrix.classes() + predicted);
    double letters = cell() == SMALL_CELL ? 10.5 : 12;
    graphics.setFont(truth == predicted ? Style.titleFont(letters) : Style.font(letters));
    graphics.setColor(count == 0 ? Style.FAINT_INK : Shades.letters(ground));
    if (example == null || truth == predicted) {
      writeCentred(graphics, String.valueOf(count), x + cellWidth() / 2.0, y + cell() / 2.0);
      return;
    }
    // A picture of about 24 pixels, the count beside it in the upper left corner.
    double pixel = (cell() - 18.0) / example.columns;
    graphics.setFont(Style.font(11));
    write(graphics, String.valueOf(count), x + 5, y + 13, Align.LEFT);
    ImageGrid.paintPixels(
        graphics,
        example.pixels,
        example.columns,
        x + cellWidth() - cell() + 15,
        y + 15,
        pixel,
        ends(example.pixels));
  }

  private static double[] ends(double[] pixels) {
    var statistics = java.util.Arrays.stream(pixels).summaryStatistics();
    double high =
        statistics.getMax() > statistics.getMin() ? statistics.getMax() : statistics.getMin() + 1;
    return new double[] {statistics.getMin(), high};
  }

  /** Wrong answers are few: the root makes one in a hundred a tenth of the full shade. */
  static Color ground(boolean right, double share) {
    Color empty = new Color(0xF6, 0xF7, 0xF9);
    return right
        ? Style.mix(empty, Style.BLUE, 0.65 * share)
        : Style.mix(empty, Style.VERMILLION, 0.7 * Math.sqrt(share));
  }
}
