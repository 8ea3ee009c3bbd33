package org.neuronbook.onnx;

import static org.neuronbook.onnx.GraphWriter.attribute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.neuronbook.tensor.Tensor;

/**
 * How single ops are written, of functions and of layers that ONNX does not have. A recorded op
 * says its name, its inputs and its result, but not its settings, such as an axis: those are found
 * by trying which ones give the recorded result from the recorded input, in both runs.
 */
final class OpNodes {
  private static final Map<String, Writer> WRITERS = new HashMap<>();

  static {
    Map.ofEntries(
            Map.entry("exp", "Exp"),
            Map.entry("log", "Log"),
            Map.entry("sqrt", "Sqrt"),
            Map.entry("abs", "Abs"),
            Map.entry("sigmoid", "Sigmoid"),
            Map.entry("tanh", "Tanh"),
            Map.entry("relu", "Relu"),
            Map.entry("softplus", "Softplus"),
            Map.entry("hardSwish", "HardSwish"),
            Map.entry("gelu", "Gelu"))
        .forEach((op, type) -> WRITERS.put(op, step -> step.node(type)));
    WRITERS.put("geluTanh", step -> step.node("Gelu", attribute("approximate", "tanh")));
    WRITERS.put("silu", step -> silu(step));
    WRITERS.put("leakyRelu", OpNodes::leakyRelu);
    WRITERS.put("elu", OpNodes::elu);
    WRITERS.put("pow", OpNodes::pow);
    WRITERS.put("clip", OpNodes::clip);
    WRITERS.put("add", s -> arithmetic(s, "Add", Tensor::add, (y, x) -> y - x, (y, x) -> y - x));
    WRITERS.put("sub", s -> arithmetic(s, "Sub", Tensor::sub, (y, x) -> x - y, (y, x) -> y + x));
    WRITERS.put("mul", s -> arithmetic(s, "Mul", Tensor::mul, (y, x) -> y / x, (y, x) -> y / x));
    WRITERS.put("div", s -> arithmetic(s, "Div", Tensor::div, (y, x) -> x / y, (y, x) -> y * x));
    WRITERS.put("matmul", step -> step.of(2).node("MatMul"));
    WRITERS.put("linear", step -> linear(step.of(3)));
    WRITERS.put("softmax", s -> alongAxis(s, "Softmax", Tensor::softmax));
    WRITERS.put("logSoftmax", s -> alongAxis(s, "LogSoftmax", Tensor::logSoftmax));
    WRITERS.put("sum", OpNodes::sum);
    WRITERS.put("gather", OpNodes::extreme);
    WRITERS.put("reshape", OpNodes::reshape);
    WRITERS.put("transpose", OpNodes::permute);
    WRITERS.put("permute", OpNodes::permute);
    WRITERS.put("slice", OpNodes::slice);
    WRITERS.put("concat", OpNodes::concat);
    WRITERS.put("attentionWeights", AttentionNodes::attentionWeights);
    WRITERS.put("attend", AttentionNodes::attend);
  }

  private OpNodes() {}

  private interface Writer {
    String write(Step step);
  }

  /** Writes one op, and gives the name of its result. */
  static String write(Step step) {
    Writer writer = WRITERS.get(step.op());
    if (writer == null) {
      throw step.refused("one of the ops " + String.join(", ", new TreeSet<>(WRITERS.keySet())));
    }
    return writer.write(step);
  }

  private static String linear(Step step) {
    String product = step.part("MatMul", "product", List.of(step.input(0), step.input(1)));
    return step.nodeOf("Add", List.of(product, step.input(2)));
  }

  // ---- functions of each element

  private static String silu(Step step) {
    String x = step.input(0);
    return step.nodeOf("Mul", List.of(x, step.part("Sigmoid", "sigmoid", List.of(x))));
  }

  private static String leakyRelu(Step step) {
    double slope = belowZero(step, x -> x);
    step.require("a slope", x -> x.leakyRelu(slope));
    return step.node("LeakyRelu", attribute("alpha", slope));
  }

  private static String elu(Step step) {
    double alpha = belowZero(step, Math::expm1);
    step.require("an alpha", x -> x.elu(alpha));
    return step.node("Elu", attribute("alpha", alpha));
  }

  /** The factor before a function that only elements below 0 show. */
  private static double belowZero(Step step, DoubleUnaryOperator function) {
    Tensor x = step.input().one().reshape(-1);
    int lowest = x.neg().argmax()[0];
    if (x.get(lowest) >= 0) {
      throw step.refused("elements below 0, for which it is there, got none");
    }
    return step.result().one().reshape(-1).get(lowest) / function.applyAsDouble(x.get(lowest));
  }

  private static String pow(Step step) {
    double[] x = step.input().one().toArray();
    double[] y = step.result().one().toArray();
    // Where x is far from 1 the exponent is log y / log x with the fewest digits lost.
    int best = 0;
    for (int i = 0; i < x.length; i++) {
      best = x[i] > 0 && x[i] < 1 && (x[best] <= 0 || x[i] < x[best]) ? i : best;
    }
    double exponent = Math.log(y[best]) / Math.log(x[best]);
    double p = Math.abs(exponent - Math.rint(exponent)) < 1e-9 ? Math.rint(exponent) : exponent;
    step.require("an exponent, and elements above 0", in -> in.pow(p));
    return step.nodeOf("Pow", List.of(step.input(0), step.number("exponent", Tensor.scalar(p))));
  }

  /** Limits are what elements beyond them became. */
  private static String clip(Step step) {
    double low = Double.NaN;
    double high = Double.NaN;
    for (Function<Twin, Tensor> run : Twin.RUNS) {
      double[] x = run.apply(step.input()).toArray();
      double[] y = run.apply(step.result()).toArray();
      for (int i = 0; i < x.length; i++) {
        low = x[i] < y[i] ? y[i] : low;
        high = x[i] > y[i] ? y[i] : high;
      }
    }
    double from = low;
    double to = high;
    if (!(low <= high)) {
      throw step.refused("limits that random numbers reach, but none were beyond [low, high]");
    }
    step.require("two limits", x -> x.clip(from, to));
    String lowest = step.number("low", Tensor.scalar(from));
    String highest = step.number("high", Tensor.scalar(to));
    return step.nodeOf("Clip", List.of(step.input(0), lowest, highest));
  }

  // ---- two operands

  /**
   * @param right the right operand from result and left one, where it was a constant
   * @param left the left operand from result and right one, where it was a constant
   */
  private static String arithmetic(
      Step step,
      String type,
      BinaryOperator<Tensor> op,
      DoubleBinaryOperator right,
      DoubleBinaryOperator left) {
    if (step.inputs().size() == 2) {
      return step.node(type);
    }
    Tensor second = Constants.find(step.input(), step.result(), right);
    if (step.result().is(x -> op.apply(x, second), step.input())) {
      return step.nodeOf(type, List.of(step.input(0), step.number("number", second)));
    }
    Tensor first = Constants.find(step.input(), step.result(), left);
    step.require("an operand that is the same for every input", x -> op.apply(first, x));
    return step.nodeOf(type, List.of(step.number("number", first), step.input(0)));
  }

  // ---- over an axis

  private static String alongAxis(Step step, String type, BiFunction<Tensor, Integer, Tensor> op) {
    int axis = step.axis((x, i) -> op.apply(x, i));
    return step.node(type, attribute("axis", axis));
  }

  private static String sum(Step step) {
    boolean keep = step.result().rank() == step.input().rank();
    long[] axes =
        step.result().rank() == 0
            ? LongStream.range(0, step.input().rank()).toArray()
            : new long[] {step.axis((x, axis) -> x.sum(axis, keep))};
    return reduce(step, "ReduceSum", keep, axes);
  }

  /** max and min pick, in each line, the element at an index that was computed. */
  private static String extreme(Step step) {
    for (int axis = 0; axis < step.input().rank(); axis++) {
      int along = axis;
      if (step.result().is(x -> x.max(along), step.input())) {
        return reduce(step, "ReduceMax", false, axis);
      }
      if (step.result().is(x -> x.min(along), step.input())) {
        return reduce(step, "ReduceMin", false, axis);
      }
    }
    throw step.refused("max or min over an axis");
  }

  private static String reduce(Step step, String type, boolean keep, long... axes) {
    List<String> inputs = List.of(step.input(0), step.integers("axes", axes));
    return step.nodeOf(type, inputs, attribute("keepdims", keep ? 1 : 0));
  }

  // ---- moving elements

  private static String reshape(Step step) {
    long[] sizes = step.result().sizes();
    if (LongStream.of(sizes).filter(size -> size < 0).count() > 1) {
      throw step.refused("one axis at most that depends on the size of the batch");
    }
    return step.nodeOf("Reshape", List.of(step.input(0), step.integers("shape", sizes)));
  }

  private static String permute(Step step) {
    for (int[] order : orders(step.input().rank())) {
      if (step.result().is(x -> x.permute(order), step.input())) {
        long[] axes = IntStream.of(order).asLongStream().toArray();
        return step.node("Transpose", attribute("perm", axes));
      }
    }
    throw step.refused("an order of the axes");
  }

  /** All orders of so many axes. */
  private static List<int[]> orders(int rank) {
    if (rank == 0) {
      return List.of(new int[0]);
    }
    List<int[]> longer = new ArrayList<>();
    for (int[] order : orders(rank - 1)) {
      for (int place = 0; place < rank; place++) {
        List<Integer> axes = new ArrayList<>(IntStream.of(order).boxed().toList());
        axes.add(place, rank - 1);
        longer.add(axes.stream().mapToInt(Integer::intValue).toArray());
      }
    }
    return longer;
  }

  private static String slice(Step step) {
    int[] found = null;
    for (int axis = 0; axis < step.input().rank(); axis++) {
      int along = axis;
      int length = step.result().dim(axis);
      for (int first = 0; first + length <= step.input().dim(axis); first++) {
        int from = first;
        if (step.result().is(x -> x.slice(along, from, from + length), step.input())) {
          if (found != null || step.input().sizes()[axis] < 0) {
            throw step.refused("a range that its elements tell, of an axis other than the batch");
          }
          found = new int[] {from, from + length, axis};
        }
      }
    }
    if (found == null) {
      throw step.refused("a range of an axis other than the batch");
    }
    return step.nodeOf(
        "Slice",
        List.of(
            step.input(0),
            step.integers("from", found[0]),
            step.integers("to", found[1]),
            step.integers("axis", found[2])));
  }

  private static String concat(Step step) {
    for (int axis = 0; axis < step.result().rank(); axis++) {
      int along = axis;
      int sum = step.inputs().stream().mapToInt(each -> each.dim(along)).sum();
      Tensor[] parts = step.inputs().stream().map(Twin::one).toArray(Tensor[]::new);
      if (sum == step.result().dim(axis)
          && Twin.same(Tensor.concat(axis, parts), step.result().one())) {
        return step.node("Concat", attribute("axis", axis));
      }
    }
    throw step.refused("parts that are computed or learned: make a constant a Parameter");
  }
}
