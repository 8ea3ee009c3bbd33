package org.neuronbook.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.neuronbook.nn.LabelOptions;

/** For every op the arguments with which its gradients are checked, away from kinks and poles. */
final class GradientCases {
  private final List<Case> cases = new ArrayList<>();
  private final Rng rng = Rng.of(20_17);

  /**
   * @param op a signature as {@link Ops} gives it
   * @param arguments with the tensor that the op is called on as the first
   */
  record Case(String op, Object... arguments) {
    @Override
    public String toString() {
      return op
          + Arrays.stream(arguments)
              .map(GradientCases::text)
              .collect(Collectors.joining(", ", " of ", ""));
    }
  }

  private static String text(Object argument) {
    if (argument instanceof Tensor) {
      return ((Tensor) argument).shape().toString();
    }
    if (argument instanceof Tensor[]) {
      return Arrays.stream((Tensor[]) argument)
          .map(GradientCases::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (argument instanceof int[][]) {
      return Arrays.deepToString((int[][]) argument);
    }
    return argument instanceof int[] ? Arrays.toString((int[]) argument) : argument.toString();
  }

  static List<Case> all() {
    GradientCases table = new GradientCases();
    table.arithmetic();
    table.functions();
    table.axes();
    table.moves();
    table.selections();
    table.masks();
    table.products();
    table.losses();
    table.cases.addAll(ImageCases.all());
    table.cases.addAll(AttentionCases.all());
    table.cases.addAll(RecurrentCases.all());
    return table.cases;
  }

  private void add(String op, Object... arguments) {
    cases.add(new Case(op, arguments));
  }

  // ---- values

  private Tensor normal(int... sizes) {
    return Tensor.randn(rng, sizes);
  }

  private Tensor positive(int... sizes) {
    return Tensor.uniform(rng, 0.3, 3, sizes);
  }

  /** Normal numbers, moved away from where the op has a kink. */
  private Tensor away(double kink, int... sizes) {
    return away(normal(sizes), kink);
  }

  private static Tensor away(Tensor x, double kink) {
    double[] values = x.toArray();
    for (int i = 0; i < values.length; i++) {
      if (Math.abs(values[i] - kink) < 0.05) {
        values[i] += values[i] < kink ? -0.1 : 0.1;
      }
    }
    return Tensor.wrap(x.shape(), values);
  }

  // ---- the table

  private static final int[][][] PAIRS = {
    {{3, 4}, {3, 4}},
    {{3, 4}, {4}},
    {{4}, {3, 4}},
    {{3, 1}, {1, 4}},
    {{1, 4}, {3, 1}},
    {{3, 4}, {}},
    {{}, {2}},
    {{}, {}},
    {{2, 3, 4}, {3, 1}},
    {{2, 1, 4}, {3, 1}},
    {{1}, {1, 1, 1}},
  };

  private void arithmetic() {
    for (int[][] pair : PAIRS) {
      add("add(Tensor)", normal(pair[0]), normal(pair[1]));
      add("sub(Tensor)", normal(pair[0]), normal(pair[1]));
      add("mul(Tensor)", normal(pair[0]), normal(pair[1]));
      add("div(Tensor)", normal(pair[0]), positive(pair[1]));
    }
    add("div(Tensor)", normal(2, 3), positive(2, 3).neg());
    for (int[] sizes : new int[][] {{}, {5}, {2, 3, 2}}) {
      add("add(double)", normal(sizes), 1.5);
      add("sub(double)", normal(sizes), 1.5);
      add("mul(double)", normal(sizes), -2.5);
      add("div(double)", normal(sizes), -2.5);
      add("neg()", normal(sizes));
    }
  }

  private void functions() {
    for (int[] sizes : new int[][] {{}, {5}, {3, 4}, {2, 3, 2}}) {
      add("exp()", normal(sizes));
      add("log()", positive(sizes));
      add("sqrt()", positive(sizes));
      add("abs()", away(0, sizes));
      add("clip(double, double)", away(away(-0.5, sizes), 0.8), -0.5, 0.8);
      add("sigmoid()", normal(sizes));
      add("tanh()", normal(sizes));
      add("relu()", away(0, sizes));
      add("leakyRelu(double)", away(0, sizes), 0.1);
      add("gelu()", normal(sizes));
      add("geluTanh()", normal(sizes));
      add("silu()", normal(sizes));
      add("elu(double)", away(0, sizes), 0.7);
      add("hardSwish()", away(away(normal(sizes).mul(3), -3), 3));
      add("softplus()", normal(sizes));
    }
    for (double exponent : new double[] {2, 3, 1, 0, -1, -2}) {
      add("pow(double)", away(0, 3, 2), exponent);
    }
    for (double exponent : new double[] {0.5, 1.7, -1.5}) {
      add("pow(double)", positive(4), exponent);
    }
    Tensor wide = Tensor.of(-8, -5, -4, -3.6, -3.5, -2, 0, 2, 3.5, 3.6, 5, 8);
    for (String op :
        List.of("sigmoid()", "tanh()", "gelu()", "geluTanh()", "silu()", "softplus()")) {
      add(op, wide);
    }
  }

  private void axes() {
    for (String op : List.of("sum", "mean", "softmax", "logSoftmax")) {
      add(op + "(int)", normal(5), 0);
      add(op + "(int)", normal(3, 4), 0);
      add(op + "(int)", normal(3, 4), 1);
      add(op + "(int)", normal(3, 4), -1);
      add(op + "(int)", normal(2, 3, 4), 0);
      add(op + "(int)", normal(2, 3, 4), 1);
      add(op + "(int)", normal(2, 3, 4), -1);
      add(op + "(int)", normal(1, 2), 0);
    }
    for (String op : List.of("sum()", "mean()")) {
      add(op, normal());
      add(op, normal(5));
      add(op, normal(3, 4));
      add(op, normal(2, 3, 4));
    }
  }

  private void severalAxes() {
    int[][] choices = {{0}, {1}, {0, 2}, {-1, 0}, {2, 1, 0}};
    for (int[] axes : choices) {
      add("sum(int[])", normal(2, 3, 4), axes);
      add("mean(int[])", normal(2, 3, 4), axes);
      for (boolean unbiased : new boolean[] {true, false}) {
        add("var(int[], boolean, boolean)", normal(2, 3, 4), axes, unbiased, unbiased);
        add("var(int[], boolean, boolean)", normal(2, 3, 4), axes, unbiased, !unbiased);
      }
    }
    for (boolean flag : new boolean[] {true, false}) {
      for (int axis : new int[] {0, 1, -1}) {
        add("var(int, boolean)", normal(3, 2, 4), axis, flag);
        for (String op : List.of("sum", "mean", "max", "min")) {
          add(op + "(int, boolean)", normal(2, 3, 4), axis, flag);
        }
      }
      add("var(boolean)", normal(3, 4), flag);
    }
    for (String op : List.of("max", "min")) {
      for (int axis : new int[] {0, 1, -1}) {
        add(op + "(int)", normal(2, 3, 4), axis);
      }
      add(op + "(int)", normal(5), 0);
      add(op + "()", normal());
      add(op + "()", normal(2, 3, 2));
    }
  }

  private void selections() {
    severalAxes();
    add("permute(int[])", normal(2, 3, 4), new int[] {2, 0, 1});
    add("permute(int[])", normal(2, 3, 2, 2), new int[] {0, 2, 1, -1});
    add("permute(int[])", normal(5), new int[] {0});
    add("transpose(int, int)", normal(2, 3, 4), 0, 2);
    add("transpose(int, int)", normal(2, 3, 4), -2, 0);
    add("transpose(int, int)", normal(3, 4), 1, 1);
    add("expand(int[])", normal(3, 1), new int[] {2, 3, 4});
    add("expand(int[])", normal(1, 3, 1), new int[] {2, 3, 1});
    add("expand(int[])", normal(), new int[] {2, 2});
    for (int axis : new int[] {0, 1, 2, -1}) {
      add("slice(int, int, int)", normal(3, 4, 3), axis, 1, 3);
      add("pad(int, int, int, double)", normal(2, 3, 2), axis, 1, 2, -0.5);
      Tensor[] parts = {normal(2, 3, 2), normal(2, 3, 2), normal(2, 3, 2)};
      add("Tensor.concat(int, Tensor[])", axis, parts);
      add("Tensor.stack(int, Tensor[])", axis, parts);
      add("indexSelect(int, int[])", normal(3, 4, 3), axis, new int[] {2, 0, 2, 2, 1});
    }
    add("slice(int, int, int)", normal(4), 0, 0, 4);
    add("pad(int, int, int, double)", normal(4), 0, 0, 0, 1.0);
    add("Tensor.concat(int, Tensor[])", 1, new Tensor[] {normal(2, 1), normal(2, 3)});
    add("Tensor.stack(int, Tensor[])", 0, new Tensor[] {normal(), normal()});
    add("rows(int[])", normal(4, 3), new int[] {3, 1, 3, 0, 3});
    add("rows(int[])", normal(4, 2, 2), new int[] {1});
    add("rows(int[])", normal(3), new int[] {2, 2});
    add("gather(int, int[])", normal(2, 3), 1, new int[] {2, 0});
    add("gather(int, int[])", normal(2, 3, 2), 0, new int[] {0, 1, 1, 0, 0, 1});
    add("gather(int, int[])", normal(2, 3, 2), 1, new int[] {2, 1, 0, 2});
  }

  private void masks() {
    Mask columns = Mask.of(true, false, false, true);
    Mask rows = Mask.of(false, true, false).reshape(3, 1);
    for (Mask mask : List.of(columns, rows, columns.or(rows), columns.reshape(1, 1, 4))) {
      int[] sizes = {2, 3, 4};
      add("maskedFill(Mask, double)", normal(sizes), mask, -2.5);
      add("Tensor.where(Mask, Tensor, Tensor)", mask, normal(sizes), normal(sizes));
      add("Tensor.where(Mask, Tensor, Tensor)", mask, normal(4), normal(2, 1, 1));
      add("Tensor.where(Mask, Tensor, Tensor)", mask, normal(), normal(3, 1));
    }
  }

  private void moves() {
    add("reshape(int[])", normal(3, 4), new int[] {2, 6});
    add("reshape(int[])", normal(3, 4), new int[] {-1});
    add("reshape(int[])", normal(2, 3, 2), new int[] {4, -1});
    add("reshape(int[])", normal(1), new int[] {});
    add("transpose()", normal(3, 4));
    add("transpose()", normal(2, 3, 4));
    add("transpose()", normal(1, 5));
    add("pick(int[])", normal(4, 3), new int[] {2, 0, 1, 2});
    add("pick(int[])", normal(1, 1), new int[] {0});
  }

  private void products() {
    add("matmul(Tensor)", normal(3, 4), normal(4, 5));
    add("matmul(Tensor)", normal(1, 1), normal(1, 1));
    add("matmul(Tensor)", normal(1, 6), normal(6, 1));
    add("matmul(Tensor)", normal(6, 1), normal(1, 6));
    add("matmul(Tensor)", normal(2, 3, 4), normal(4, 5));
    add("matmul(Tensor)", normal(2, 3, 4), normal(2, 4, 5));
    add("matmul(Tensor)", normal(2, 2, 3, 2), normal(2, 2, 2, 3));
    add("matmul(Tensor)", normal(2, 2, 3, 2), normal(2, 4));
    for (int[][] batches : new int[][][] {{{2, 1}, {3}}, {{}, {2}}, {{1}, {2}}, {{2}, {3, 1}}}) {
      add("matmul(Tensor)", matrices(batches[0], 2, 3), matrices(batches[1], 3, 2));
    }
    add("matmul(Tensor)", normal(2, 3, 4), normal(1, 4, 2));
    add("linear(Tensor, Tensor)", normal(3, 4), normal(4, 5), normal(5));
    add("linear(Tensor, Tensor)", normal(2, 1, 3), normal(3, 2), normal(2));
    add("linear(Tensor, Tensor)", normal(11, 12), normal(12, 10), normal(10));
    // Large enough for BLAS, and for more than one block of rows.
    add("matmul(Tensor)", normal(11, 12), normal(12, 10));
    add("matmul(Tensor)", normal(2, 35, 6), normal(2, 6, 7));
  }

  private Tensor matrices(int[] batch, int rows, int columns) {
    return normal(Shape.of(rows, columns).withBatch(Shape.of(batch)).toArray());
  }

  private void losses() {
    for (int[] sizes : new int[][] {{}, {4}, {3, 4}, {2, 3, 2}}) {
      add("Losses.mse(Tensor, Tensor)", normal(sizes), normal(sizes));
      add("Losses.mae(Tensor, Tensor)", positive(sizes), positive(sizes).neg());
      add("Losses.bceWithLogits(Tensor, Tensor)", normal(sizes), Tensor.uniform(rng, 0, 1, sizes));
    }
    int[] labels = {2, 0, 1, 2};
    add("Losses.crossEntropy(Tensor, int[])", normal(4, 3), labels);
    add("Losses.crossEntropy(Tensor, int[])", normal(1, 5), new int[] {4});
    add("Losses.nll(Tensor, int[])", normal(4, 3), labels);
    moreLosses();
  }

  private void moreLosses() {
    add("Losses.huber(Tensor, Tensor, double)", normal(3, 4), normal(3, 4).mul(3), 1.0);
    add("Losses.huber(Tensor, Tensor, double)", normal(5), normal(5), 0.3);
    add("Losses.kl(Tensor, Tensor)", normal(3, 4), normal(3, 4).softmax(-1));
    add("Losses.kl(Tensor, Tensor)", normal(2, 3, 2), normal(2, 3, 2).softmax(-1));
    add("Losses.distillation(Tensor, Tensor, double)", normal(3, 4), normal(3, 4), 2.0);
    add("Losses.infoNce(Tensor, Tensor, double)", normal(3, 4), normal(3, 4), 0.5);
    add("Losses.skipGram(Tensor, Tensor, Tensor)", normal(3, 4), normal(3, 4), normal(3, 2, 4));
    int[] padded = {2, 0, -1, 2};
    LabelOptions plain = new LabelOptions().withIgnoredIndex(-1);
    LabelOptions weighted = plain.withClassWeights(0.5, 1, 3).withLabelSmoothing(0.2);
    for (String op : List.of("crossEntropy", "nll")) {
      add("Losses." + op + "(Tensor, int[], LabelOptions)", normal(4, 3), padded, plain);
      add("Losses." + op + "(Tensor, int[], LabelOptions)", normal(4, 3), padded, weighted);
    }
  }
}
