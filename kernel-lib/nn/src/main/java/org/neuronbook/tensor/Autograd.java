package org.neuronbook.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Reverse-mode automatic differentiation: what all ops share. An op hands its value and one
 * gradient line an input to {@link #result}; order, accumulation, un-broadcasting and freeing
 * happen here and nowhere else.
 *
 * <p>Griewank, Walther, "Evaluating Derivatives", 2nd ed., SIAM 2008, chapter 3.
 *
 * <pre>{@code
 * jshell> var w = new Parameter("w", Tensor.scalar(3))
 * jshell> w.mul(2).requiresGrad()
 * true
 * jshell> Autograd.noGrad(() -> w.mul(2)).requiresGrad()
 * false
 * }</pre>
 */
public final class Autograd {
  private static final AtomicLong NEXT_ID = new AtomicLong();
  private static final ThreadLocal<Boolean> RECORDING = ThreadLocal.withInitial(() -> true);

  private Autograd() {}

  /**
   * One input of an op, and how the gradient of the result becomes a gradient of that input.
   *
   * @param input the operand
   * @param gradient takes dL/dResult, gives dL/dInput; where the operand was broadcast, in the
   *     broadcast shape; null in the graph of an input that takes no gradient
   */
  public record Edge(Tensor input, UnaryOperator<Tensor> gradient) {}

  /** One gradient line of an op. */
  public static Edge edge(Tensor input, UnaryOperator<Tensor> gradient) {
    return new Edge(input, gradient);
  }

  /**
   * The value of an op, with the edges that a backward pass follows.
   *
   * @param op the name of the op, for messages and pictures
   * @param values row-major, kept: not copied
   */
  public static Tensor result(String op, Shape shape, double[] values, Edge... edges) {
    List<Edge> kept = List.of();
    if (RECORDING.get() && Arrays.stream(edges).anyMatch(edge -> edge.input.requiresGrad())) {
      kept = new ArrayList<>(edges.length);
      for (Edge edge : edges) { // A constant is kept for pictures, without what its gradient needs.
        kept.add(edge.input.requiresGrad() ? edge : new Edge(edge.input, null));
      }
    }
    return new Tensor(op, shape, values, kept);
  }

  /** Runs without recording: for evaluation and for updates of parameters. */
  public static <T> T noGrad(Supplier<T> body) {
    boolean before = RECORDING.get();
    RECORDING.set(false);
    try {
      return body.get();
    } finally {
      RECORDING.set(before);
    }
  }

  /** Runs without recording. */
  public static void noGrad(Runnable body) {
    noGrad(
        () -> {
          body.run();
          return null;
        });
  }

  static long nextId() {
    return NEXT_ID.getAndIncrement();
  }

  /**
   * Walks from the root to the leaves and adds to each leaf its gradient. An op is younger than its
   * inputs, so going from the highest id down meets every tensor after all of its uses: no
   * recursion, whatever the depth.
   */
  static void backward(Tensor root, Tensor seed) {
    Map<Tensor, Sum> sums = new IdentityHashMap<>();
    PriorityQueue<Tensor> next = new PriorityQueue<>(Comparator.comparingLong(t -> -t.id));
    sums.computeIfAbsent(root, tensor -> new Sum()).add(seed);
    next.add(root);
    noGrad(
        () -> {
          while (!next.isEmpty()) {
            Tensor tensor = next.remove();
            Tensor gradient = sums.remove(tensor).total;
            tensor.receive(gradient);
            for (Edge edge : tensor.takeEdges()) {
              if (edge.gradient == null) {
                continue;
              }
              edge.input.requireUnchangedSince(tensor);
              Tensor share = unbroadcast(edge.gradient.apply(gradient), edge.input.shape());
              share.spare &= share != gradient; // What is handed through has other holders.
              Sum sum = sums.get(edge.input);
              if (sum == null) {
                sums.put(edge.input, sum = new Sum());
                next.add(edge.input);
              }
              sum.add(share);
            }
          }
        });
  }

  /** Sums a gradient over the axes along which the operand was repeated. */
  private static Tensor unbroadcast(Tensor gradient, Shape target) {
    Tensor result = gradient;
    int more = gradient.shape().rank() - target.rank();
    if (more > 0) { // The axes in front become one.
      int[] sizes = gradient.shape().toArray();
      sizes[more - 1] = -1;
      result = result.reshape(Arrays.copyOfRange(sizes, more - 1, sizes.length)).sum(0);
    }
    for (int axis = 0; axis < target.rank(); axis++) {
      if (target.dim(axis) == 1 && result.shape().dim(axis) != 1) {
        result = Reductions.sum(result, axis, true);
      }
    }
    if (!result.shape().equals(target)) {
      throw new AssertionError(
          "gradient of shape " + gradient.shape() + " for an input of shape " + target);
    }
    return result;
  }

  /** A growing sum of gradients, in the array of one of them if nobody else has it. */
  private static final class Sum {
    private Tensor total;

    void add(Tensor share) {
      if (total == null) {
        total = share;
        return;
      }
      boolean exchange = !total.spare && share.spare;
      double[] more = (exchange ? total : share).data();
      total = exchange ? share : total.spare ? total : Tensor.spare(total.shape(), total.toArray());
      double[] sum = total.data();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += more[i];
      }
    }
  }
}
