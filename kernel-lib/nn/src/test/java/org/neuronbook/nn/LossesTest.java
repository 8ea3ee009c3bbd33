package org.neuronbook.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Parameter;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Tensor;

class LossesTest {
  private final Tensor logits = Tensor.randn(Rng.of(1), 4, 3);
  private final int[] labels = {2, 0, 1, 2};

  @Test
  void withoutOptionsCrossEntropyIsThePlainOne() {
    assertThat(Losses.crossEntropy(logits, labels, new LabelOptions()).item())
        .isEqualTo(Losses.crossEntropy(logits, labels).item(), within(1e-15));
  }

  @Test
  void ignoredRowsCountForNothing() {
    int[] padded = Arrays.copyOf(labels, 4);
    padded[3] = -100;
    Parameter z = new Parameter("z", logits);
    Losses.crossEntropy(z, padded, new LabelOptions().withLabelSmoothing(0.1)).backward();
    assertThat(Arrays.copyOfRange(z.grad().toArray(), 9, 12))
        .containsExactly(new double[3], within(0.0));
  }

  @Test
  void aClassOfWeightTwoCountsAsTwoRows() {
    Tensor once = Tensor.of(new double[][] {{1, 2}, {0, 3}});
    Tensor twice = Tensor.of(new double[][] {{1, 2}, {0, 3}, {0, 3}});
    LabelOptions weighted = new LabelOptions().withClassWeights(1, 2);
    assertThat(Losses.crossEntropy(once, new int[] {0, 1}, weighted).item())
        .isEqualTo(Losses.crossEntropy(twice, 0, 1, 1).item(), within(1e-15));
  }

  @Test
  void theWeightsAreCopied() {
    double[] weights = {1, 2, 3};
    LabelOptions options = new LabelOptions().withClassWeights(weights);
    weights[0] = 7;
    options.classWeights()[1] = 7;
    assertThat(options.classWeights()).containsExactly(1, 2, 3);
  }

  @Test
  void theDivergenceOfADistributionFromItselfIsZeroAlsoWithZerosInIt() {
    Tensor p = Tensor.of(new double[][] {{0, 0.25, 0.75}});
    Tensor logP = Tensor.of(new double[][] {{-50, Math.log(0.25), Math.log(0.75)}});
    assertThat(Losses.kl(logP, p).item()).isEqualTo(0, within(1e-15));
  }

  @Test
  void aStudentThatAnswersAsTheTeacherLosesNothing() {
    assertThat(Losses.distillation(logits, logits.add(5), 3).item()).isEqualTo(0, within(1e-15));
  }

  @Test
  void contrastIsLowWhereRowsBelongTogether() {
    Tensor e = Tensor.of(new double[][] {{1, 0}, {0, 1}});
    Tensor exchanged = Tensor.of(new double[][] {{0, 1}, {1, 0}});
    assertThat(Losses.infoNce(e, e, 0.1).item()).isLessThan(1e-4);
    assertThat(Losses.infoNce(e, exchanged, 0.1).item()).isGreaterThan(9);
  }

  @Test
  void contrastBearsARowOfZeros() {
    Parameter x = new Parameter("x", Tensor.of(new double[][] {{0, 0}, {0, 1}}));
    Losses.infoNce(x, Tensor.ones(2, 2), 0.1).backward();
    assertThat(x.grad().toArray()).doesNotContain(Double.NaN);
  }
}
