package org.neuronbook.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.neuronbook.tensor.Rng;
import org.neuronbook.tensor.Shape;

class AugmentTest {
  private static final Shape THREE = Shape.of(1, 3, 3);
  private static final double[] PICTURE = {1, 2, 3, 4, 5, 6, 7, 8, 9};

  private static Set<List<Double>> results(Augment augment, double[] picture, Shape shape) {
    Rng rng = Rng.of(1);
    Set<List<Double>> seen = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      seen.add(Arrays.stream(augment.apply(picture, shape, rng)).boxed().toList());
    }
    return seen;
  }

  @Test
  void aShiftMovesInAllDirectionsAndFillsWithZero() {
    Set<List<Double>> seen = results(Augment.shift(1), PICTURE, THREE);
    assertThat(seen).hasSize(9);
    assertThat(seen)
        .contains(
            List.of(1., 2., 3., 4., 5., 6., 7., 8., 9.),
            List.of(0., 0., 0., 0., 1., 2., 0., 4., 5.),
            List.of(5., 6., 0., 8., 9., 0., 0., 0., 0.));
  }

  @Test
  void aFlipExchangesLeftAndRightInEveryRowOfEveryChannel() {
    assertThat(results(Augment.flip(), new double[] {1, 2, 3, 4, 5, 6, 7, 8}, Shape.of(2, 2, 2)))
        .containsExactlyInAnyOrder(
            List.of(1., 2., 3., 4., 5., 6., 7., 8.), List.of(2., 1., 4., 3., 6., 5., 8., 7.));
  }

  @Test
  void channelsMoveTogether() {
    double[] two = new double[18];
    for (int i = 0; i < 9; i++) {
      two[i] = PICTURE[i];
      two[9 + i] = 10 * PICTURE[i];
    }
    for (List<Double> each :
        results(Augment.shift(2).then(Augment.crop(0.5)), two, Shape.of(2, 3, 3))) {
      for (int i = 0; i < 9; i++) {
        assertThat(each.get(9 + i)).isCloseTo(10 * each.get(i), within(1e-9));
      }
    }
  }

  /** On a slope, bilinear interpolation is exact: a crop is a slope again, within its range. */
  @Test
  void aCropIsAnEnlargedPart() {
    Shape shape = Shape.of(1, 4, 5);
    double[] slope = new double[20];
    Arrays.setAll(slope, i -> 10 * (i / 5) + i % 5);
    for (List<Double> each : results(Augment.crop(0.5), slope, shape)) {
      double step = each.get(1) - each.get(0);
      assertThat(step).isBetween(0.5, 1.0);
      assertThat(each.get(5) - each.get(0)).as("rows").isCloseTo(10 * step, within(1e-9));
      assertThat(each.get(19) - each.get(0)).isCloseTo(34 * step, within(1e-9));
      assertThat(each.get(0)).isGreaterThanOrEqualTo(0);
      assertThat(each.get(19)).isLessThanOrEqualTo(34 + 1e-9);
    }
  }

  @Test
  void noiseHasTheDeviationAskedFor() {
    double[] noisy = Augment.noise(0.5).apply(new double[40_000], Shape.of(1, 200, 200), Rng.of(4));
    double square = Arrays.stream(noisy).map(v -> v * v).average().orElseThrow();
    assertThat(Arrays.stream(noisy).average().orElseThrow()).isCloseTo(0, within(0.01));
    assertThat(Math.sqrt(square)).isCloseTo(0.5, within(0.01));
  }

  @Test
  void thePictureItselfStays() {
    double[] before = PICTURE.clone();
    Augment.shift(1)
        .then(Augment.flip())
        .then(Augment.crop(0.5))
        .then(Augment.noise(1))
        .apply(PICTURE, THREE, Rng.of(3));
    assertThat(PICTURE).containsExactly(before);
  }

  @Test
  void batchesAreChangedAnewInEveryLoopAndLabelsStay() {
    Dataset pictures =
        Dataset.of("pictures", new double[][] {PICTURE, PICTURE}, new int[] {0, 1}, 2)
            .withFeatureShape(3, 3);
    Batches batches = new Batches(pictures, 2).augmented(Augment.noise(1), Rng.of(5));
    Batch first = batches.iterator().next();
    Batch second = batches.iterator().next();
    assertThat(first.labels()).containsExactly(0, 1);
    assertThat(first.x().toArray()).isNotEqualTo(second.x().toArray());
    assertThat(
            new Batches(pictures, 2).augmented(Augment.noise(1), Rng.of(5)).iterator().next().x())
        .as("the same seed, the same pictures")
        .hasToString(first.x().toString());
    assertThat(pictures.row(0)).containsExactly(PICTURE);
  }

  @Test
  void mistakesAreExplained() {
    assertThatThrownBy(() -> new Batches(Dataset.xor(), 2).augmented(Augment.flip(), Rng.of(1)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "augmented: expected rows of shape (height, width) or (channels, height, width), got (2). Say what they are: dataset.withFeatureShape(28, 28)");
    assertThatThrownBy(() -> Augment.shift(-1))
        .hasMessage("Augment.shift: expected a number of pixels of at least 0, got -1");
    assertThatThrownBy(() -> Augment.crop(0))
        .hasMessage("Augment.crop: expected a share above 0, at most 1, got 0.0");
    assertThatThrownBy(() -> Augment.noise(-0.1))
        .hasMessage("Augment.noise: expected a deviation of at least 0, got -0.1");
  }
}
