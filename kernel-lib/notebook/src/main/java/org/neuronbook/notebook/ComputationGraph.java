package org.neuronbook.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neuronbook.nn.Layer;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Tensor;

/**
 * How a tensor was computed: parameters and constants at the left, each op with its value, the
 * result at the right; after {@code backward()} also the gradient of every node.
 *
 * <p>Make it before {@code backward()}, which lets go of the graph:
 *
 * <pre>{@code
 * var graph = new ComputationGraph("One neuron", loss).name(x, "x");
 * loss.backward();
 * graph
 * }</pre>
 *
 * <p>The values are those at the time it was made, the gradients those at the time it is shown. Of
 * a tensor of more than four numbers, in a wide graph of more than one, it shows the shape, and the
 * length of the gradient.
 */
public final class ComputationGraph extends Figure<ComputationGraph> {

  /** More nodes than this cannot be read on one page. */
  private static final int MOST_NODES = 40;

  private static final int MOST_NUMBERS = 4;
  private static final int LINE = 16;
  private static final int BETWEEN = 30;
  private static final int MARGIN = 14;
  private static final int PAGE = 960;
  private static final int ABOVE = 6;

  private enum Kind {
    PARAMETER,
    CONSTANT,
    OP,
    RESULT
  }

  /** The values are a copy: those of a parameter change. */
  private record Node(Tensor tensor, Kind kind, Tensor value) {}

  private final List<Node> nodes = new ArrayList<>();
  private final List<int[]> edges = new ArrayList<>();
  private final Map<Tensor, String> names = new IdentityHashMap<>();

  /**
   * The graph behind a tensor.
   *
   * @throws IllegalArgumentException if it has more than 40 nodes
   * @throws IllegalStateException if {@code backward()} already let go of it
   */
  public ComputationGraph(String title, Tensor result) {
    super(title);
    collect(result);
  }

  private void collect(Tensor result) {
    List<Tensor> met = new ArrayList<>(List.of(result));
    Map<Tensor, Integer> numbers = new IdentityHashMap<>(Map.of(result, 0));
    for (int at = 0; at < met.size(); at++) {
      Tensor tensor = met.get(at);
      requireKept(tensor);
      for (Tensor operand : tensor.operands()) {
        if (numbers.putIfAbsent(operand, met.size()) == null) {
          met.add(operand);
        }
        edges.add(new int[] {numbers.get(operand), at});
      }
    }
    if (met.size() > MOST_NODES) {
      throw new IllegalArgumentException(
          "ComputationGraph: expected at most %d nodes, got %d behind this '%s'. Draw a smaller one: fewer layers or steps, or only the graph of one part"
              .formatted(MOST_NODES, met.size(), result.op()));
    }
    for (Tensor tensor : met) {
      boolean inside = tensor.requiresGrad() && !(tensor instanceof Parameter);
      nodes.add(new Node(tensor, kind(tensor, result), tensor.detach()));
      if (inside) {
        tensor.retainGrad();
      }
    }
  }

  private static void requireKept(Tensor tensor) {
    boolean computed = tensor.requiresGrad() && !(tensor instanceof Parameter);
    if (computed && tensor.operands().isEmpty()) {
      throw new IllegalStateException(
          "ComputationGraph: expected a graph to draw, but backward() has let go of what led to this '%s' of shape %s. Compute it again, make the picture, then call backward(): the picture shows the gradients too"
              .formatted(tensor.op(), tensor.shape()));
    }
  }

  private static Kind kind(Tensor tensor, Tensor result) {
    if (tensor instanceof Parameter) {
      return Kind.PARAMETER;
    }
    return tensor == result ? Kind.RESULT : tensor.requiresGrad() ? Kind.OP : Kind.CONSTANT;
  }

  /** Gives a node a name: an input, a target, or an op such as {@code loss}. */
  public ComputationGraph name(Tensor tensor, String name) {
    if (nodes.stream().noneMatch(node -> node.tensor == tensor)) {
      throw new IllegalArgumentException(
          "name \"%s\": expected a tensor of this graph, got another '%s' of shape %s. Only what the result was computed from is in it"
              .formatted(name, tensor.op(), tensor.shape()));
    }
    names.put(tensor, name);
    return this;
  }

  /** Gives the parameters of a model the names they have in it, such as {@code 0.weight}. */
  public ComputationGraph names(Layer model) {
    model.namedParameters().forEach((path, parameter) -> names.put(parameter, path));
    return this;
  }

  // ---- what stands in a node

  private String title(Node node) {
    String name = names.get(node.tensor);
    if (node.kind == Kind.PARAMETER) {
      return name != null ? name : ((Parameter) node.tensor).name();
    }
    if (node.kind == Kind.CONSTANT) {
      return name != null ? name : "constant";
    }
    return name != null ? name + " = " + node.tensor.op() : node.tensor.op();
  }

  private static String value(Tensor tensor, int mostNumbers) {
    return tensor.shape().size() <= mostNumbers ? numbers(tensor) : tensor.shape().toString();
  }

  private static String numbers(Tensor tensor) {
    if (tensor.shape().size() == 1) {
      return Numbers.brief(tensor.toArray()[0]);
    }
    return Arrays.stream(tensor.toArray())
        .mapToObj(value -> Numbers.brief(twoDigits(value)))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** Several numbers beside each other leave room for two digits each. */
  private static double twoDigits(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(2)).doubleValue()
        : value;
  }

  /** Empty where there is none. */
  private static String gradient(Node node, int mostNumbers) {
    Tensor gradient = node.tensor.grad();
    if (gradient == null) {
      return "";
    }
    if (gradient.shape().size() <= mostNumbers) {
      return "grad " + numbers(gradient);
    }
    double squares = Arrays.stream(gradient.toArray()).map(g -> g * g).sum();
    return "‖grad‖ " + Numbers.brief(Math.sqrt(squares));
  }

  private List<String> lines(Node node, int mostNumbers) {
    String gradient = gradient(node, mostNumbers);
    String value = value(node.value, mostNumbers);
    return gradient.isEmpty() ? List.of(title(node), value) : List.of(title(node), value, gradient);
  }

  @Override
  public String alt() {
    long leaves =
        nodes.stream().filter(n -> n.kind == Kind.PARAMETER || n.kind == Kind.CONSTANT).count();
    StringBuilder words = new StringBuilder(opening("Computation graph"));
    words.append(
        "From %d leaves through %s.".formatted(leaves, Tables.count(nodes.size() - leaves, "op")));
    for (int i = nodes.size() - 1; i >= 0; i--) {
      words.append(' ').append(words(i)).append('.');
    }
    return words.toString();
  }

  private String words(int number) {
    Node node = nodes.get(number);
    String gradient = gradient(node, MOST_NUMBERS);
    String operands =
        edges.stream()
            .filter(edge -> edge[1] == number)
            .map(edge -> nodes.get(edge[0]))
            .map(operand -> names.getOrDefault(operand.tensor, title(operand)))
            .collect(Collectors.joining(" and "));
    String kind = node.kind == Kind.PARAMETER ? "Parameter " : "";
    boolean small = node.value.shape().size() <= MOST_NUMBERS;
    String value = (small ? "" : "shape ") + value(node.value, MOST_NUMBERS);
    return "%s%s%s: %s%s"
        .formatted(
            kind,
            title(node),
            operands.isEmpty() ? "" : " of " + operands,
            value,
            gradient.isEmpty() ? "" : ", " + gradient.replace("‖grad‖", "length of grad"));
  }

  // ---- painting

  private double nodeHeight() {
    boolean gradients = nodes.stream().anyMatch(node -> node.tensor.grad() != null);
    return LINE * (gradients ? 3 : 2) + 10;
  }

  private LayeredLayout layout() {
    double[] heights = new double[nodes.size()];
    Arrays.fill(heights, nodeHeight());
    return new LayeredLayout(heights, edges, 14);
  }

  private static double nodeWidth(List<String> lines) {
    double widest = widthOf(Style.titleFont(12), lines.get(0));
    for (String line : lines) {
      widest = Math.max(widest, widthOf(Style.font(12), line));
    }
    return Math.max(56, widest + 18);
  }

  private double[] columnWidths(LayeredLayout layout, int mostNumbers) {
    double[] widths = new double[layout.columns()];
    for (int i = 0; i < nodes.size(); i++) {
      int column = layout.column(i);
      double width = nodeWidth(lines(nodes.get(i), mostNumbers));
      widths[column] = Math.max(widths[column], width);
    }
    return widths;
  }

  /** Vectors are spelled out where the page is wide enough for it. */
  private int mostNumbers(LayeredLayout layout) {
    return drawingWidth(columnWidths(layout, MOST_NUMBERS)) <= PAGE ? MOST_NUMBERS : 1;
  }

  private static double drawingWidth(double[] columns) {
    return Arrays.stream(columns).sum() + BETWEEN * (columns.length - 1) + 2 * MARGIN;
  }

  @Override
  int ownWidth() {
    LayeredLayout layout = layout();
    double[] columns = columnWidths(layout, mostNumbers(layout));
    return (int) Math.ceil(Math.max(330, drawingWidth(columns)));
  }

  @Override
  int ownHeight() {
    return (int) Math.ceil(ABOVE + layout().height() + 32);
  }

  @Override
  void paint(Graphics2D graphics, double top) {
    graphics.translate(0, top);
    graphics.scale(fit(top), fit(top));
    LayeredLayout layout = layout();
    int mostNumbers = mostNumbers(layout);
    double[] widths = columnWidths(layout, mostNumbers);
    double[] middles = new double[widths.length];
    double x = MARGIN;
    for (int c = 0; c < widths.length; c++) {
      middles[c] = x + widths[c] / 2;
      x += widths[c] + BETWEEN;
    }
    for (int e = 0; e < edges.size(); e++) {
      paintEdge(graphics, layout, e, widths, middles);
    }
    for (int i = 0; i < nodes.size(); i++) {
      int column = layout.column(i);
      double y = ABOVE + layout.y(i);
      paintNode(graphics, nodes.get(i), mostNumbers, middles[column], y, widths[column]);
    }
    paintLegend(graphics, ABOVE + layout.height() + 20);
  }

  private void paintEdge(
      Graphics2D graphics, LayeredLayout layout, int edge, double[] widths, double[] middles) {
    int from = edges.get(edge)[0];
    int to = edges.get(edge)[1];
    int column = layout.column(from);
    double x = middles[column] + widths[column] / 2;
    double y = ABOVE + layout.y(from);
    Path2D path = new Path2D.Double();
    path.moveTo(x, y);
    for (double between : layout.between(edge)) {
      column++;
      double left = middles[column] - widths[column] / 2;
      curve(path, x, y, left, ABOVE + between);
      x = left + widths[column];
      y = ABOVE + between;
      path.lineTo(x, y);
    }
    double end = middles[layout.column(to)] - widths[layout.column(to)] / 2;
    double arrival = ABOVE + layout.y(to) + port(layout, edge);
    curve(path, x, y, end - 7, arrival);
    graphics.setColor(Style.FAINT_INK);
    graphics.setStroke(Style.line(1.2f, (float[]) null));
    graphics.draw(path);
    Path2D head = new Path2D.Double();
    head.moveTo(end - 0.5, arrival);
    head.lineTo(end - 8, arrival - 3.6);
    head.lineTo(end - 8, arrival + 3.6);
    head.closePath();
    graphics.fill(head);
  }

  /** Edges arrive one below the other, as they come, so that they do not cross at the end. */
  private double port(LayeredLayout layout, int edge) {
    int to = edges.get(edge)[1];
    List<Integer> arriving =
        IntStream.range(0, edges.size())
            .filter(each -> edges.get(each)[1] == to)
            .boxed()
            .sorted(Comparator.comparingDouble(layout::lastBefore))
            .toList();
    double at = arriving.indexOf(edge) - (arriving.size() - 1) / 2.0;
    return at * Math.min(12, 30.0 / arriving.size());
  }

  private static void curve(Path2D path, double x0, double y0, double x1, double y1) {
    double bend = (x1 - x0) / 2;
    path.curveTo(x0 + bend, y0, x1 - bend, y1, x1, y1);
  }

  private void paintNode(
      Graphics2D graphics, Node node, int mostNumbers, double x, double y, double width) {
    List<String> lines = lines(node, mostNumbers);
    double height = nodeHeight();
    box(graphics, node.kind, x - width / 2, y - height / 2, width, height);
    double baseline = y - LINE * lines.size() / 2.0 + 12;
    for (int i = 0; i < lines.size(); i++) {
      graphics.setFont(i == 0 ? Style.titleFont(12) : Style.font(12));
      graphics.setColor(i == 2 ? Style.readable(Style.VERMILLION) : Style.INK);
      String line = i == 0 ? lines.get(i) : withMinus(lines.get(i));
      write(graphics, line, x, baseline + LINE * i, Align.CENTRE);
    }
  }

  private static String withMinus(String line) {
    return line.replaceAll("(?<!\\w)-(?=[\\d∞])", "−");
  }

  /** Leaves have corners, ops are round, what is not learned has a dashed rim. */
  private static void box(
      Graphics2D graphics, Kind kind, double x, double y, double width, double height) {
    double round = kind == Kind.PARAMETER || kind == Kind.CONSTANT ? 3 : Math.min(22, height);
    var shape = new RoundRectangle2D.Double(x, y, width, height, round, round);
    Color rim = kind == Kind.PARAMETER || kind == Kind.RESULT ? Style.BLUE : Style.FAINT_INK;
    graphics.setColor(
        kind == Kind.PARAMETER ? Style.mix(Style.PAPER, Style.BLUE, 0.1) : Style.PAPER);
    graphics.fill(shape);
    graphics.setColor(rim);
    float[] dashes = kind == Kind.CONSTANT ? new float[] {4, 3} : null;
    graphics.setStroke(Style.line(kind == Kind.RESULT ? 2.4f : 1.4f, dashes));
    graphics.draw(shape);
  }

  private void paintLegend(Graphics2D graphics, double y) {
    double x = MARGIN;
    for (Kind kind : Kind.values()) {
      if (nodes.stream().anyMatch(node -> node.kind == kind)) {
        box(graphics, kind, x + 1, y - 10, 20, 12);
        String word = kind.name().toLowerCase(java.util.Locale.ROOT);
        graphics.setFont(Style.font(12));
        graphics.setColor(Style.FAINT_INK);
        write(graphics, word, x + 26, y, Align.LEFT);
        x += 26 + widthOf(graphics, word) + 18;
      }
    }
  }
}
