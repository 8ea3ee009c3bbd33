package org.neuronbook.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neuronbook.tensor.Tensor;

/**
 * How much each token looks at each other one: queries down, keys across, one panel a head. The
 * darker a cell, the greater its weight; hatched cells have weight 0, as a mask makes it.
 *
 * <pre>{@code
 * new AttentionMap("After training", attention.weights(), List.of("the", "cat", "sat"))
 * }</pre>
 */
public final class AttentionMap extends Figure<AttentionMap> {

  private static final int MOST_TOKENS = 64;
  private static final int MOST_HEADS = 16;
  private static final int LARGEST_CELL = 38;
  private static final int LETTERS_FIT = 30;
  private static final int MARGIN = 14;
  private static final int BETWEEN = 26;
  private static final double PAGE = 860;

  private final double[][][] heads;
  private final List<String> queries;
  private final List<String> keys;

  /** Self-attention: the same tokens ask and are looked at. */
  public AttentionMap(String title, Tensor weights, List<String> tokens) {
    this(title, weights, tokens, tokens);
  }

  /**
   * @param weights (queries, keys), (heads, queries, keys) or (1, heads, queries, keys), as {@code
   *     MultiHeadAttention.weights()} gives them
   * @param queries the tokens that look, one a row
   * @param keys the tokens that are looked at, one a column
   * @throws IllegalArgumentException if the sizes do not fit, or are too many to be read
   */
  public AttentionMap(String title, Tensor weights, List<String> queries, List<String> keys) {
    super(title);
    this.queries = List.copyOf(queries);
    this.keys = List.copyOf(keys);
    this.heads = heads(weights);
  }

  private double[][][] heads(Tensor weights) {
    int rank = weights.shape().rank();
    boolean oneBatch = rank == 4 && weights.shape().dim(0) == 1;
    if (rank != 2 && rank != 3 && !oneBatch) {
      throw new IllegalArgumentException(
          "AttentionMap: expected weights of shape (queries, keys), (heads, queries, keys) or (1, heads, queries, keys), got %s. Take one text of a batch: weights.slice(0, 0, 1)"
              .formatted(weights.shape()));
    }
    int rows = weights.shape().dim(rank - 2);
    int columns = weights.shape().dim(rank - 1);
    if (rows != queries.size() || columns != keys.size()) {
      throw new IllegalArgumentException(
          "AttentionMap: expected a token for each of %d queries and %d keys, got %d and %d"
              .formatted(rows, columns, queries.size(), keys.size()));
    }
    int count = rank == 2 ? 1 : weights.shape().dim(rank - 3);
    if (Math.max(rows, columns) > MOST_TOKENS || count > MOST_HEADS) {
      throw new IllegalArgumentException(
          "AttentionMap: expected at most %d tokens and %d heads, got %d and %d: more cannot be read"
              .formatted(MOST_TOKENS, MOST_HEADS, Math.max(rows, columns), count));
    }
    double[] all = weights.toArray();
    double[][][] heads = new double[count][rows][columns];
    for (int i = 0; i < all.length; i++) {
      heads[i / columns / rows][i / columns % rows][i % columns] = all[i];
    }
    return heads;
  }

  // ---- sizes

  private double largest() {
    double largest = 0;
    for (double[][] head : heads) {
      for (double[] row : head) {
        for (double weight : row) {
          largest = Math.max(largest, weight);
        }
      }
    }
    return largest;
  }

  private double cell() {
    int most = Math.max(queries.size(), keys.size());
    double room = heads.length == 1 ? 560 : 380;
    return Math.max(8, Math.min(LARGEST_CELL, Math.floor(room / most)));
  }

  private double letterSize() {
    return Math.max(8, Math.min(12, cell() - 1));
  }

  private double widest(List<String> tokens) {
    return tokens.stream().mapToDouble(t -> widthOf(Style.font(letterSize()), t)).max().orElse(0);
  }

  private double left() {
    return widest(queries) + 26;
  }

  /** Words across stand upright where they fit, and lean where not. */
  private boolean leaning() {
    return widest(keys) > cell() - 2;
  }

  private double above() {
    double head = heads.length > 1 ? 22 : 4;
    return head
        + 18
        + (leaning() ? Math.sin(LEAN) * widest(keys) + letterSize() : letterSize() + 6);
  }

  private static final double LEAN = Math.toRadians(50);

  private double panelWidth() {
    double over = leaning() ? Math.cos(LEAN) * widest(keys) : 0;
    return left() + cell() * keys.size() + over;
  }

  private double panelHeight() {
    return above() + cell() * queries.size();
  }

  private int across() {
    int fit = (int) ((PAGE - 2 * MARGIN + BETWEEN) / (panelWidth() + BETWEEN));
    int most = Math.max(1, Math.min(heads.length, fit));
    int rows = (heads.length + most - 1) / most;
    return (heads.length + rows - 1) / rows;
  }

  @Override
  int ownWidth() {
    return (int)
        Math.ceil(Math.max(300, across() * (panelWidth() + BETWEEN) - BETWEEN + 2 * MARGIN));
  }

  @Override
  int ownHeight() {
    int rows = (heads.length + across() - 1) / across();
    return (int) Math.ceil(rows * (panelHeight() + 16) + 32);
  }

  // ---- words

  @Override
  public String alt() {
    StringBuilder words = new StringBuilder(opening("Attention map"));
    words.append(Tables.count(queries.size(), "query").replace("querys", "queries"));
    words.append(" down, ").append(Tables.count(keys.size(), "key")).append(" across");
    words.append(heads.length == 1 ? "." : ", " + heads.length + " heads.");
    for (int h = 0; h < heads.length; h++) {
      words.append(heads.length == 1 ? " " : " Head " + h + ": ").append(habits(heads[h]));
      words.append(heads.length <= 2 ? strongest(heads[h]) : "");
    }
    long zeros = zeros();
    words.append(
        zeros == 0
            ? ""
            : " %d of %d weights are 0, hatched."
                .formatted(zeros, heads.length * queries.size() * keys.size()));
    return words.toString();
  }

  private long zeros() {
    long zeros = 0;
    for (double[][] head : heads) {
      for (double[] row : head) {
        zeros += java.util.Arrays.stream(row).filter(weight -> weight == 0).count();
      }
    }
    return zeros;
  }

  /** Where the weight of a head goes on average: what one sees as a diagonal or a column. */
  private String habits(double[][] head) {
    List<String> parts = new ArrayList<>();
    if (queries.equals(keys)) {
      parts.add("the token itself gets " + percent(head, 0));
      parts.add("the one before " + percent(head, -1));
      parts.add("the one after " + percent(head, 1));
    }
    double[] columns = new double[keys.size()];
    for (double[] row : head) {
      for (int k = 0; k < row.length; k++) {
        columns[k] += row[k] / head.length;
      }
    }
    int favourite = argmax(columns);
    parts.add(
        "most looked at is %s with %s"
            .formatted(keys.get(favourite), Numbers.percent(columns[favourite])));
    return "On average " + String.join(", ", parts) + ".";
  }

  private static String percent(double[][] head, int offset) {
    double sum = 0;
    int count = 0;
    for (int q = Math.max(0, -offset); q < head.length && q + offset < head[q].length; q++) {
      sum += head[q][q + offset];
      count++;
    }
    return Numbers.percent(count == 0 ? 0 : sum / count);
  }

  private String strongest(double[][] head) {
    int most = 12;
    List<String> parts = new ArrayList<>();
    for (int q = 0; q < Math.min(most, head.length); q++) {
      int key = argmax(head[q]);
      parts.add(
          "%s at %s %s".formatted(queries.get(q), keys.get(key), Numbers.fixed(head[q][key], 2)));
    }
    return " Looks most: " + String.join(", ", parts) + (head.length > most ? ", …." : ".");
  }

  private static int argmax(double[] values) {
    return IntStream.range(0, values.length)
        .reduce((a, b) -> values[b] > values[a] ? b : a)
        .orElse(0);
  }

  // ---- painting

  @Override
  void paint(Graphics2D graphics, double top) {
    graphics.translate(0, top);
    graphics.scale(fit(top), fit(top));
    double largest = largest();
    for (int h = 0; h < heads.length; h++) {
      double x = MARGIN + h % across() * (panelWidth() + BETWEEN);
      double y = h / across() * (panelHeight() + 16);
      paintHead(graphics, h, x, y, largest);
    }
    int rows = (heads.length + across() - 1) / across();
    paintLegend(graphics, rows * (panelHeight() + 16) + 14, largest);
  }

  private void paintHead(Graphics2D graphics, int head, double x, double y, double largest) {
    double left = x + left();
    double top = y + above();
    double cell = cell();
    if (heads.length > 1) {
      graphics.setFont(Style.titleFont(12));
      graphics.setColor(Style.INK);
      write(graphics, "head " + head, left, y + 14, Align.LEFT);
    }
    paintNames(graphics, left, top, y);
    for (int q = 0; q < queries.size(); q++) {
      for (int k = 0; k < keys.size(); k++) {
        paintCell(graphics, heads[head][q][k], left + cell * k, top + cell * q, largest);
      }
    }
    graphics.setColor(Style.AXIS);
    graphics.setStroke(Style.line(1f, (float[]) null));
    graphics.draw(new Rectangle2D.Double(left, top, cell * keys.size(), cell * queries.size()));
  }

  private void paintNames(Graphics2D graphics, double left, double top, double y) {
    double cell = cell();
    graphics.setFont(Style.font(11));
    graphics.setColor(Style.FAINT_INK);
    write(graphics, "key", left, y + (heads.length > 1 ? 32 : 14), Align.LEFT);
    AffineTransform upright = graphics.getTransform();
    double middle = top + cell * queries.size() / 2;
    graphics.rotate(-Math.PI / 2, left - left() + 8, middle);
    write(graphics, "query", left - left() + 8, middle, Align.CENTRE);
    graphics.setTransform(upright);
    graphics.setFont(Style.font(letterSize()));
    graphics.setColor(Style.INK);
    double half = capitalHeight(graphics) / 2;
    for (int q = 0; q < queries.size(); q++) {
      write(graphics, queries.get(q), left - 6, top + cell * (q + 0.5) + half, Align.RIGHT);
    }
    for (int k = 0; k < keys.size(); k++) {
      double x = left + cell * (k + 0.5);
      if (leaning()) {
        graphics.rotate(-LEAN, x, top - 5);
        write(graphics, keys.get(k), x, top - 5, Align.LEFT);
        graphics.setTransform(upright);
      } else {
        write(graphics, keys.get(k), x, top - 6, Align.CENTRE);
      }
    }
  }

  private void paintCell(Graphics2D graphics, double weight, double x, double y, double largest) {
    var square = new Rectangle2D.Double(x, y, cell(), cell());
    if (weight == 0) {
      hatch(graphics, square);
      return;
    }
    Color ground = ground(largest == 0 ? 0 : weight / largest);
    graphics.setColor(ground);
    graphics.fill(square);
    if (cell() >= LETTERS_FIT) {
      graphics.setFont(Style.font(11));
      graphics.setColor(Shades.letters(ground));
      writeCentred(graphics, Numbers.fixed(weight, 2), square.getCenterX(), square.getCenterY());
    }
  }

  private static Color ground(double share) {
    return Style.mix(Style.PAPER, Style.BLUE, Math.min(1, Math.max(0, share)));
  }

  private static void hatch(Graphics2D graphics, Rectangle2D square) {
    Shape before = graphics.getClip();
    graphics.clip(square);
    graphics.setColor(Style.AXIS);
    graphics.setStroke(Style.line(0.8f, (float[]) null));
    double side = square.getWidth();
    for (double d = 5; d < 2 * side; d += 5) {
      graphics.draw(
          new Line2D.Double(square.getX(), square.getY() + d, square.getX() + d, square.getY()));
    }
    graphics.setClip(before);
  }

  private void paintLegend(Graphics2D graphics, double y, double largest) {
    graphics.setFont(Style.font(12));
    double x = MARGIN;
    graphics.setColor(Style.FAINT_INK);
    write(graphics, "weight 0", x, y, Align.LEFT);
    x += widthOf(graphics, "weight 0") + 6;
    for (int i = 0; i < 60; i++) {
      graphics.setColor(ground(i / 59.0));
      graphics.fill(new Rectangle2D.Double(x + i, y - 10, 1.5, 12));
    }
    String most = Numbers.fixed(largest, 2);
    graphics.setColor(Style.FAINT_INK);
    graphics.setStroke(Style.line(0.8f, (float[]) null));
    graphics.draw(new Rectangle2D.Double(x, y - 10, 60.5, 12));
    write(graphics, most, x + 67, y, Align.LEFT);
    x += 67 + widthOf(graphics, most) + 18;
    if (zeros() > 0) {
      hatch(graphics, new Rectangle2D.Double(x, y - 10, 20, 12));
      graphics.draw(new Rectangle2D.Double(x, y - 10, 20, 12));
      graphics.setColor(Style.FAINT_INK);
      write(graphics, "masked: 0", x + 26, y, Align.LEFT);
    }
  }
}
