package org.neuronbook.notebook;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A matrix as colours: weights, correlations, attention. A bar tells which colour stands for which
 * number; values on both sides of zero get two colours.
 *
 * <pre>{@code
 * new HeatMap("Correlation of the features", correlation)
 *     .rows(names)
 *     .columns(names)
 *     .numbers()
 * }</pre>
 */
public final class HeatMap extends Figure<HeatMap> {

  private static final int LARGEST_CELL = 44;
  private static final int SIDE = 420;
  private static final int LEAST_SIDE = 120;
  private static final int LONGEST_NAME = 130;
  private static final int BAR = 12;
  private static final double LINE = 14;

  private final double[][] values;
  private final int columnCount;
  private List<String> rowNames = List.of();
  private List<String> columnNames = List.of();
  private String down = "";
  private String across = "";
  private boolean numbers;
  private Shades range;

  /**
   * A heat map.
   *
   * @param values rows of the same length; the first one is at the top
   * @throws IllegalArgumentException if the rows differ in length
   */
  public HeatMap(String title, double[][] values) {
    super(title);
    this.values = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    this.columnCount = values.length == 0 ? 0 : values[0].length;
    for (int i = 0; i < values.length; i++) {
      if (values[i].length != columnCount) {
        throw new IllegalArgumentException(
            "HeatMap: expected rows of %d values as the first, got %d in row %d"
                .formatted(columnCount, values[i].length, i));
      }
    }
  }

  /** Names of the rows, from the top. */
  public HeatMap rows(List<String> names) {
    rowNames = names("rows", names, values.length);
    return this;
  }

  /** Names of the columns, from the left. */
  public HeatMap columns(List<String> names) {
    columnNames = names("columns", names, columnCount);
    return this;
  }

  /** What is counted down and across, for instance "query" and "key". */
  public HeatMap axes(String down, String across) {
    this.down = down;
    this.across = across;
    return this;
  }

  /** Writes its number into every cell. */
  public HeatMap numbers() {
    numbers = true;
    return this;
  }

  /** The values of the lightest and the darkest colour, so that two maps can be compared. */
  public HeatMap range(double low, double high) {
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "range: expected low < high, got %s and %s".formatted(low, high));
    }
    range = Shades.of(low, high);
    return this;
  }

  private static List<String> names(String what, List<String> names, int expected) {
    if (names.size() != expected) {
      throw new IllegalArgumentException(
          "%s: expected %d names, got %d".formatted(what, expected, names.size()));
    }
    return List.copyOf(names);
  }

  private Shades shades() {
    var all = finite().summaryStatistics();
    return range != null
        ? range
        : all.getCount() == 0 ? Shades.of(0, 1) : Shades.of(all.getMin(), all.getMax());
  }

  private DoubleStream finite() {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(Double::isFinite);
  }

  /** Squares as large as they may be, so that the longer side has at most the usual length. */
  private double cell() {
    return Math.min(
        LARGEST_CELL, (double) SIDE / Math.max(1, Math.max(values.length, columnCount)));
  }

  private double fieldWidth() {
    double wide = numbers ? Math.max(cell(), numberWidth() + 10) : cell();
    return Math.max(LEAST_SIDE, wide * columnCount);
  }

  private double fieldHeight() {
    double high = numbers ? Math.max(cell(), 22) : cell();
    return Math.max(values.length < 4 ? high * values.length : LEAST_SIDE, high * values.length);
  }

  private double numberWidth() {
    return Arrays.stream(values)
        .flatMapToDouble(Arrays::stream)
        .mapToObj(this::number)
        .mapToDouble(text -> widthOf(Style.font(12), text))
        .max()
        .orElse(0);
  }

  private String number(double value) {
    double largest = finite().map(Math::abs).max().orElse(0);
    boolean whole = finite().allMatch(one -> one == Math.rint(one));
    return whole || largest >= 1000 || largest < 0.01
        ? Numbers.brief(value)
        : Numbers.fixed(value, largest < 10 ? 2 : 1);
  }

  private double left() {
    double names =
        Math.min(LONGEST_NAME, widest(rowNames.isEmpty() ? indices(values.length) : rowNames));
    return Title.LEFT + (down.isEmpty() ? 0 : 20) + names + 8;
  }

  private double right() {
    return 18 + BAR + shades().tickWidth() + 12;
  }

  /** Column names that are wider than their column are turned. */
  private boolean turned() {
    return !columnNames.isEmpty()
        && widest(columnNames) > (width() - left() - right()) / columnCount - 6;
  }

  private double head() {
    double names = turned() ? Math.min(LONGEST_NAME, widest(columnNames)) * 0.72 + 14 : LINE + 6;
    return (across.isEmpty() ? 0 : 20) + names;
  }

  private static double widest(List<String> texts) {
    return texts.stream().mapToDouble(text -> widthOf(Style.font(12), text)).max().orElse(0);
  }

  private static List<String> indices(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).toList();
  }

  @Override
  int ownWidth() {
    return (int) Math.ceil(left() + fieldWidth() + right());
  }

  @Override
  int ownHeight() {
    return (int) Math.ceil(head() + (values.length == 0 ? 0 : Math.max(90, fieldHeight())) + 14);
  }

  @Override
  public String alt() {
    String size =
        opening("Heat map")
            + "%s by %s"
                .formatted(Tables.count(values.length, "row"), Tables.count(columnCount, "column"));
    if (finite().findAny().isEmpty()) {
      return size + ", no finite value.";
    }
    return size
        + Matrices.summary(Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray())
        + ". Largest at "
        + place(true)
        + ", smallest at "
        + place(false)
        + ".";
  }

  private String place(boolean largest) {
    int bestRow = -1;
    int bestColumn = -1;
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < columnCount; j++) {
        double value = values[i][j];
        boolean better =
            bestRow < 0
                || (largest
                    ? value > values[bestRow][bestColumn]
                    : value < values[bestRow][bestColumn]);
        if (Double.isFinite(value) && better) {
          bestRow = i;
          bestColumn = j;
        }
      }
    }
    return name("row ", rowNames, bestRow) + ", " + name("column ", columnNames, bestColumn);
  }

  private static String name(String kind, List<String> names, int index) {
    return kind + (names.isEmpty() ? String.valueOf(index) : names.get(index));
  }

  @Override
  void paint(Graphics2D graphics, double titleEnd) {
    double top = titleEnd + head();
    Rectangle2D field =
        new Rectangle2D.Double(left(), top, width() - left() - right(), fieldShare(top));
    graphics.setFont(Style.font(12));
    graphics.setColor(Style.INK);
    write(graphics, across, field.getCenterX(), titleEnd + LINE, Align.CENTRE);
    AffineTransform upright = graphics.getTransform();
    graphics.rotate(-Math.PI / 2, Title.LEFT + 10, field.getCenterY());
    write(graphics, down, Title.LEFT + 10, field.getCenterY(), Align.CENTRE);
    graphics.setTransform(upright);
    paintRowNames(graphics, field);
    paintColumnNames(graphics, field);
    paintCells(graphics, field);
    if (values.length > 0) {
      double barHeight = Math.max(90, Math.min(field.getHeight(), 260));
      shades()
          .paintBar(graphics, new Rectangle2D.Double(field.getMaxX() + 18, top, BAR, barHeight));
    }
  }

  /** A single row stays low, although the bar beside it needs more room. */
  private double fieldShare(double top) {
    double room = height() - top - 14;
    return fieldHeight() < 90 ? Math.min(room, fieldHeight()) : room;
  }

  private void paintCells(Graphics2D graphics, Rectangle2D field) {
    if (values.length == 0 || columnCount == 0) {
      return;
    }
    Shades shades = shades();
    double wide = field.getWidth() / Math.max(1, columnCount);
    double high = field.getHeight() / Math.max(1, values.length);
    if (Math.min(wide, high) < 12) {
      paintPixels(graphics, field, shades);
      return;
    }
    graphics.setFont(Style.font(wide < 34 ? 10 : 12));
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < columnCount; j++) {
        double x = field.getX() + j * wide;
        double y = field.getY() + i * high;
        graphics.setColor(shades.color(values[i][j]));
        graphics.fill(new Rectangle2D.Double(x, y, wide - 1, high - 1));
        if (numbers || !Double.isFinite(values[i][j])) {
          graphics.setColor(shades.letters(values[i][j]));
          String text = numbers ? number(values[i][j]) : "×";
          writeCentred(graphics, text, x + wide / 2, y + high / 2);
        }
      }
    }
  }

  /** Many small cells as one image: soft edges would mix the colours of neighbours. */
  private void paintPixels(Graphics2D graphics, Rectangle2D field, Shades shades) {
    BufferedImage image = new BufferedImage(columnCount, values.length, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < columnCount; j++) {
        image.setRGB(j, i, shades.color(values[i][j]).getRGB());
      }
    }
    graphics.drawImage(
        image,
        (int) Math.round(field.getX()),
        (int) Math.round(field.getY()),
        (int) Math.round(field.getWidth()),
        (int) Math.round(field.getHeight()),
        null);
  }

  private void paintRowNames(Graphics2D graphics, Rectangle2D field) {
    List<String> names = rowNames.isEmpty() ? indices(values.length) : rowNames;
    double high = field.getHeight() / Math.max(1, names.size());
    int each = Ticks.each(high, LINE);
    graphics.setColor(Style.FAINT_INK);
    double down = capitalHeight(graphics) / 2;
    for (int i = 0; i < names.size(); i += each) {
      String name = shortened(names.get(i), graphics.getFont(), LONGEST_NAME);
      write(graphics, name, field.getX() - 7, field.getY() + (i + 0.5) * high + down, Align.RIGHT);
    }
  }

  private void paintColumnNames(Graphics2D graphics, Rectangle2D field) {
    List<String> names = columnNames.isEmpty() ? indices(columnCount) : columnNames;
    double wide = field.getWidth() / Math.max(1, names.size());
    boolean turned = turned();
    int each = Ticks.each(wide, turned ? LINE : widest(names) + 6);
    for (int j = 0; j < names.size(); j += each) {
      String name = shortened(names.get(j), graphics.getFont(), LONGEST_NAME);
      double x = field.getX() + (j + 0.5) * wide;
      double y = field.getY() - 7;
      AffineTransform upright = graphics.getTransform();
      if (turned) {
        graphics.rotate(-Math.PI / 4, x, y);
      }
      write(graphics, name, x, y, turned ? Align.LEFT : Align.CENTRE);
      graphics.setTransform(upright);
    }
  }
}
