package org.neuronbook.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.neuronbook.tensor.Mistakes;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.ShapeException;
import org.neuronbook.tensor.Tensor;

/** Connectionist temporal classification against its twin, which tries all paths. */
class CtcTest {

  /** The sum of the probabilities of all paths that read as the target. */
  private static double probability(double[][] logP, int steps, List<Integer> target) {
    int classes = logP[0].length;
    double sum = 0;
    for (int path = 0; path < Math.pow(classes, steps); path++) {
      double logPath = 0;
      List<Integer> read = new ArrayList<>();
      int last = 0;
      for (int t = 0, rest = path; t < steps; t++, rest /= classes) {
        int label = rest % classes;
        logPath += logP[t][label];
        if (label != 0 && label != last) {
          read.add(label);
        }
        last = label;
      }
      sum += read.equals(target) ? Math.exp(logPath) : 0;
    }
    return sum;
  }

  @Test
  void theSumOverAllPathsIsFoundWithoutTryingThem() {
    List<List<Integer>> targets =
        List.of(List.of(1, 2), List.of(2, 2), List.of(1), List.of(1, 1, 2), List.of());
    for (int steps : new int[] {4, 6}) {
      for (List<Integer> target : targets) {
        Tensor logits = Tensor.randn(Rng.of(steps), 1, 6, 3);
        double[][] logP = logits.logSoftmax(-1).toMatrix();
        int[][] labels = {target.stream().mapToInt(Integer::intValue).toArray()};
        double expected = -Math.log(probability(logP, steps, target)) / Math.max(1, target.size());
        assertThat(Losses.ctc(logits, labels, new int[] {steps}, false).item())
            .as("target %s in %d steps", target, steps)
            .isEqualTo(expected, within(1e-12));
      }
    }
  }

  @Test
  void aTargetThatIsTooLongCostsInfinityOrIfAskedNothing() {
    Parameter logits = new Parameter("logits", Tensor.randn(Rng.of(1), 2, 3, 3));
    int[][] targets = {{1, 1}, {2}};
    int[] lengths = {2, 3};
    assertThat(Losses.ctc(logits, targets, lengths, false).item())
        .isEqualTo(Double.POSITIVE_INFINITY);
    Tensor loss = Losses.ctc(logits, targets, lengths, true);
    loss.backward();
    assertThat(loss.item()).isPositive().isFinite();
    assertThat(logits.grad().slice(0, 0, 1).toArray()).containsOnly(0);
  }

  @Test
  void stepsBehindTheEndGetNoGradient() {
    Parameter logits = new Parameter("logits", Tensor.randn(Rng.of(1), 1, 5, 3));
    Losses.ctc(logits, new int[][] {{1}}, new int[] {3}, false).backward();
    assertThat(logits.grad().slice(1, 3, 5).toArray()).containsOnly(0);
    assertThat(logits.grad().slice(1, 0, 3).toArray()).doesNotContain(0);
  }

  @Test
  void logProbabilitiesAreAsGoodAsLogits() {
    Tensor logits = Tensor.randn(Rng.of(1), 1, 5, 3);
    int[][] targets = {{1, 2}};
    assertThat(Losses.ctc(logits.logSoftmax(-1), targets, new int[] {5}, false).item())
        .isEqualTo(Losses.ctc(logits, targets, new int[] {5}, false).item(), within(1e-14));
  }

  private final Mistakes mistakes = new Mistakes();

  @TestFactory
  Stream<DynamicTest> everyMistakeIsExplained() {
    Tensor logits = Tensor.zeros(2, 5, 3);
    int[][] targets = {{1, 2}, {2}};
    mistakes.add(
        "a target for some sequences",
        ShapeException.class,
        () -> Losses.ctc(logits, new int[][] {{1, 2}}, new int[] {5, 5}, false),
        "ctc: expected logits (batch, time, classes) and a target and a length for each sequence,"
            + " got (2, 5, 3), 1 targets and 2 lengths. The batch comes first");
    mistakes.add(
        "a length beyond the end",
        ShapeException.class,
        () -> Losses.ctc(logits, targets, new int[] {5, 6}, false),
        "ctc: expected lengths from 1 to 5, got 6 for sequence 1. Targets have lengths of their"
            + " own");
    mistakes.add(
        "a blank in a target",
        IllegalArgumentException.class,
        () -> Losses.ctc(logits, new int[][] {{1, 2}, {0}}, new int[] {5, 5}, false),
        "ctc: expected labels from 1 to 2, got 0 in target 1. 0 is the blank, which no target"
            + " holds");
    return mistakes.tests();
  }
}
