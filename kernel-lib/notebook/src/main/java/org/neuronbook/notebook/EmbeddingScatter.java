package org.neuronbook.notebook;

import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neuronbook.tensor.Tensor;

/**
 * Words (or anything else that has a vector) as points with their names, in the plane in which
 * their vectors differ most.
 *
 * <p>The axes say which share of the variance they show: what lies near in the picture need not lie
 * near in all dimensions, so {@link #neighbours} draws lines to the words that really are the
 * nearest. No name covers another one: what finds no room is left out, and the picture says how
 * many are shown.
 *
 * <pre>{@code
 * new EmbeddingScatter("Words", vectors, words).highlight("king", "queen").neighbours(2)
 * }</pre>
 */
public final class EmbeddingScatter extends Figure<EmbeddingScatter> {

  private static final int MOST_TOLD = 20;

  private final double[][] vectors;
  private final List<String> words;
  private final double[][] places;
  private final String xName;
  private final String yName;
  private int[] groups;
  private List<String> groupNames = List.of();
  private final Set<Integer> highlighted = new LinkedHashSet<>();
  private int neighbours;

  /**
   * @param vectors (words, dimensions), such as the weights of an {@code Embedding}
   */
  public EmbeddingScatter(String title, Tensor vectors, List<String> words) {
    this(title, vectors.toMatrix(), words);
  }

  /**
   * @param vectors one a word, all of the same length; of two numbers they are shown as they are,
   *     of more by their two principal components
   * @throws IllegalArgumentException if there is not one vector a word, or one has fewer than two
   *     numbers or some that are not finite
   */
  public EmbeddingScatter(String title, double[][] vectors, List<String> words) {
    super(title);
    if (vectors.length != words.size() || vectors.length < 2) {
      throw new IllegalArgumentException(
          "EmbeddingScatter: expected one vector a word and at least two, got %d vectors and %d words"
              .formatted(vectors.length, words.size()));
    }
    int d = vectors[0].length;
    for (int i = 0; i < vectors.length; i++) {
      boolean finite = Arrays.stream(vectors[i]).allMatch(Double::isFinite);
      if (vectors[i].length != d || d < 2 || !finite) {
        throw new IllegalArgumentException(
            "EmbeddingScatter: expected %d finite numbers for each word, at least 2, got %s for \"%s\""
                .formatted(d, finite ? vectors[i].length : "NaN or ∞", words.get(i)));
      }
    }
    this.vectors = Arrays.stream(vectors).map(double[]::clone).toArray(double[][]::new);
    this.words = List.copyOf(words);
    this.groups = new int[words.size()];
    if (d == 2) {
      places = this.vectors;
      xName = "x₁";
      yName = "x₂";
    } else {
      PrincipalComponents components = PrincipalComponents.of(vectors);
      places = components.places();
      xName = axis("1st", components.shares()[0]);
      yName = axis("2nd", components.shares()[1]);
    }
  }

  private static String axis(String which, double share) {
    return which + " principal component, " + Numbers.percent(share) + " of the variance";
  }

  /**
   * Gives each word a group, which gets a colour and a marker of its own.
   *
   * @param groups one number a word, from 0
   * @param names of the groups, in order
   */
  public EmbeddingScatter groups(int[] groups, String... names) {
    boolean named = Arrays.stream(groups).allMatch(g -> g >= 0 && g < names.length);
    if (groups.length != words.size() || !named) {
      throw new IllegalArgumentException(
          "groups: expected %d numbers from 0 to %d, one a word, got %d numbers from %d to %d"
              .formatted(
                  words.size(),
                  names.length - 1,
                  groups.length,
                  Arrays.stream(groups).min().orElse(0),
                  Arrays.stream(groups).max().orElse(0)));
    }
    this.groups = groups.clone();
    groupNames = List.of(names);
    return this;
  }

  /** Writes these words bold, with a ring around their points. */
  public EmbeddingScatter highlight(String... some) {
    for (String word : some) {
      int at = words.indexOf(word);
      if (at < 0) {
        throw new IllegalArgumentException(
            "highlight: expected one of the %d words, such as \"%s\", got \"%s\""
                .formatted(words.size(), words.get(0), word));
      }
      highlighted.add(at);
    }
    return this;
  }

  /**
   * Draws lines from the highlighted words, or from all if none is, to those with the most similar
   * vectors: by the cosine of the angle between them, in all dimensions.
   */
  public EmbeddingScatter neighbours(int each) {
    neighbours = each;
    return this;
  }

  // ---- who is near

  private int[] nearest(int word) {
    return IntStream.range(0, words.size())
        .filter(other -> other != word)
        .boxed()
        .sorted(Comparator.comparingDouble(other -> -cosine(word, other)))
        .limit(neighbours)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private double cosine(int a, int b) {
    double product = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int j = 0; j < vectors[a].length; j++) {
      product += vectors[a][j] * vectors[b][j];
      squaresA += vectors[a][j] * vectors[a][j];
      squaresB += vectors[b][j] * vectors[b][j];
    }
    double lengths = Math.sqrt(squaresA * squaresB);
    return lengths == 0 ? 0 : product / lengths;
  }

  private int[] centres() {
    return highlighted.isEmpty()
        ? IntStream.range(0, words.size()).toArray()
        : highlighted.stream().mapToInt(Integer::intValue).toArray();
  }

  // ---- words

  @Override
  public String alt() {
    StringBuilder text = new StringBuilder(opening("Embedding scatter chart"));
    text.append(Tables.count(words.size(), "word")).append(" with vectors of ");
    text.append(Tables.count(vectors[0].length, "number")).append(". ");
    text.append("Across: ").append(xName).append(". Up: ").append(yName).append(". ");
    for (int g = 0; g < groupNames.size(); g++) {
      text.append(groupWords(g)).append(' ');
    }
    if (groupNames.isEmpty()) {
      text.append(placeWords(IntStream.range(0, words.size()).toArray())).append(' ');
    } else if (!highlighted.isEmpty()) {
      text.append(placeWords(centres())).append(' ');
    }
    int[] centres = neighbours > 0 ? centres() : new int[0];
    for (int i = 0; i < Math.min(centres.length, MOST_TOLD); i++) {
      text.append("Nearest to %s: %s. ".formatted(words.get(centres[i]), nearWords(centres[i])));
    }
    return text.toString().strip();
  }

  private String groupWords(int group) {
    int[] members = IntStream.range(0, words.size()).filter(i -> groups[i] == group).toArray();
    return "%s: %s around (%s, %s)."
        .formatted(
            groupNames.get(group),
            Tables.count(members.length, "word"),
            Numbers.brief(
                Arrays.stream(members).mapToDouble(i -> places[i][0]).average().orElse(0)),
            Numbers.brief(
                Arrays.stream(members).mapToDouble(i -> places[i][1]).average().orElse(0)));
  }

  private String placeWords(int[] some) {
    String told =
        Arrays.stream(some)
            .limit(MOST_TOLD)
            .mapToObj(
                i ->
                    "%s at (%s, %s)"
                        .formatted(
                            words.get(i),
                            Numbers.fixed(places[i][0], 2),
                            Numbers.fixed(places[i][1], 2)))
            .collect(Collectors.joining(", "));
    return told
        + (some.length > MOST_TOLD ? " and %d more.".formatted(some.length - MOST_TOLD) : ".");
  }

  private String nearWords(int word) {
    return Arrays.stream(nearest(word))
        .mapToObj(other -> words.get(other) + " " + Numbers.fixed(cosine(word, other), 2))
        .collect(Collectors.joining(", "));
  }

  // ---- painting

  @Override
  int ownWidth() {
    return 640;
  }

  @Override
  int ownHeight() {
    return 460;
  }

  @Override
  void paint(Graphics2D graphics, double titleEnd) {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int g = 0; g < groupNames.size(); g++) {
      entries.add(Legend.Entry.points(groupNames.get(g), g));
    }
    double top = Math.max(20, Legend.paint(graphics, entries, 14, titleEnd, width() - 28));
    Axes axes = new Axes(xName, yName, range(0), range(1), false);
    Axes.Frame frame = axes.paint(graphics, 0, top, width(), (int) (height() - top));
    List<Point2D> points = new ArrayList<>();
    for (double[] place : places) {
      points.add(new Point2D.Double(frame.x(place[0]), frame.y(place[1])));
    }
    paintNeighbours(graphics, points);
    for (int i = 0; i < points.size(); i++) {
      Legend.paintMarker(graphics, points.get(i).getX(), points.get(i).getY(), groups[i]);
    }
    for (int i : highlighted) {
      graphics.setColor(Style.INK);
      graphics.setStroke(Style.line(1.5f, (float[]) null));
      graphics.draw(
          new Ellipse2D.Double(points.get(i).getX() - 7, points.get(i).getY() - 7, 14, 14));
    }
    paintNames(graphics, new LabelPlacement(frame.plot(), points), points);
  }

  private Range range(int axis) {
    double[] values = Arrays.stream(places).mapToDouble(place -> place[axis]).toArray();
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(1);
    double margin = high > low ? 0.1 * (high - low) : 0.5;
    return new Range(low - margin, high + margin, false);
  }

  private void paintNeighbours(Graphics2D graphics, List<Point2D> points) {
    graphics.setColor(Style.FAINT_INK);
    graphics.setStroke(Style.line(1.2f, 4, 3));
    if (neighbours > 0) {
      for (int centre : centres()) {
        for (int other : nearest(centre)) {
          graphics.draw(new Line2D.Double(points.get(centre), points.get(other)));
        }
      }
    }
  }

  /** The highlighted words first, then the others in their order, which is often by frequency. */
  private void paintNames(Graphics2D graphics, LabelPlacement placement, List<Point2D> points) {
    List<Integer> order = new ArrayList<>(highlighted);
    IntStream.range(0, words.size()).filter(i -> !highlighted.contains(i)).forEach(order::add);
    int shown = 0;
    for (int i : order) {
      graphics.setFont(highlighted.contains(i) ? Style.titleFont(12) : Style.font(12));
      double width = widthOf(graphics, words.get(i)) + 2;
      LabelPlacement.Place place = placement.place(points.get(i), width, 14);
      if (place == null) {
        continue;
      }
      shown++;
      if (place.leader() != null) {
        graphics.setColor(Style.AXIS);
        graphics.setStroke(Style.line(0.8f, (float[]) null));
        graphics.draw(place.leader());
      }
      graphics.setColor(Style.INK);
      writeCentred(graphics, words.get(i), place.box().getCenterX(), place.box().getCenterY());
    }
    if (shown < words.size()) {
      graphics.setFont(Style.font(11));
      graphics.setColor(Style.FAINT_INK);
      String note = "names of %d of %d words; no room for more".formatted(shown, words.size());
      write(graphics, note, width() - 14, Math.max(14, placement.top() - 7), Align.RIGHT);
    }
  }
}
