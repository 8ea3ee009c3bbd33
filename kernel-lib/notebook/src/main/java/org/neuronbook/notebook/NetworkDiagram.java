package org.neuronbook.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.neuronbook.nn.Sequential;

/**
 * A network of fully connected layers: neurons in columns and every weight as a line between two of
 * them, the thicker the larger, solid if positive, dashed if negative.
 *
 * <p>Given an input, each neuron holds the number that the network computes there. Of a wide layer
 * the first and the last neurons are drawn.
 *
 * <pre>{@code
 * new NetworkDiagram("XOR, learned", model).input(1, 0).inputs("x₁", "x₂").outputs("y")
 * new NetworkDiagram("A classifier of digits", 784, 128, 10)
 * }</pre>
 */
public final class NetworkDiagram extends Figure<NetworkDiagram> {

  private static final int MOST_NEURONS = 9;
  private static final int FIRST_NEURONS = 5;
  private static final int LAST_NEURONS = 2;
  private static final double STEP = 50;
  private static final double RADIUS = 17;
  private static final double BETWEEN = 150;
  private static final double HEAD = 46;

  /** So few weights can be written beside their lines. */
  private static final int MOST_WRITTEN = 16;

  private final MultilayerPerceptron network;
  private double[][] values;
  private List<String> inputs = List.of();
  private List<String> outputs = List.of();

  /** A network without weights: how many neurons each layer has, the inputs first. */
  public NetworkDiagram(String title, int... sizes) {
    this(title, MultilayerPerceptron.of(sizes));
  }

  /**
   * A network with its weights as they are now.
   *
   * @throws IllegalArgumentException if the model is not made of {@code Linear} layers and
   *     functions of single numbers
   */
  public NetworkDiagram(String title, Sequential model) {
    this(title, MultilayerPerceptron.of(model));
  }

  private NetworkDiagram(String title, MultilayerPerceptron network) {
    super(title);
    this.network = network;
  }

  /** Writes into each neuron what the network computes for this input. */
  public NetworkDiagram input(double... x) {
    values = network.values(x);
    return this;
  }

  /** Names of the inputs, from the first one on. */
  public NetworkDiagram inputs(String... names) {
    inputs = List.of(names);
    return this;
  }

  /** Names of the outputs, from the first one on. */
  public NetworkDiagram outputs(String... names) {
    outputs = List.of(names);
    return this;
  }

  // ---- what is drawn of a layer

  /** The numbers of the neurons that are drawn; -1 for the gap of those that are not. */
  private int[] drawn(int layer) {
    int size = network.size(layer);
    if (size <= MOST_NEURONS) {
      return IntStream.range(0, size).toArray();
    }
    return IntStream.range(0, FIRST_NEURONS + 1 + LAST_NEURONS)
        .map(
            i ->
                i < FIRST_NEURONS
                    ? i
                    : i == FIRST_NEURONS ? -1 : size - FIRST_NEURONS - 1 - LAST_NEURONS + i)
        .toArray();
  }

  private int mostInAColumn() {
    return IntStream.range(0, network.layers()).map(l -> drawn(l).length).max().orElse(1);
  }

  private double left() {
    return 24 + Math.max(RADIUS, widest(inputs) + RADIUS + 8);
  }

  private static double widest(List<String> names) {
    return names.stream().mapToDouble(name -> widthOf(Style.font(12), name)).max().orElse(0);
  }

  @Override
  int ownWidth() {
    double right = 24 + Math.max(RADIUS + 8, widest(outputs) + RADIUS + 8);
    double drawing = left() + BETWEEN * (network.layers() - 1) + right;
    double legend =
        network.hasWeights()
            ? 24 + 36 + widest(legend().subList(0, 1)) + 56 + widest(legend()) + 14
            : 0;
    return (int) Math.ceil(Math.max(legend, drawing));
  }

  @Override
  int ownHeight() {
    return (int) (HEAD + STEP * mostInAColumn() + (network.hasWeights() ? 34 : 12));
  }

  private double x(int layer) {
    return left() + BETWEEN * layer;
  }

  private double y(int layer, int place) {
    double middle = HEAD + STEP * mostInAColumn() / 2;
    return middle + STEP * (place - (drawn(layer).length - 1) / 2.0);
  }

  // ---- words

  @Override
  public String alt() {
    StringBuilder words = new StringBuilder(opening("Network diagram"));
    words.append(network.layers()).append(" layers of neurons: ");
    for (int layer = 0; layer < network.layers(); layer++) {
      words.append(layer == 0 ? "" : ", ").append(head(layer)).append(" of ");
      words.append(Tables.grouped(network.size(layer)));
      String function = network.function(layer);
      words.append(function.isEmpty() ? "" : " (" + function + ")");
    }
    words.append("; %s weights in all.".formatted(Tables.grouped(network.weightCount())));
    words.append(weightWords());
    if (values != null) {
      double[] x = values[0];
      double[] y = values[values.length - 1];
      words.append(" The input %s gives %s.".formatted(list(x), list(y)));
    }
    return words.toString();
  }

  private static String list(double[] numbers) {
    int most = 10;
    String some =
        String.join(", ", DoubleStream.of(numbers).limit(most).mapToObj(Numbers::brief).toList());
    return "(" + some + (numbers.length > most ? ", …" : "") + ")";
  }

  private String weightWords() {
    StringBuilder words = new StringBuilder();
    for (int layer = 1; layer < network.layers() && network.hasWeights(); layer++) {
      double[] all = network.weights(layer);
      long negative = DoubleStream.of(all).filter(w -> w < 0).count();
      words.append(
          " Weights into %s: from %s to %s, %s of %s negative."
              .formatted(
                  head(layer),
                  Numbers.brief(DoubleStream.of(all).min().orElse(0)),
                  Numbers.brief(DoubleStream.of(all).max().orElse(0)),
                  Tables.grouped(negative),
                  Tables.grouped(all.length)));
    }
    return words.toString();
  }

  private String head(int layer) {
    if (layer == 0) {
      return "input";
    }
    boolean last = layer == network.layers() - 1;
    return last ? "output" : network.layers() == 3 ? "hidden" : "hidden " + layer;
  }

  // ---- painting

  @Override
  void paint(Graphics2D graphics, double top) {
    graphics.translate(0, top);
    graphics.scale(fit(top), fit(top));
    List<Rectangle2D> written = new ArrayList<>();
    for (int layer = 1; layer < network.layers(); layer++) {
      paintWeights(graphics, layer);
    }
    for (int layer = 0; layer < network.layers(); layer++) {
      paintLayer(graphics, layer);
    }
    for (int layer = 1; layer < network.layers(); layer++) {
      if (writesWeights(layer)) {
        writeWeights(graphics, layer, written);
      }
    }
    if (network.hasWeights()) {
      paintLegend(graphics, HEAD + STEP * mostInAColumn() + 18);
    }
  }

  private boolean writesWeights(int layer) {
    return network.hasWeights() && network.weights(layer).length <= MOST_WRITTEN;
  }

  private void paintWeights(Graphics2D graphics, int layer) {
    int[] from = drawn(layer - 1);
    int[] to = drawn(layer);
    for (int i = 0; i < from.length; i++) {
      for (int j = 0; j < to.length; j++) {
        if (from[i] >= 0 && to[j] >= 0) {
          if (network.hasWeights()) {
            stroke(graphics, network.weight(layer, from[i], to[j]));
          } else {
            graphics.setColor(Style.AXIS);
            graphics.setStroke(Style.line(0.8f, (float[]) null));
          }
          graphics.draw(new Line2D.Double(x(layer - 1), y(layer - 1, i), x(layer), y(layer, j)));
        }
      }
    }
  }

  /** Thickness tells the size, dashes and colour tell the sign. */
  private void stroke(Graphics2D graphics, double weight) {
    double share = network.largest() == 0 ? 0 : Math.abs(weight) / network.largest();
    Color color = weight < 0 ? Style.VERMILLION : Style.BLUE;
    graphics.setColor(Style.mix(Style.PAPER, color, 0.3 + 0.7 * share));
    float width = (float) (0.6 + 3.4 * share);
    graphics.setStroke(Style.line(width, weight < 0 ? new float[] {3 + width, 3} : null));
  }

  private void paintLayer(Graphics2D graphics, int layer) {
    int[] neurons = drawn(layer);
    String function = network.function(layer);
    graphics.setFont(Style.titleFont(12));
    graphics.setColor(Style.INK);
    write(graphics, head(layer), x(layer), 14, Align.CENTRE);
    graphics.setFont(Style.font(12));
    graphics.setColor(Style.FAINT_INK);
    String size = Tables.grouped(network.size(layer));
    String below = function.isEmpty() ? size : size + " · " + function;
    write(graphics, below, x(layer), 30, Align.CENTRE);
    for (int i = 0; i < neurons.length; i++) {
      if (neurons[i] < 0) {
        paintGap(graphics, layer, y(layer, i));
      } else {
        paintNeuron(graphics, layer, neurons[i], x(layer), y(layer, i));
      }
    }
  }

  private void paintGap(Graphics2D graphics, int layer, double y) {
    String words =
        "… " + Tables.grouped(network.size(layer) - FIRST_NEURONS - LAST_NEURONS) + " more";
    graphics.setFont(Style.font(12));
    double width = widthOf(graphics, words) + 10;
    graphics.setColor(Style.PAPER);
    graphics.fill(new RoundRectangle2D.Double(x(layer) - width / 2, y - 11, width, 22, 12, 12));
    graphics.setColor(Style.INK);
    write(graphics, words, x(layer), y + 4, Align.CENTRE);
  }

  private void paintNeuron(Graphics2D graphics, int layer, int neuron, double x, double y) {
    Color ground = Style.PAPER;
    if (values != null) {
      double largest = DoubleStream.of(values[layer]).map(Math::abs).max().orElse(1);
      double share = largest == 0 ? 0 : Math.abs(values[layer][neuron]) / largest;
      Color color = values[layer][neuron] < 0 ? Style.VERMILLION : Style.BLUE;
      ground = Style.mix(Style.PAPER, color, 0.35 * share);
    }
    var circle = new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
    graphics.setColor(ground);
    graphics.fill(circle);
    graphics.setColor(Style.FAINT_INK);
    graphics.setStroke(Style.line(1.4f, (float[]) null));
    graphics.draw(circle);
    graphics.setColor(Style.INK);
    if (values != null) {
      graphics.setFont(Style.font(11));
      writeCentred(graphics, shortest(values[layer][neuron]), x, y);
    }
    if (layer > 0 && writesWeights(layer)) {
      graphics.setFont(Style.font(10));
      graphics.setColor(Style.FAINT_INK);
      String bias = Numbers.minus(Numbers.fixed(network.bias(layer, neuron), 2));
      write(graphics, "b " + bias, x, y + RADIUS + 11, Align.CENTRE);
      graphics.setColor(Style.INK);
    }
    graphics.setFont(Style.font(12));
    if (layer == 0 && neuron < inputs.size()) {
      write(graphics, inputs.get(neuron), x - RADIUS - 8, y + 4, Align.RIGHT);
    }
    if (layer == network.layers() - 1 && neuron < outputs.size()) {
      write(graphics, outputs.get(neuron), x + RADIUS + 8, y + 4, Align.LEFT);
    }
  }

  /** Two digits that fit into a neuron: 0.73, 12, −3.1, 2e5. */
  private static String shortest(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return Numbers.brief(value);
    }
    if (size >= 9999.5) {
      return Numbers.minus(String.format(Locale.ROOT, "%.0e", value).replaceAll("e[+]0*", "e"));
    }
    int decimals = value == Math.rint(value) || size >= 99.5 ? 0 : size >= 9.95 ? 1 : 2;
    return Numbers.minus(Numbers.fixed(value, decimals));
  }

  /** Each number lies on its line, at the first place where no other number is. */
  private void writeWeights(Graphics2D graphics, int layer, List<Rectangle2D> written) {
    graphics.setFont(Style.font(11));
    int[] from = drawn(layer - 1);
    int[] to = drawn(layer);
    for (int i = 0; i < from.length; i++) {
      for (int j = 0; j < to.length; j++) {
        double weight = network.weight(layer, from[i], to[j]);
        String text = Numbers.minus(Numbers.fixed(weight, 2));
        double width = widthOf(graphics, text) + 6;
        Rectangle2D best = null;
        for (double share : new double[] {0.3, 0.5, 0.7, 0.4, 0.6, 0.25, 0.75}) {
          double x = x(layer - 1) + share * BETWEEN;
          double y = y(layer - 1, i) + share * (y(layer, j) - y(layer - 1, i));
          Rectangle2D place = new Rectangle2D.Double(x - width / 2, y - 7.5, width, 15);
          best = best == null ? place : best;
          if (written.stream().noneMatch(place::intersects)) {
            best = place;
            break;
          }
        }
        written.add(best);
        graphics.setColor(Style.PAPER);
        graphics.fill(best);
        graphics.setColor(Style.readable(weight < 0 ? Style.VERMILLION : Style.BLUE));
        writeCentred(graphics, text, best.getCenterX(), best.getCenterY());
      }
    }
  }

  private List<String> legend() {
    double size = new BigDecimal(network.largest()).round(new MathContext(2)).doubleValue();
    return List.of("positive weight", "negative weight; thickest: ±" + Numbers.brief(size));
  }

  private void paintLegend(Graphics2D graphics, double y) {
    double x = 24;
    for (String word : legend()) {
      stroke(graphics, (word.startsWith("n") ? -0.6 : 0.6) * network.largest());
      graphics.draw(new Line2D.Double(x, y - 4, x + 28, y - 4));
      graphics.setFont(Style.font(12));
      graphics.setColor(Style.FAINT_INK);
      write(graphics, word, x + 36, y, Align.LEFT);
      x += 36 + widthOf(graphics, word) + 20;
    }
  }
}
